import type { Translation } from '../language.ts';

export const disc: Translation<'disc'> = {
  tracks: '{count, plural, one {# Track} other {# Tracks}}',
  dataTracks: '{count, plural, one {# Datentrack} other {# Datentracks}}',
  audioTracks: '{count, plural, one {# Audiotrack} other {# Audiotracks}}',
  sessions: '{count, plural, one {# Session} other {# Sessions}}',
  audioCd: 'Audio-CD',
  cdi: 'CD-i',
  dataCd: 'Daten-CD',
  cdExtra: 'CD-Extra',
  mixedModeCd: 'Mixed-Mode-CD',
  noOffset: 'keiner',
  samples: '{count} Samples',
};

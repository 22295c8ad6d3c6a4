/** Discs and what is on them; "disc" is read by light, "disk" by a magnet. */
export const disc = {
  tracks: '{count, plural, one {# track} other {# tracks}}',
  dataTracks: '{count, plural, one {# data track} other {# data tracks}}',
  audioTracks: '{count, plural, one {# audio track} other {# audio tracks}}',
  sessions: '{count, plural, one {# session} other {# sessions}}',
  audioCd: 'Audio CD',
  cdi: 'CD-i',
  dataCd: 'Data CD',
  cdExtra: 'CD-Extra',
  mixedModeCd: 'Mixed-mode CD',
  noOffset: 'none',
  samples: '{count} samples',
} as const;

import type { Translation } from '../language.ts';

export const verdict: Translation<'verdict'> = {
  waiting: 'Wartet auf den Beginn.',
  looking: 'Sieht nach, was im Laufwerk liegt.',
  working: '{stage, select, paused {Angehalten} retrying {Wiederholt} other {Liest}}.',
  workingCounted:
    '{stage, select, paused {Angehalten} retrying {Wiederholt} other {Liest}}: {read} von {total, plural, one {# Sektor} other {# Sektoren}} gelesen ({share}).',
  workingTrouble:
    '{stage, select, paused {Angehalten} retrying {Wiederholt} other {Liest}}: {read} von {total, plural, one {# Sektor} other {# Sektoren}} gelesen ({share}), bisher {trouble}.',
  notReadable: '{count} nicht lesbar',
  inDoubt: '{count} zweifelhaft',
  noneYet: 'Noch keine Sektoren gelesen',
  allSoFar: 'Alle {total, plural, one {# Sektor} other {# Sektoren}} gelesen',
  someSoFar: '{read} von {total, plural, one {# Sektor} other {# Sektoren}} gelesen ({share})',
  hashing: '{soFar}. Die Dateien werden geschrieben und ihre Prüfsummen gebildet.',
  recording: '{soFar}. Das Abbild wird im Katalog verzeichnet.',
  parked: 'Zurückgestellt: {soFar}. Alles Gelesene bleibt erhalten, das Lesen kann fortgesetzt werden.',
  cancelled: 'Abgebrochen: {soFar}.',
  failed: 'Fehlgeschlagen: {soFar}. Alles Gelesene bleibt erhalten, der Auftrag kann fortgesetzt werden.',
  failedEarly: 'Fehlgeschlagen, bevor ein Sektor gelesen wurde.',
  uncounted: 'Beendet, und nichts sagt, wie viele Sektoren gelesen wurden.',
  noSectors: 'Das Medium hat keine Sektoren.',
  allRead: '{total, plural, one {Der einzige Sektor wurde gelesen.} other {Alle # Sektoren gelesen.}}',
  allReadRetries:
    '{total, plural, one {Der einzige Sektor wurde gelesen} other {Alle # Sektoren gelesen}}, {count} davon erst nach Wiederholungen.',
  noneRead:
    '{total, plural, one {Der einzige Sektor konnte nicht gelesen werden.} other {Keiner der # Sektoren konnte gelesen werden.}}',
  noneReadFilled:
    '{total, plural, one {Der einzige Sektor konnte nicht gelesen werden} other {Keiner der # Sektoren konnte gelesen werden}}; das Abbild enthält nur das Füllbyte {fill}.',
  noneBeyondDoubt:
    '{total, plural, one {Der einzige Sektor wurde nicht zweifelsfrei gelesen} other {Keiner der # Sektoren wurde zweifelsfrei gelesen}}',
  someRead: '{read} von {total, plural, one {# Sektor} other {# Sektoren}} gelesen',
  lost: '{count} ({share}) {number, plural, one {konnte} other {konnten}} nicht gelesen werden',
  lostFilled:
    '{count} ({share}) {number, plural, one {konnte nicht gelesen werden und ist} other {konnten nicht gelesen werden und sind}} mit {fill} gefüllt',
  suspect:
    '{count} ({share}) {number, plural, one {ist zweifelhaft und} other {sind zweifelhaft und}} wie gelesen bewahrt',
  kept: 'Bewahrt: {files}.',
  image: 'Image',
  sheet: 'Cuesheet',
  track: 'Track',
  subchannel: 'Subchannel',
  map: 'Karte',
  log: 'Protokoll',
  sidecar: 'Begleitdatei',
  tracks: '{count} Tracks',
};

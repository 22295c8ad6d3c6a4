import type { Translation } from '../language.ts';

export const c2: Translation<'c2'> = {
  c2: 'C2',
  speedAndC2: 'Tempo und C2 nach Position',
  c2OverPosition: 'C2 nach Position',
  unknown: 'Von C2 ist nichts bekannt: Das Laufwerk gab keines, oder es wurde nicht aufgeschrieben.',
  noneYet: 'Noch ist kein Sektor mit C2 gekommen.',
  legend:
    'Was das Diagramm von C2 zeigt: gekennzeichnete Bytes in jedem Stück der Disc, jede Linie das Zehnfache der unteren',
  atFirst: 'bei erster Lesung',
  asKept: 'im Bewahrten',
  known: 'kam mit C2',
  noneAtFirst: 'Keine C2-Fehler bei der ersten Lesung.',
  atFirstWords:
    'C2-Fehler in {sectors, plural, one {# Sektor} other {# Sektoren}} bei der ersten Lesung: {bytes, plural, one {# Byte} other {# Bytes}}, die meisten ({most}) bei LBA {lba}.',
  noneKept: 'Keine in dem, was bewahrt ist.',
  keptWords:
    'In dem, was bewahrt ist, {sectors, plural, one {# Sektor} other {# Sektoren}}: {bytes, plural, one {# Byte} other {# Bytes}}, die meisten ({most}) bei LBA {lba}.',
  knownOf: '{known} von {total} Sektoren kamen mit C2.',
  tableLabel: 'Stücke mit C2-Fehlern',
  from: 'Ab',
  lba: 'LBA',
  sectors: 'Sektoren',
  track: 'Track',
  firstSectors: 'Sektoren zuerst',
  firstBytes: 'Bytes zuerst',
  keptSectors: 'Sektoren bewahrt',
  keptBytes: 'Bytes bewahrt',
};

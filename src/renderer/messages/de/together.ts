import type { Translation } from '../language.ts';

export const together: Translation<'together'> = {
  open: 'Abbilder zusammenführen\u2026',
  title: 'Abbilder von {code} zusammenführen',
  description:
    'Jeder Sektor kommt aus dem Abbild, das ihn am besten gelesen hat; was mehrere gelesen haben, wird verglichen. Die Abbilder bleiben, wie sie sind: Das Ergebnis ist ein weiteres Abbild des Datenträgers.',
  dumps: 'Abbilder',
  needTwo: 'Zwei Abbilder oder mehr wählen.',
  folder: 'Ordner',
  name: 'Name',
  look: 'Vergleichen',
  merge: 'Zusammenführen',
  comparing: 'Wird verglichen, {share}',
  writing: 'Wird geschrieben, {share}',
  stop: 'Anhalten',
  background: 'Im Hintergrund weiter',
  done: 'Fertig',
  show: 'Abbild zeigen',
  cancelled: 'Angehalten. Nichts wurde geschrieben.',
  failed: 'Nichts wurde geschrieben.',
  whole:
    'Zusammen haben sie jeden Sektor: {total, plural, one {# Sektor} other {# Sektoren}}, {compared} davon verglichen.',
  unread:
    'Zusammen lassen sie {unread, plural, one {# Sektor} other {# Sektoren}} von {total} ungelesen oder zweifelhaft; {compared} wurden verglichen.',
  supplied: 'Was jedes beiträgt',
  sectors: '{count, plural, one {# Sektor} other {# Sektoren}}, {share}',
  nothingOf: 'nichts, was den anderen fehlt',
  map: 'Wo {name} Sektoren beiträgt, vom ersten bis zum letzten',
  agree: 'Wo mehrere einen Sektor gelesen haben, haben sie dieselben Bytes.',
  disagree:
    '{count, plural, one {An # Stelle stimmen sie nicht überein:} other {An # Stellen stimmen sie nicht überein:}}',
  place: 'LBA {lba}',
  places: 'LBA {from} bis {to}',
  versus: ' gegen ',
  settled: '{name} gilt, seine Prüfbytes beweisen es',
  unsettled: 'bleibt zweifelhaft; dort stehen die Bytes von {name}',
  more: '{count} weitere stehen im Datensatz des Ergebnisses.',
  merged: '{name} ist als weiteres Abbild von {code} erfasst.',
  notRecorded:
    'Die Dateien sind ganz, aber der Katalog hat sie nicht aufgenommen. Abbilder importieren nimmt sie später auf.',
  of: 'Zusammengeführt aus',
  ofSectors: '{count, plural, one {# Sektor} other {# Sektoren}}',
  ofCompared:
    '{compared, plural, one {# Sektor wurde} other {# Sektoren wurden}} verglichen; {count, plural, =0 {alle stimmten überein} one {# Stelle stimmte nicht überein} other {# Stellen stimmten nicht überein}}.',
};

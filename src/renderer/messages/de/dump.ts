import type { Translation } from '../language.ts';

export const dump: Translation<'dump'> = {
  name: 'Name',
  carrier: 'Signatur',
  titleOrVolume: 'Titel oder Datenträgername',
  layout: 'Aufteilung',
  outcome: 'Ergebnis',
  notRead: 'Ungelesen',
  size: 'Größe',
  imaged: 'Ausgelesen',
  nothingYet: 'Noch ist nichts verzeichnet',
  goToBench: 'Zur Werkbank',
  byItself:
    'Jedes fertige Abbild wird hier von selbst verzeichnet, mit Zuständen, Prüfsummen und Ereignissen.',
  fromElsewhere:
    'Anderswo entstandene Abbilder kommen über den Import: Spindle liest die Begleitdateien, die neben den Images liegen.',
  dumps: 'Abbilder',
  allRight:
    '{count, plural, one {# Datei erneut gelesen: Jede Prüfsumme ist wie verzeichnet.} other {# Dateien erneut gelesen: Jede Prüfsumme ist wie verzeichnet.}}',
  notAllRight:
    '{count, plural, one {# Datei erneut gelesen: Nicht alles ist wie verzeichnet. Nichts wurde verändert; stellen Sie die folgenden Dateien aus einer anderen Kopie wieder her.} other {# Dateien erneut gelesen: Nicht alle sind wie verzeichnet. Nichts wurde verändert; stellen Sie die folgenden Dateien aus einer anderen Kopie wieder her.}}',
  atLba: 'bei LBA {lba}',
  importTitle: 'Abbilder importieren',
  importNote:
    'Liest jede Begleitdatei unterhalb eines Ordners und nimmt auf, was der Katalog noch nicht hat. Nichts wird verschoben.',
  folder: 'Ordner',
  imported: '{added} aufgenommen, {known} schon bekannt.',
  refused:
    '{count, plural, one {# Begleitdatei wurde abgewiesen:} other {# Begleitdateien wurden abgewiesen:}}',
  importing: 'Importiert…',
  import: 'Importieren',
  attempt: 'Versuch {number}',
  handOver: 'Übergeben…',
  readingFiles: 'Liest die Dateien…',
  verifyFiles: 'Dateien prüfen',
  sectors: 'Sektoren',
  record: 'Verzeichnung',
  about: 'Zu diesem Abbild',
  tracks: 'Tracks',
  files: 'Dateien',
  imageFiles: 'Image-Dateien',
  ranges: 'Bereiche',
  events: 'Ereignisse',
  disc: 'Disc',
  medium: 'Medium',
  volume: 'Datenträgername',
  source: 'Quelle',
  drive: 'Laufwerk',
  retryPasses: 'Wiederholungen',
  dump: 'Abbild',
  madeWith: 'Erstellt mit',
  tool: '{name} {version}',
};

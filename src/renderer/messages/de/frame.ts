import type { Translation } from '../language.ts';

export const frame: Translation<'frame'> = {
  rooms: 'Bereiche',
  bench: 'Werkbank',
  queue: 'Aufträge',
  batches: 'Stapel',
  catalogue: 'Katalog',
  images: 'Images',
  checks: 'Prüfungen',
  settings: 'Einstellungen',
  help: 'Hilfe',
  running: 'laufen',
  noToken: 'Öffnen Sie Spindle über die ausgegebene Adresse',
  noTokenWords:
    'Diese Seite ist durch einen Schlüssel geschützt, den nur diese Adresse enthält. Gehen Sie zu dem Terminal, in dem Spindle gestartet wurde, und öffnen Sie die ganze Adresse, mit allem, was hinter dem # steht.',
  notConnected:
    'Keine Verbindung zu Spindle. Die Arbeit in den Laufwerken geht weiter; hier sehen Sie den letzten bekannten Stand.',
  openAgain: 'Wurde Spindle neu gestartet, öffnen Sie die dabei ausgegebene Adresse.',
  nextTry: 'Nächster Versuch in {seconds} s.',
  connectNow: 'Jetzt verbinden',
  stale:
    'Diese Seite gehört zu Spindle {page}; jetzt antwortet Spindle {hub}. Schließen Sie ab, was Sie gerade eingeben, und laden Sie dann neu: Die Seite kehrt zu dieser Ansicht zurück.',
  broken: 'Dieser Bereich funktioniert gerade nicht',
  brokenWords: 'Die Aufträge sind davon nicht betroffen: Sie laufen in eigenen Prozessen weiter.',
  loadAgain: 'Neu laden',
  notFetched: 'Dieser Bereich konnte nicht geladen werden',
  partNotFetched: 'Dieser Teil konnte nicht geladen werden',
  notFetchedWords:
    'Die Arbeit in den Laufwerken ist davon nicht betroffen. Laden Sie die Seite neu: Sie kehrt zu dieser Ansicht zurück.',
  notFetchedWithoutLine:
    'Das war noch nicht auf dieser Seite, als die Verbindung abriss. Die Arbeit in den Laufwerken geht weiter; es kommt von selbst, sobald die Verbindung wieder da ist.',
  handedOver:
    'Spindle wurde etwas zum Anzeigen übergeben. Woran Sie gerade sind, bleibt offen, bis Sie es anders wollen.',
  showIt: 'Anzeigen',
  windowCameBack:
    'Das Fenster hatte aufgehört zu arbeiten und wurde neu geladen. Die Aufträge sind davon nicht betroffen; sie liefen weiter.',
  pageFailed:
    'Auf dieser Seite ist etwas fehlgeschlagen. Die Aufträge sind davon nicht betroffen; sieht die Seite falsch aus, laden Sie sie neu.',
  showReport: 'Bericht lesen',
  reportTitle: 'Bericht über den Fehler',
  reportWords:
    'Das ist alles, was darin steht. Nichts wurde gesendet; speichern oder kopieren Sie ihn, wenn Sie den Fehler melden wollen.',
  reportCopied: 'Der Bericht wurde kopiert.',
  copyReport: 'Kopieren',
  saveReport: 'Speichern …',
  connectionLost:
    'Die Verbindung zu Spindle ist unterbrochen. Die Arbeit in den Laufwerken geht weiter; diese Seite verbindet sich von selbst wieder.',
};

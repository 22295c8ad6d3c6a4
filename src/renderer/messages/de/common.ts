import type { Translation } from '../language.ts';

export const common: Translation<'common'> = {
  sectors: '{count, plural, one {# Sektor} other {# Sektoren}}',
  close: 'Schließen',
  closeMessage: 'Meldung schließen',
  messages: 'Meldungen',
  message: 'Meldung',
  cancel: 'Abbrechen',
  more: 'Mehr',
  tryAgain: 'Noch einmal',
  noRootWindow: 'Zuerst einen Ordner im Menü hinzufügen: File, Add Output Folder.',
  noRootStation: 'Dieser Station ist kein Ordner freigegeben. Sie mit --root ORDNER starten.',
  undo: 'Rückgängig',
  details: 'Einzelheiten',
  asSaid: 'im Wortlaut',
  code: 'Kennung',
};

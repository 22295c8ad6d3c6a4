import type { Translation } from '../language.ts';

export const common: Translation<'common'> = {
  sectors: '{count, plural, one {# Sektor} other {# Sektoren}}',
  close: 'Schließen',
  closeMessage: 'Meldung schließen',
  message: 'Meldung',
  cancel: 'Abbrechen',
  more: 'Mehr',
  tryAgain: 'Noch einmal',
  details: 'Einzelheiten',
  asSaid: 'im Wortlaut',
  code: 'Kennung',
};

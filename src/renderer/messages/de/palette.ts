import type { Translation } from '../language.ts';

export const palette: Translation<'palette'> = {
  label: 'Alles finden',
  placeholder: 'Bereich, Laufwerk, Auftrag, Signatur, Abbild, Datei, Einstellung, Aktion',
  results: 'Gefunden',
  count: '{count, plural, =0 {Nichts gefunden} one {# gefunden} other {# gefunden}}',
  nothing:
    'Nichts passt. Suchen Sie nach dem Anfang eines Namens, einer Bezeichnung, einer Signatur, einer Datei oder einer Prüfsumme.',
  screen: 'Bereiche',
  action: 'Aktionen',
  drive: 'Laufwerke',
  job: 'Aufträge',
  setting: 'Einstellungen',
  catalogue: 'Katalog',
  carrier: 'Datenträger',
  dump: 'Abbild',
  file: 'Datei',
  item: 'Titel',
  hint: 'Mit den Pfeiltasten wählen, mit der Eingabetaste hingehen, mit Esc verlassen',
};

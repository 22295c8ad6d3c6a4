import type { Translation } from '../language.ts';

export const palette: Translation<'palette'> = {
  label: 'Alles finden',
  placeholder: 'Bereich, Laufwerk, Auftrag, Signatur, Abbild, Datei, Einstellung, Aktion',
  results: 'Gefunden',
  count: '{count, plural, =0 {Nichts gefunden} one {# gefunden} other {# gefunden}}',
  nothing:
    'Nichts passt. Suchen Sie nach einem Teil eines Namens, einer Bezeichnung, einer Signatur, einer Datei oder einer Prüfsumme; Filter wie label: file: sha1: oder state: grenzen ein, was der Katalog findet.',
  screen: 'Bereiche',
  action: 'Aktionen',
  drive: 'Laufwerke',
  job: 'Aufträge',
  setting: 'Einstellungen',
  catalogue: 'Katalog',
  carrier: 'Datenträger',
  dump: 'Abbild',
  file: 'Datei',
  fileOn: 'Datei auf {where}',
  problem: 'Der Katalog wurde nicht durchsucht: {what}',
  hint: 'Mit den Pfeiltasten wählen, mit der Eingabetaste hingehen, mit Esc verlassen',
};

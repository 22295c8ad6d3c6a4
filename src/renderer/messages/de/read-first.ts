import type { Translation } from '../language.ts';

export const readFirst: Translation<'readFirst'> = {
  button: 'Dateien zuerst lesen\u2026',
  counts: 'Zuerst: {read} von {total} Sektoren',
  title: 'Dateien zuerst lesen',
  note: 'Die Sektoren der gewählten Dateien kommen vor allen anderen, mit jedem Durchgang; danach wird der Rest gelesen. Nichts wird ausgelassen.',
  lookingForDirectories: 'Die Verzeichnisse werden gelesen, um zu sehen, was da ist \u2026',
  opening: 'Was bisher gelesen ist, wird geöffnet \u2026',
  noTree:
    'Was bisher gelesen ist, zeigt keine Dateien. Sie lassen sich zeigen, sobald ihre Verzeichnisse gelesen sind.',
  first: 'Zuerst',
  choose: '{name} zuerst lesen',
  up: 'Einen Ordner nach oben',
  files: 'Dateien in {folder}',
  chosen: 'Gewählt',
  noneChosen:
    'Noch ist nichts gewählt. Leertaste oder Haken wählt eine Datei oder einen Ordner mit allem darin.',
  notFound: 'nicht gefunden',
  remove: '{name} nicht zuerst lesen',
  inOrder: 'Der Reihe nach lesen',
  readFirst: '{count, plural, one {Dies zuerst lesen} other {Diese # zuerst lesen}}',
  now: 'Diese kommen von jetzt an zuerst.',
  later: 'Diese kommen zuerst, wenn der Auftrag weitergeht.',
};

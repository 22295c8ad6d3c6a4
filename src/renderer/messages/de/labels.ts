import type { Translation } from '../language.ts';

export const labels: Translation<'labels'> = {
  title: 'Etiketten drucken',
  description:
    'Ein PDF mit der Signatur jedes Datenträgers als Text und als Strichcode (Code 128), seinem Titel und seinem Bestand. {count, plural, one {# Etikett} other {# Etiketten}}.',
  layout: 'Drucken auf',
  sheet: '{name}: {columns} mal {rows} auf {page}',
  roll: 'Etikettendrucker, {size}',
  size: '{width} mal {height} mm',
  l7160: 'Avery L7160',
  l7651: 'Avery L7651',
  '5160': 'Avery 5160',
  a4: 'A4',
  letter: 'US Letter',
  start: 'Erstes freies Etikett des ersten Bogens',
  startHint: 'Zeile für Zeile gezählt, von 1 bis {most}: ein angebrochener Bogen lässt sich aufbrauchen.',
  startProblem: 'Eine Zahl von 1 bis {most}',
  folder: 'Ordner',
  name: 'Name',
  nameHint: 'Was schon so heißt, bleibt, wie es ist; eine Zahl wird angehängt.',
  make: 'PDF erstellen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  done: '{labels, plural, one {# Etikett} other {# Etiketten}} auf {pages, plural, one {# Seite} other {# Seiten}} liegen in',
  print:
    'Mit 100 % drucken, nicht an die Seite angepasst, damit Etiketten und Strichcodes ihre Maße behalten.',
  replaced:
    'Angaben zu {count, plural, one {# Datenträger} other {# Datenträgern}} haben Zeichen, die nicht gedruckt werden können und als Fragezeichen erscheinen. Signaturen und Strichcodes sind genau: {codes}',
};

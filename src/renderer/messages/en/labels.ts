/** Labels to print. */
export const labels = {
  title: 'Labels to print',
  description:
    'A PDF with the code of each carrier as text and as bars (Code 128), its title and its collection. {count, plural, one {# label} other {# labels}}.',
  layout: 'Print on',
  sheet: '{name}: {columns} by {rows} on {page}',
  roll: 'Label printer, {size}',
  size: '{width} by {height} mm',
  l7160: 'Avery L7160',
  l7651: 'Avery L7651',
  '5160': 'Avery 5160',
  a4: 'A4',
  letter: 'US Letter',
  start: 'First free label of the first sheet',
  startHint: 'Counted along the rows, from 1 to {most}: a sheet that was begun can be used up.',
  startProblem: 'A number from 1 to {most}',
  folder: 'Folder',
  name: 'Name',
  nameHint: 'What has this name already is left as it is; a number is added.',
  make: 'Make the PDF',
  cancel: 'Cancel',
  close: 'Close',
  done: '{labels, plural, one {# label} other {# labels}} on {pages, plural, one {# page} other {# pages}} are in',
  print: 'Print it at 100 %, not fitted to the page, so that labels and bars keep their measures.',
  replaced:
    'Words of {count, plural, one {# carrier} other {# carriers}} have letters that cannot be printed and show as a question mark. Codes and bars are exact: {codes}',
} as const;

/** Ctrl+K: what can be found, and by what it is told apart. */
export const palette = {
  label: 'Find anything',
  placeholder: 'Screen, drive, job, carrier, dump, file, setting, action',
  results: 'Found',
  count: '{count, plural, =0 {Nothing found} one {# found} other {# found}}',
  nothing:
    'Nothing matches. Search for part of a name, a label, a carrier code, a file or a hash; chips such as label: file: sha1: or state: narrow what the catalogue finds.',
  screen: 'Screens',
  action: 'Actions',
  drive: 'Drives',
  job: 'Jobs',
  setting: 'Settings',
  catalogue: 'Catalogue',
  carrier: 'Carrier',
  dump: 'Dump',
  file: 'File',
  fileOn: 'File on {where}',
  problem: 'The catalogue was not searched: {what}',
  hint: 'Arrow keys to choose, Enter to go there, Escape to leave',
} as const;

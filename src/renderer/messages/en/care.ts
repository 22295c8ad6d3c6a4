/** Care of the catalogue itself: checks, backups, joining. */
export const care = {
  sound: 'Is it sound?',
  quick: 'Last sound',
  full: 'Every page',
  never: 'not yet',
  checkQuick: 'Check now',
  checkFull: 'Check every page',
  checking: 'Checking\u2026',
  isSound: 'The catalogue is sound',
  backups: 'Backups',
  folder: '{count, plural, =0 {no backup yet} one {# backup} other {# backups}}, {size}, last {at}',
  allBackups: '{count, plural, one {# backup} other {# backups}}, newest first',
  backUp: 'Back up now',
  backingUp: 'Backing up\u2026',
  restore: 'A backup is put back with "spindle catalogue restore" while no workstation is open.',
  join: 'Join with another catalogue',
  joinWhat:
    'Takes in what another station recorded. Where both say different things, this catalogue stays as it is and the difference is shown.',
  joinFolder: 'Folder',
  joinFile: 'File of the other catalogue',
  joinLook: 'See what it would bring',
  joinDo: 'Join',
  joined: 'Joined.',
  joinWould:
    'It would bring {added} new rows, {changed} changes, {removed} removals, {dumps, plural, one {# dump} other {# dumps}} and {events} events.',
  conflicts:
    '{count, plural, one {# conflict stays as it is here} other {# conflicts stay as they are here}}:',
  conflict: '{name}, {field}: here {ours}, there {theirs}',
  nothing: 'nothing',
} as const;

/** The way to a first disk imaged. */
export const firstSteps = {
  title: 'First steps',
  step: 'Step {place} of 3',
  chooseTitle: 'Choose something to read',
  choose:
    'Put a disk or a disc into a drive; or take a practice floppy, which needs no hardware and can come to no harm.',
  usePractice: 'Use the practice floppy',
  orDrive: 'One is in drive {letter}',
  startTitle: 'Start reading it',
  start:
    'Drive {letter}, {drive}, is ready. Give its {medium, select, disc {disc} other {disk}} a code, such as AR-0001, as it would stand on the label.',
  startNow: 'Start imaging\u2026',
  readTitle: 'It is being read',
  read: 'What reads easily comes first, damage later. Green is safe. You may stop at any time: nothing that was read is lost.',
  showJob: 'Watch it',
  doneTitle: 'Your first image is there',
  done: 'It is in the catalogue, with its proofs. Look at its files, or put in the next disk.',
  haltedTitle: 'It has stopped for now',
  halted: 'What was read is kept. The job says what happened and what can be done.',
  seeFiles: 'Look at its files',
  finish: 'Done',
  skip: 'Skip the first steps',
} as const;

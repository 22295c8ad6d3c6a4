/** Files of a medium that are read before all others. */
export const readFirst = {
  button: 'Read files first\u2026',
  counts: 'Read first: {read} of {total} sectors',
  title: 'Read files first',
  note: 'The sectors of the files you choose come before all others, with every pass; then the rest is read. Nothing is left out.',
  lookingForDirectories: 'The directories are being read, to see what is there \u2026',
  opening: 'Opening what has been read so far \u2026',
  noTree:
    'What has been read so far shows no files. They can be listed once their directories have been read.',
  first: 'First',
  choose: 'Read {name} first',
  up: 'One folder up',
  files: 'Files in {folder}',
  chosen: 'Chosen',
  noneChosen: 'Nothing is chosen yet. Space or a tick chooses a file, or a folder with all in it.',
  notFound: 'not found',
  remove: 'Do not read {name} first',
  inOrder: 'Read in order',
  readFirst: '{count, plural, one {Read this first} other {Read these # first}}',
  now: 'These come first from now on.',
  later: 'These come first when the job goes on.',
} as const;

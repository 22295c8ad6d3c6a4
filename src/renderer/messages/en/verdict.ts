/** The one sentence that says how a job stands. English is held to `shared/model/verdict.ts`, which says it elsewhere. */
export const verdict = {
  waiting: 'Waiting to start.',
  looking: 'Looking at what is in the drive.',
  working: '{stage, select, paused {Paused} retrying {Retrying} other {Reading}}.',
  workingCounted:
    '{stage, select, paused {Paused} retrying {Retrying} other {Reading}}: {read} of {total, plural, one {# sector} other {# sectors}} read ({share}).',
  workingTrouble:
    '{stage, select, paused {Paused} retrying {Retrying} other {Reading}}: {read} of {total, plural, one {# sector} other {# sectors}} read ({share}), {trouble} so far.',
  notReadable: '{count} not readable',
  inDoubt: '{count} in doubt',
  noneYet: 'No sectors read yet',
  allSoFar: 'All {total, plural, one {# sector} other {# sectors}} read',
  someSoFar: '{read} of {total, plural, one {# sector} other {# sectors}} read ({share})',
  hashing: '{soFar}. Writing and hashing the files.',
  recording: '{soFar}. Recording the dump in the catalogue.',
  parked: 'Parked: {soFar}. Everything read is kept and reading can be resumed.',
  cancelled: 'Cancelled: {soFar}.',
  failed: 'Failed: {soFar}. Everything read is kept and the job can be resumed.',
  failedEarly: 'Failed before any sector was read.',
  uncounted: 'Ended, and nothing says how many sectors were read.',
  noSectors: 'The medium has no sectors.',
  allRead: '{total, plural, one {The only sector was read.} other {All # sectors read.}}',
  allReadRetries:
    '{total, plural, one {The only sector was read} other {All # sectors read}}, {count} of them only after retries.',
  noneRead: 'None of the {total, plural, one {# sector} other {# sectors}} could be read.',
  noneReadFilled:
    'None of the {total, plural, one {# sector} other {# sectors}} could be read; the image holds only the fill byte {fill}.',
  noneBeyondDoubt: 'None of the {total, plural, one {# sector} other {# sectors}} was read beyond doubt',
  someRead: '{read} of {total, plural, one {# sector} other {# sectors}} read',
  lost: '{count} ({share}) {number, plural, one {could} other {could}} not be read',
  lostFilled:
    '{count} ({share}) could not be read and {number, plural, one {is} other {are}} filled with {fill}',
  suspect: '{count} ({share}) {number, plural, one {is} other {are}} in doubt and kept as read',
  kept: 'Kept: {files}.',
  image: 'image',
  sheet: 'cue sheet',
  track: 'track',
  subchannel: 'subchannel',
  map: 'map',
  log: 'log',
  sidecar: 'sidecar',
  tracks: '{count} tracks',
} as const;

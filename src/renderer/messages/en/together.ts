/** Several dumps of one carrier put together. */
export const together = {
  open: 'Merge dumps\u2026',
  title: 'Merge dumps of {code}',
  description:
    'Each sector is taken from the dump that read it best; what several have read is compared. The dumps stay as they are: the result is a further dump of the carrier.',
  dumps: 'Dumps',
  needTwo: 'Choose two dumps or more.',
  folder: 'Folder',
  name: 'Name',
  look: 'Compare',
  merge: 'Merge',
  comparing: 'Comparing, {share}',
  writing: 'Writing, {share}',
  stop: 'Stop',
  background: 'Go on in the background',
  done: 'Done',
  show: 'Show the dump',
  cancelled: 'Stopped. Nothing was written.',
  failed: 'Nothing was written.',
  whole:
    'Together they have every sector: {total, plural, one {# sector} other {# sectors}}, {compared} of them compared.',
  unread:
    'Together they leave {unread, plural, one {# sector} other {# sectors}} of {total} unread or in doubt; {compared} were compared.',
  supplied: 'What each supplies',
  sectors: '{count, plural, one {# sector} other {# sectors}}, {share}',
  nothingOf: 'nothing the others lack',
  map: 'Where {name} supplies sectors, from the first to the last',
  agree: 'Wherever several had read a sector they have the same bytes.',
  disagree:
    '{count, plural, one {At # place they are not the same:} other {At # places they are not the same:}}',
  place: 'LBA {lba}',
  places: 'LBA {from} to {to}',
  versus: ' against ',
  settled: '{name} is taken, whose check bytes prove it',
  unsettled: 'stays in doubt; the bytes of {name} stand there',
  more: '{count} more are in the record of the result.',
  merged: '{name} is recorded as a further dump of {code}.',
  notRecorded:
    'The files are whole, but the catalogue has not taken them in. Import dumps takes them in later.',
  of: 'Put together from',
  ofSectors: '{count, plural, one {# sector} other {# sectors}}',
  ofCompared:
    '{compared, plural, one {# sector was} other {# sectors were}} compared; {count, plural, =0 {all were the same} one {# place was not the same} other {# places were not the same}}.',
} as const;

/** What C2 said along a CD. */
export const c2 = {
  c2: 'C2',
  speedAndC2: 'Speed and C2 over position',
  c2OverPosition: 'C2 over position',
  unknown: 'Nothing is known of C2: the drive gave none, or it was not written down.',
  noneYet: 'No sector has come with C2 yet.',
  legend:
    'What the plot of C2 shows: flagged bytes in each stretch of the disc, each line ten times the one below',
  atFirst: 'at first reading',
  asKept: 'as kept',
  known: 'came with C2',
  noneAtFirst: 'No C2 errors at the first reading.',
  atFirstWords:
    'C2 errors in {sectors, plural, one {# sector} other {# sectors}} at their first reading: {bytes, plural, one {# byte} other {# bytes}}, the most ({most}) at LBA {lba}.',
  noneKept: 'None in what is kept.',
  keptWords:
    'In what is kept, {sectors, plural, one {# sector} other {# sectors}}: {bytes, plural, one {# byte} other {# bytes}}, the most ({most}) at LBA {lba}.',
  knownOf: '{known} of {total} sectors came with C2.',
  tableLabel: 'Stretches with C2 errors',
  from: 'From',
  lba: 'LBA',
  sectors: 'Sectors',
  track: 'Track',
  firstSectors: 'Sectors at first',
  firstBytes: 'Bytes at first',
  keptSectors: 'Sectors as kept',
  keptBytes: 'Bytes as kept',
} as const;

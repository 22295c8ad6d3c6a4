/** What a conversion leaves behind, by the words scripts get, and in words for people. */

export const lossWords = {
  subchannel: 'the subchannel (96 bytes of every sector)',
  'first-pregap': 'the sectors before LBA 0 that the image holds',
  'session-pregaps': 'the pregaps in front of later sessions',
  sessions: 'the division into sessions',
  tracks: 'the division into tracks',
  gaps: 'the pauses between tracks as such (their sectors are kept)',
  indices: 'index points beyond 01',
  flags: 'the track flags (copy permitted, pre-emphasis, four channels)',
  isrc: 'ISRCs',
  mcn: 'the catalogue number (MCN)',
  'cd-text': 'CD-TEXT',
  'cd-text-languages': 'CD-TEXT in all languages but one',
  'sync-header-edc-ecc': 'sync, header, EDC and ECC of every sector (user data is kept)',
  subheaders: 'the XA subheaders of Mode 2 sectors',
  tags: 'the tag bytes of Macintosh sectors (12 each)',
  'bad-sector-flags': 'the marks of bad and missing sectors (the sidecar keeps them)',
  comment: "the container's own name or comment",
  'track-layout': 'numbers and marks of the sectors on their tracks',
} as const;
export type Loss = keyof typeof lossWords;
export const losses = Object.keys(lossWords) as [Loss, ...Loss[]];

/** What a conversion adds. */
export const generatedWords = {
  'sync-header-edc-ecc': 'sync, header, EDC and ECC of sectors stored as user data',
  subheaders: 'subheaders of Mode 2 sectors stored as user data',
  pauses: 'pauses the image only names',
} as const;
export type Generated = keyof typeof generatedWords;
export const generatedParts = Object.keys(generatedWords) as [Generated, ...Generated[]];

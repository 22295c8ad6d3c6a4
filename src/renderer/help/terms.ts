/** The words of the trade that the screens use, and where each belongs. What they mean stands in the room `help` of the messages. */

export const termGroups = {
  reading: [
    'pass',
    'copy',
    'trim',
    'scrape',
    'retry',
    'parked',
    'suspect',
    'goodAfterRetry',
    'rebuilt',
    'generated',
    'fill',
    'practiceDrive',
  ],
  discs: [
    'sector',
    'lba',
    'msf',
    'session',
    'track',
    'pregap',
    'subchannel',
    'q',
    'c2',
    'edc',
    'offset',
    'isrc',
    'mcn',
    'geometry',
  ],
  results: ['image', 'cue', 'store', 'dump', 'map', 'sidecar', 'hash', 'fixity', 'bag', 'premis'],
  collection: ['carrier', 'item', 'batch', 'exception', 'signOff', 'dat', 'accurateRip'],
} as const;

export type TermGroup = keyof typeof termGroups;
export type Term = (typeof termGroups)[TermGroup][number];

export const groupsInOrder = Object.keys(termGroups) as readonly TermGroup[];

/** What stands around every screen. */
export const frame = {
  rooms: 'Rooms',
  bench: 'Bench',
  queue: 'Queue',
  batches: 'Batches',
  catalogue: 'Catalogue',
  images: 'Images',
  checks: 'Checks',
  settings: 'Settings',
  help: 'Help',
  running: 'running',
  noToken: 'Open Spindle by the address it printed',
  noTokenWords:
    'This page is guarded by a token that only that address carries. Go to the terminal where Spindle was started and open the whole address, with everything after the #.',
  notConnected: 'Not connected to Spindle. Work in the drives goes on; what you see here is as it last was.',
  openAgain: 'If Spindle was started again, open the address it printed.',
  nextTry: 'Next try in {seconds} s.',
  connectNow: 'Connect now',
  stale:
    'This page is of Spindle {page}; Spindle {hub} answers it now. Finish what you are typing, then load the page again: it comes back to this screen.',
  broken: 'This screen stopped working',
  brokenWords: 'Jobs are not touched by this: they run in processes of their own and go on.',
  loadAgain: 'Load it again',
  notFetched: 'This screen could not be fetched',
  partNotFetched: 'This part could not be fetched',
  notFetchedWords:
    'Work in the drives is not touched by this. Load the page again: it comes back to this screen.',
  notFetchedWithoutLine:
    'It was not on this page yet when the connection was lost. Work in the drives goes on; it comes by itself when the connection is back.',
  handedOver: 'Something was handed to Spindle to be shown. What you are at stays open until you say so.',
  showIt: 'Show it',
  windowCameBack:
    'The window stopped working and was loaded again. Jobs were not touched by this; they went on.',
  pageFailed:
    'Something on this page failed. Jobs are not touched by this; if the page looks wrong, load it again.',
  showReport: 'Read the report',
  reportTitle: 'Report of the failure',
  reportWords:
    'This is all there is in it. Nothing has been sent; save or copy it if you want to report the failure.',
  reportCopied: 'The report was copied.',
  copyReport: 'Copy',
  saveReport: 'Save\u2026',
  connectionLost:
    'The connection to Spindle was lost. Work in the drives goes on; this page connects again by itself.',
} as const;

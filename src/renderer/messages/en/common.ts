/** What several rooms say. */
export const common = {
  sectors: '{count, plural, one {# sector} other {# sectors}}',
  close: 'Close',
  closeMessage: 'Close message',
  messages: 'Messages',
  message: 'Message',
  cancel: 'Cancel',
  more: 'More',
  tryAgain: 'Try again',
  noRootWindow: 'Add a folder with the menu first: File, Add Output Folder.',
  noRootStation: 'No folder is granted to this station. Start it with --root FOLDER.',
  undo: 'Undo',
  details: 'Details',
  asSaid: 'as it was said',
  code: 'code',
} as const;

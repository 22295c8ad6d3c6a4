/** What several rooms say. */
export const common = {
  sectors: '{count, plural, one {# sector} other {# sectors}}',
  close: 'Close',
  closeMessage: 'Close message',
  message: 'Message',
  cancel: 'Cancel',
  more: 'More',
  tryAgain: 'Try again',
  details: 'Details',
  asSaid: 'as it was said',
  code: 'code',
} as const;

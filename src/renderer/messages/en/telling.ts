/** Telling somebody who looks elsewhere: notices, sounds, the title. */
export const telling = {
  who: '{what} \u00b7 {drive}',
  sentence: '{words}.',
  conversion: 'Conversion',
  writing: 'Writing to a medium',
  'hand-over': 'Hand-over',
  fixity: 'Fixity check',
  workFailed: 'Failed.',
  'ended-conversion':
    '{problems, plural, =0 {The files are made.} one {The files are made; # sector is missing or wrong in them.} other {The files are made; # sectors are missing or wrong in them.}}',
  'ended-writing':
    '{problems, plural, =0 {Written, and read back the same.} one {# sector of the medium is not what the image has.} other {# sectors of the medium are not what the image has.}}',
  'ended-hand-over': 'The hand-over is made.',
  'ended-fixity':
    '{problems, plural, =0 {{files, plural, =0 {No file was read.} one {# file read, as it was recorded.} other {# files read, all as they were recorded.}}} one {# file is altered, missing or not readable.} other {# files are altered, missing or not readable.}}',
  titleDrives: '{count, plural, one {# drive} other {# drives}} \u2014 Spindle',
  titleShare: '{percent} % \u00b7 {count, plural, one {# drive} other {# drives}} \u2014 Spindle',
  titlePaused: 'Paused at {percent} % \u00b7 {count, plural, one {# drive} other {# drives}} \u2014 Spindle',
  titleWanted: '(!) {title}',

  table: 'What is told, and how',
  what: 'When',
  notification: 'Notification',
  sound: 'Sound',
  listen: 'Listen',
  'kind-complete': 'A job ends with every sector read',
  'kind-errors': 'A job ends with sectors missing or in doubt',
  'kind-work': 'A conversion, a writing, a hand-over or a fixity check ends well',
  'kind-stopped': 'A job or a batch stops and wants a person, other work fails, or files have altered',
  'kind-decision': 'A decision is wanted',
  'kind-next': 'A drive of a batch wants the next disk',
  notifyOf: 'Notify: {what}',
  soundOf: 'Sound: {what}',
  listenTo: 'Listen: {what}',
  notifyNote: 'Nothing is notified while this window has the focus and shows it.',
  volume: 'Volume of sounds',
  percent: '{percent} %',
  allow: 'Allow notifications\u2026',
  allowFirst: 'This browser has to be asked once before it notifies.',
  denied:
    'This browser refuses notifications from Spindle. Allow them in its settings for this page, then come back here.',
  none: 'This browser has no notifications at this address. Sounds and the title of the page tell all the same.',
} as const;

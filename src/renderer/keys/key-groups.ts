/** What the sheet of keys shows. */
import { messagesOf } from '../messages/messages.ts';
import { chordsOf } from './commands.ts';
import { shownChords } from './shown-chords.ts';

const t = messagesOf('keys');

interface Line {
  readonly chords: readonly string[];
  /** From the first chord to the last one. */
  readonly isRange?: boolean;
  readonly words: string;
}

interface Group {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Every command stands here, with where it works; test/renderer/keys-sheet.test.ts holds that. */
export function keyGroups(): readonly Group[] {
  return [
    {
      title: t('everywhere'),
      lines: [
        { chords: chordsOf.find, words: t('find') },
        { chords: chordsOf.search, words: t('search') },
        { chords: shownChords('newCarrier'), words: t('newCarrier') },
        { chords: chordsOf.nextException, words: t('nextException') },
        { chords: chordsOf.undo, words: t('undo') },
        { chords: chordsOf.help, words: t('help') },
        { chords: chordsOf.showKeys, words: t('showKeys') },
        { chords: ['Escape'], words: t('leave') },
      ],
    },
    {
      title: t('onBench'),
      lines: [
        { chords: [...chordsOf.drive1, ...chordsOf.drive8], isRange: true, words: t('drives') },
        { chords: chordsOf.start, words: t('start') },
        { chords: chordsOf.eject, words: t('eject') },
        { chords: chordsOf.identify, words: t('identify') },
        { chords: chordsOf.stopAfter, words: t('stopAfter') },
      ],
    },
    {
      title: t('inQueue'),
      lines: [
        { chords: [...chordsOf.moveUp, ...chordsOf.moveDown], words: t('moveUpOrDown') },
        { chords: chordsOf.moveToFront, words: t('moveToFront') },
      ],
    },
    {
      title: t('inLists'),
      lines: [
        { chords: ['\u2190', '\u2191', '\u2192', '\u2193'], words: t('arrows') },
        { chords: ['Home', 'End'], words: t('ends') },
        { chords: ['PageUp', 'PageDown'], words: t('pages') },
        { chords: ['Enter'], words: t('open') },
        { chords: [...chordsOf.next, ...chordsOf.previous], words: t('rows') },
      ],
    },
    {
      title: t('atCarriers'),
      lines: [
        { chords: chordsOf.rename, words: t('rename') },
        { chords: [...chordsOf.next, ...chordsOf.previous], words: t('nextToCheck') },
        { chords: chordsOf.signOff, words: t('signOff') },
        { chords: chordsOf.setException, words: t('setException') },
        { chords: chordsOf.playPause, words: t('playPause') },
      ],
    },
  ];
}

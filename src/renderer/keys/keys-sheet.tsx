/** `?`: every key and card, on one sheet. */
import { Dialog, DialogBody } from '../components/dialog.tsx';
import { messagesOf } from '../messages/messages.ts';
import { Chord } from './chord.tsx';
import styles from './keys-sheet.module.css';

const t = messagesOf('keys');

interface Line {
  readonly chords: readonly string[];
  readonly words: string;
}

function groups(): readonly { readonly title: string; readonly lines: readonly Line[] }[] {
  return [
    {
      title: t('everywhere'),
      lines: [
        { chords: ['Ctrl+K'], words: t('find') },
        { chords: ['/'], words: t('search') },
        { chords: ['Alt+N'], words: t('newCarrier') },
        { chords: ['Ctrl+Z'], words: t('undo') },
        { chords: ['?'], words: t('showKeys') },
        { chords: ['Escape'], words: t('leave') },
      ],
    },
    {
      title: t('onBench'),
      lines: [
        { chords: ['Alt+1', 'Alt+8'], words: t('drives') },
        { chords: ['Ctrl+Enter'], words: t('start') },
        { chords: ['Ctrl+E'], words: t('eject') },
        { chords: ['F5'], words: t('identify') },
      ],
    },
    {
      title: t('inLists'),
      lines: [
        { chords: ['\u2190', '\u2191', '\u2192', '\u2193'], words: t('arrows') },
        { chords: ['Home', 'End'], words: t('ends') },
        { chords: ['PageUp', 'PageDown'], words: t('pages') },
        { chords: ['Enter'], words: t('open') },
        { chords: ['J'], words: t('next') },
        { chords: ['K'], words: t('previous') },
        { chords: ['S'], words: t('signOff') },
        { chords: ['X'], words: t('setException') },
        { chords: ['Space'], words: t('playPause') },
        { chords: ['F2'], words: t('rename') },
        { chords: ['F9'], words: t('nextException') },
      ],
    },
  ];
}

export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t('title')}>
      <DialogBody>
        <div className={styles.groups}>
          {groups().map(({ title, lines }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {lines.map(({ chords, words }) => (
                  <div key={words}>
                    <dt>
                      {chords.map((chord) => (
                        <Chord key={chord} chord={chord} />
                      ))}
                    </dt>
                    <dd>{words}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <section>
            <h3>{t('scanner')}</h3>
            <ul>
              <li>{t('scanCarrier')}</li>
              <li>{t('scanCommand')}</li>
              <li>{t('scanScreen')}</li>
              <li>{t('scanShelf')}</li>
            </ul>
          </section>
        </div>
      </DialogBody>
    </Dialog>
  );
}

/** `?`: every key and card, on one sheet. */
import { Dialog, DialogBody } from '../components/dialog.tsx';
import { messagesOf } from '../messages/messages.ts';
import { Chord } from './chord.tsx';
import { keyGroups } from './key-groups.ts';
import styles from './keys-sheet.module.css';

const t = messagesOf('keys');

export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t('title')}>
      <DialogBody>
        <div className={styles.groups}>
          {keyGroups().map(({ title, lines }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {lines.map(({ chords, isRange, words }) => (
                  <div key={words}>
                    <dt data-range={isRange}>
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

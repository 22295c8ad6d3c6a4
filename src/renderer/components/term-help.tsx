/** A small question mark beside a word of the trade; it opens what the word means, without leading away. */
import { Popover } from '@base-ui/react/popover';
import { CircleHelp } from 'lucide-react';
import type { Term } from '../help/terms.ts';
import { messagesOf } from '../messages/messages.ts';
import styles from './term-help.module.css';

const t = messagesOf('help');

export function TermHelp({ term }: { readonly term: Term }) {
  const name = t(term);
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.sign} aria-label={t('whatIs', { term: name })}>
        <CircleHelp aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={styles.positioner} sideOffset={6} collisionPadding={12}>
          <Popover.Popup className={styles.popup}>
            <Popover.Title className={styles.name}>{name}</Popover.Title>
            <Popover.Description className={styles.words}>{t(`${term}Is`)}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

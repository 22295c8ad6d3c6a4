/** Puts disks of the shelf into the practice drive, and takes them out. */
import { useEffect, useRef } from 'react';
import { type PracticeDisk, practiceCodes } from '../../../shared/model/practice.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useFollowed } from '../../state/use-followed.ts';
import styles from './practice-strip.module.css';

const t = messagesOf('practice');

export function PracticeDrive() {
  const { client } = useHub();
  const { value: shelf } = useFollowed('practice', (hub, after, signal) =>
    hub.practice.watch({ after }, { signal }),
  );
  const box = useRef<HTMLDivElement>(null);
  const hasActed = useRef(false);
  const insertedId = shelf?.inserted ?? null;
  // One button takes the place of the other: whoever pressed it by key has the focus on it still.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what lies in the drive says when
  useEffect(() => {
    if (hasActed.current) box.current?.querySelector('button')?.focus();
    hasActed.current = false;
  }, [insertedId]);
  if (!shelf) return null;
  const put = (disk: string | null) => {
    hasActed.current = true;
    return act(() => client.practice.insert({ disk }));
  };
  const inserted = shelf.disks.find(({ id }) => id === insertedId);
  return (
    <div ref={box} className={styles.drive}>
      <p role="status">{inserted ? t('inserted', { disk: diskWords(inserted) }) : t('empty')}</p>
      {inserted ? (
        <Button onClick={() => put(null)}>{t('takeOut')}</Button>
      ) : (
        <Menu
          label={t('insert')}
          words={t('insert')}
          entries={shelf.disks.map((disk) => ({
            words: diskWords(disk),
            onChoose: () => void put(disk.id),
          }))}
        />
      )}
    </div>
  );
}

function diskWords({ code, place }: PracticeDisk): string {
  return t('disk', { code: code ?? practiceCodes.collection, place: String(place ?? 0) });
}

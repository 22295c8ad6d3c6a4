/** Chooses a medium for a practice drive. */
import { Dialog, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import styles from './practice-dialog.module.css';

const t = messagesOf('bench');

export function PracticeDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t('addPractice')} description={t('practiceNote')}>
      <DialogBody>
        <Media onClose={onClose} />
      </DialogBody>
    </Dialog>
  );
}

function Media({ onClose }: { readonly onClose: () => void }) {
  const { client } = useHub();
  const media = useLoaded('practice-media', (hub, signal) => hub.drives.practiceMedia(undefined, { signal }));
  if (media.error) return <FaultNotice error={media.error} />;
  const add = async (medium: string) => {
    if (await act(() => client.drives.addPractice({ medium }))) onClose();
  };
  return (
    <ul className={styles.media}>
      {media.value?.map(({ id, title, description }) => (
        <li key={id}>
          <button type="button" className={styles.medium} onClick={() => add(id)}>
            <strong>{title}</strong>
            <span>{description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

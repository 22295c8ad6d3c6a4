/** Whether a drive goes on after the job at work: asked for, told, and taken back in one place. */
import { CircleStop, Play } from 'lucide-react';
import { messagesOf } from '../messages/messages.ts';
import { useHub } from '../state/hub-context.tsx';
import { useHold } from '../state/use-hold.ts';
import styles from './after-this.module.css';
import { Button } from './button.tsx';
import { holdDrives } from './hold-drives.ts';

const t = messagesOf('queue');

export interface AfterThisProps {
  readonly drive: { readonly id: string; readonly label: string };
  readonly isAtWork: boolean;
  /** How many jobs wait for the drive. */
  readonly waiting: number;
}

export function AfterThis({ drive, isAtWork, waiting }: AfterThisProps) {
  const hub = useHub();
  const hold = useHold(drive.id);
  if (!hold)
    return (
      <p className={styles.line}>
        {waiting > 0 && <span className={styles.soft}>{t('more', { count: waiting })}</span>}
        <Button
          look="plain"
          className={styles.button}
          icon={<CircleStop />}
          title={t('stopAfterNote')}
          onClick={() => void holdDrives(hub, [drive], true)}
        >
          {t('stopAfter')}
        </Button>
      </p>
    );
  return (
    <p className={styles.line} data-held>
      <span className={styles.told}>
        <CircleStop className={styles.sign} aria-hidden />
        <span>
          {t(isAtWork ? 'stopsAfter' : hold === 'restart' ? 'waitedAtEnd' : 'stopped', { count: waiting })}
        </span>
      </span>
      <Button
        className={styles.button}
        icon={isAtWork ? undefined : <Play />}
        onClick={() => void holdDrives(hub, [drive], false)}
      >
        {t(isAtWork ? 'takeBack' : 'goOn')}
      </Button>
    </p>
  );
}

/** An image being held against itself and its sidecar, and what that showed. */
import { ShieldCheck } from 'lucide-react';
import type { ImageCheck } from '../../../shared/model/image-check.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useFollowed } from '../../state/use-followed.ts';
import { countWords, shareWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import styles from './image-screen.module.css';

const t = messagesOf('images');

export interface CheckStripProps {
  readonly checkId: string;
  readonly onClose: () => void;
}

export function CheckStrip({ checkId, onClose }: CheckStripProps) {
  const { client } = useHub();
  const { value: check, lost } = useFollowed(checkId, (hub, after, signal) =>
    hub.images.watchCheck({ checkId, after }, { signal }),
  );
  if (lost !== null) return <FaultNotice error={lost} />;
  if (!check) return null;
  const close = <Button onClick={onClose}>{t('checkClose')}</Button>;
  if (check.error) return <FaultWords fault={check.error} actions={close} />;
  if (check.problemCount > 0 && check.state !== 'running') return <Problems check={check} close={close} />;
  return (
    <div className={styles.check}>
      {check.state === 'done' && <ShieldCheck aria-hidden />}
      <p role="status">{sentence(check)}</p>
      {check.state === 'running' ? (
        <Button onClick={() => void act(() => client.images.cancelCheck({ checkId }))}>
          {t('checkStop')}
        </Button>
      ) : (
        close
      )}
    </div>
  );
}

function sentence({ state, file, share, result }: ImageCheck): string {
  if (state === 'running') return t('checking', { file, share: shareWords(share, 1) });
  if (state !== 'done' || !result) return t('checkStopped');
  const { checkedFiles, checkedSectors, knownBadSectors, hasSidecar } = result;
  const words = [
    hasSidecar && t('checkSidecar', { count: checkedFiles }),
    checkedSectors > 0 && t('checkSectors', { sectors: sectorsWords(checkedSectors) }),
    !hasSidecar && checkedSectors === 0 && t('checkNothing'),
    knownBadSectors > 0 && t('checkLeftOut', { sectors: sectorsWords(knownBadSectors) }),
  ];
  return words.filter(Boolean).join(' ');
}

interface ProblemsProps {
  readonly check: ImageCheck;
  readonly close: React.ReactNode;
}

function Problems({ check: { problems, problemCount }, close }: ProblemsProps) {
  return (
    <Notice tone="bad" actions={close}>
      <details>
        <summary>{t('checkBad', { count: problemCount })}</summary>
        <ul className={styles.problems}>
          {problems.map(({ path, lba, what }) => (
            <li key={`${path} ${lba} ${what}`}>
              <code>{path}</code> {lba !== undefined && t('checkAt', { lba: countWords(lba) })} {what}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}

/** Says calmly that the line is down, and that nothing in the drives depends on it. */
import { RefreshCw, Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { messagesOf } from '../messages/messages.ts';
import { useHub, useHubState } from '../state/hub-context.tsx';
import { pageVersion } from '../version.ts';
import { Button } from './button.tsx';
import styles from './connection-banner.module.css';

const t = messagesOf('frame');

export function ConnectionBanner() {
  const { connection } = useHub();
  const line = useStore(connection.state);
  const hubVersion = useHubState(({ about }) => about?.version ?? null);
  if (line.kind === 'connected' && hubVersion !== null && hubVersion !== pageVersion)
    return <StaleBanner hubVersion={hubVersion} />;
  if (line.kind !== 'lost') return null;
  return (
    <div className={styles.banner} role="status">
      <Unplug aria-hidden />
      <p>
        {t('notConnected')} {location.protocol !== 'spindle:' && t('openAgain')}
      </p>
      <Countdown until={line.retryAt} />
      <Button onClick={connection.retry}>{t('connectNow')}</Button>
    </div>
  );
}

/** Nothing is loaded again by itself: something half typed may stand on the page. */
function StaleBanner({ hubVersion }: { readonly hubVersion: string }) {
  return (
    <div className={styles.banner} role="status">
      <RefreshCw aria-hidden />
      <p>{t('stale', { page: pageVersion, hub: hubVersion })}</p>
      <Button onClick={() => location.reload()}>{t('loadAgain')}</Button>
    </div>
  );
}

/** Left out of what screen readers are told: a sentence a second would drown everything. */
function Countdown({ until }: { readonly until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(1, Math.ceil((until - now) / 1000));
  return (
    <span className={styles.countdown} aria-hidden>
      {t('nextTry', { seconds })}
    </span>
  );
}

/** What one pack says of the discs of the collection. */
import type { KnownDisc, Pack } from '../../../shared/model/pack.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import styles from './checks.module.css';

const t = messagesOf('packs');
const common = messagesOf('common');

export function MatchesPanel({ pack, onRemoved }: { readonly pack: Pack; readonly onRemoved: () => void }) {
  const { client } = useHub();
  const { id, name } = pack;
  const matches = useLoaded(`matches ${id}`, (hub, signal) => hub.packs.matches({ packId: id }, { signal }));
  return (
    <Panel
      title={name}
      aside={
        <Button
          look="plain"
          onClick={() =>
            act(() => client.packs.remove({ packId: id }).then(onRemoved), t('removed', { name }))
          }
        >
          {t('remove')}
        </Button>
      }
    >
      <div className={styles.coveragePage}>
        {matches.error ? (
          <FaultNotice
            error={matches.error}
            actions={<Button onClick={matches.reload}>{common('tryAgain')}</Button>}
          />
        ) : null}
        {matches.busy && <p className={styles.quiet}>{t('looking')}</p>}
        {matches.value && (
          <>
            <p>{t('matched', { count: matches.value.total })}</p>
            <ul className={styles.matches}>
              {matches.value.dumps.map(({ dumpId, dump, carrier, known }) => (
                <li key={dumpId}>
                  <p>
                    {carrier !== null && <strong>{carrier}</strong>}{' '}
                    <ViewLink to={{ screen: 'dump', dumpId }}>{dump}</ViewLink>
                  </p>
                  {knownWords(known).map((line) => (
                    <p key={line} className={styles.quiet}>
                      {line}
                    </p>
                  ))}
                </li>
              ))}
            </ul>
            {matches.value.total > matches.value.dumps.length && (
              <p className={styles.quiet}>{t('first', { count: matches.value.dumps.length })}</p>
            )}
          </>
        )}
      </div>
    </Panel>
  );
}

/** A line for each source; what is said twice is said once. */
function knownWords({ descriptions, accurateRip }: KnownDisc): string[] {
  const described = descriptions.map(({ kind, artist, title, date }) => {
    const what = [artist, title, date].filter(Boolean).join(', ');
    return kind === 'cddb' ? t('cddb', { what }) : t('musicbrainz', { what });
  });
  const rips = accurateRip.map(({ tracks }) => {
    const agreeing = tracks.filter(({ confidence }) => confidence > 0);
    if (agreeing.length === 0) return t('ripNone');
    if (agreeing.length < tracks.length)
      return t('ripSome', { matching: agreeing.length, total: tracks.length });
    return t('ripAll', { count: Math.min(...agreeing.map(({ confidence }) => confidence)) });
  });
  return [...new Set([...described, ...rips])];
}

/** Imaged carriers one by one, what their labels say beside what was read: signed off, or set aside, by one key. */
import { useEffect, useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { act, sayWithUndo } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { useCommand, useScan } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { BesideEachOther } from './beside-each-other.tsx';
import { ExceptionDialog } from './exception-dialog.tsx';
import { FilesOfDump } from './files-of-dump.tsx';
import styles from './quality.module.css';

const t = messagesOf('quality');
const common = messagesOf('common');
const carrierWords = messagesOf('carrier');

const mostShown = 500;

interface ToCheck {
  readonly name: string | null;
  readonly codes: readonly string[];
}

export function QualityScreen({ batchId }: { readonly batchId: string | null }) {
  const list = useLoaded(`checks ${batchId}`, (hub, signal) =>
    batchId === null ? imaged(hub, signal) : ofBatch(hub, batchId, signal),
  );
  if (list.value && list.value.codes.length > 0)
    return <Walk list={list.value} batchId={batchId} onAgain={list.reload} />;
  return (
    <Screen title={t('title')}>
      {list.error ? (
        <FaultNotice
          error={list.error}
          actions={<Button onClick={list.reload}>{common('tryAgain')}</Button>}
        />
      ) : (
        list.value && (
          <Empty title={t('nothing')}>
            <p>{t('nothingHelp')}</p>
          </Empty>
        )
      )}
    </Screen>
  );
}

async function imaged(hub: HubClient, signal: AbortSignal): Promise<ToCheck> {
  const { carriers } = await hub.collection.carriers.list(
    { filter: { state: 'imaged' }, after: null, limit: mostShown },
    { signal },
  );
  return { name: null, codes: carriers.map(({ code }) => code) };
}

async function ofBatch(hub: HubClient, uuid: string, signal: AbortSignal): Promise<ToCheck> {
  const { batch } = await hub.batches.watch({ uuid, after: -1 }, { signal });
  return {
    name: batch.name,
    codes: batch.entries.filter(({ dumpId }) => dumpId !== null).map(({ code }) => code),
  };
}

interface WalkProps {
  readonly list: ToCheck;
  readonly batchId: string | null;
  readonly onAgain: () => void;
}

function Walk({ list: { name, codes }, batchId, onAgain }: WalkProps) {
  const { client } = useHub();
  const [place, setPlace] = useState(0);
  const [refusing, setRefusing] = useState(false);
  const at = Math.min(place, codes.length - 1);
  const code = codes[at]!;
  const detail = useLoaded(`quality ${code}`, (hub, signal) =>
    hub.collection.carriers.show({ code }, { signal }),
  );
  const step = (by: number) => setPlace(Math.max(0, Math.min(codes.length - 1, at + by)));
  const carrier = detail.value?.carrier;
  const maySign = carrier?.state === 'imaged' || carrier?.state === 'needs-attention';
  const signOff = () =>
    void act(async () => {
      const { txn } = await client.collection.carriers.signOff({ codes: [code] });
      sayWithUndo(carrierWords('signedOff', { code }), () => {
        if (txn) void act(() => client.collection.history.undo({ txn }).then(detail.reload));
      });
      if (at < codes.length - 1) step(1);
      else detail.reload();
    });
  useCommand('next', at < codes.length - 1 ? () => step(1) : null);
  useCommand('previous', at > 0 ? () => step(-1) : null);
  useCommand('signOff', maySign ? signOff : null);
  useCommand('setException', carrier ? () => setRefusing(true) : null);
  useScan((scan) => {
    const found = scan.kind === 'carrier' ? codes.indexOf(scan.code) : -1;
    if (found >= 0) setPlace(found);
    return found >= 0;
  });
  const preferred = detail.value?.dumps.find((dump) => dump.preferred) ?? null;
  // Whoever cannot see the page hears whose turn it is.
  const [spoken, setSpoken] = useState('');
  useEffect(
    () => setSpoken(t('spoken', { code, place: at + 1, total: codes.length })),
    [code, at, codes.length],
  );
  return (
    <Screen
      title={t('title')}
      aside={
        <>
          {name !== null && batchId !== null && (
            <>
              <ViewLink to={{ screen: 'batch', batchId }}>{name}</ViewLink>{' '}
            </>
          )}
          <span>{t('place', { place: at + 1, total: codes.length })}</span>
        </>
      }
      filled
      actions={
        <>
          <Button disabled={at === 0} onClick={() => step(-1)}>
            {t('previous')} <kbd>K</kbd>
          </Button>
          <Button disabled={at === codes.length - 1} onClick={() => step(1)}>
            {t('next')} <kbd>J</kbd>
          </Button>
          <Button disabled={!carrier} onClick={() => setRefusing(true)}>
            {t('refuse')} <kbd>X</kbd>
          </Button>
          <Button look="primary" disabled={!maySign} onClick={signOff}>
            {t('signOff')} <kbd>S</kbd>
          </Button>
        </>
      }
    >
      {detail.error ? (
        <div className={styles.fault}>
          <FaultNotice
            error={detail.error}
            actions={<Button onClick={detail.reload}>{common('tryAgain')}</Button>}
          />
        </div>
      ) : null}
      {detail.value && <BesideEachOther key={code} detail={detail.value} dump={preferred} />}
      {preferred && <FilesOfDump key={preferred.dumpId} dumpId={preferred.dumpId} />}
      <div className="visually-hidden" role="status" aria-live="polite" data-place>
        {spoken}
      </div>
      <ExceptionDialog
        code={refusing ? code : null}
        onClose={() => setRefusing(false)}
        onSet={() => {
          setRefusing(false);
          if (at < codes.length - 1) step(1);
          else {
            detail.reload();
            onAgain();
          }
        }}
      />
    </Screen>
  );
}

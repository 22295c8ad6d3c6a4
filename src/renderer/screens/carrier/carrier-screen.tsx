/** One carrier: its record on the left, its dumps and its history on the right. */
import { type ReactNode, useState } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { shownOf } from '../../../shared/model/collection.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Menu } from '../../components/menu.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useCommand } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { codeWords, stateTones } from '../../words/vocabulary.ts';
import { ElsewherePage } from '../contents/elsewhere-page.tsx';
import { ListedFiles } from '../contents/listed-files.tsx';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import { LabelsDialog } from '../labels/labels-dialog.tsx';
import styles from './carrier.module.css';
import { DecideDialog, MergeDialog, RemoveDialog, WithdrawDialog } from './decisions.tsx';
import { DumpsPage } from './dumps-page.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { HistoryPage } from './history-page.tsx';
import { IdentifiersPanel } from './identifiers-panel.tsx';
import { PhotosPanel } from './photos-panel.tsx';
import { RecordPanel } from './record-panel.tsx';
import { useCarrierChange } from './use-carrier-change.ts';

const t = messagesOf('carrier');
const common = messagesOf('common');
const contents = messagesOf('contents');

type Doing = 'edit' | 'hand-over' | 'labels' | 'merge' | 'remove' | 'withdraw' | 'decide';

export function CarrierScreen({ code }: { readonly code: string }) {
  const detail = useLoaded(`carrier ${code}`, (hub, signal) =>
    hub.collection.carriers.show({ code }, { signal }),
  );
  if (!detail.value)
    return (
      <Screen title={code}>
        {detail.error ? (
          <FaultNotice
            error={detail.error}
            actions={<Button onClick={detail.reload}>{common('tryAgain')}</Button>}
          />
        ) : null}
      </Screen>
    );
  return <Carrier detail={detail.value} onChanged={detail.reload} />;
}

interface CarrierProps {
  readonly detail: CarrierDetail;
  readonly onChanged: () => void;
}

function Carrier({ detail, onChanged }: CarrierProps) {
  const { carrier } = detail;
  const { code, state, stateReason, signedOff } = carrier;
  const change = useCarrierChange(onChanged);
  const [doing, setDoing] = useState<Doing | null>(null);
  const done = () => {
    setDoing(null);
    onChanged();
  };
  const close = () => setDoing(null);
  useCommand('rename', () => setDoing('edit'));
  const preferred = detail.dumps.find((dump) => dump.preferred);
  const inDump = (page: (dumpId: string, name: string) => ReactNode) =>
    preferred ? (
      page(preferred.dumpId, preferred.name)
    ) : (
      <Empty title={contents('noDump')}>
        <p>{contents('noDumpHelp')}</p>
      </Empty>
    );
  return (
    <Screen
      title={code}
      aside={shownOf(carrier.title) ?? undefined}
      filled
      actions={
        <>
          {state !== 'signed-off' && carrier.dumps > 0 && (
            <Button
              onClick={() =>
                change(
                  (client) => client.collection.carriers.signOff({ codes: [code] }),
                  t('signedOff', { code }),
                )
              }
            >
              {t('signOff')}
            </Button>
          )}
          <Button look="primary" onClick={() => setDoing('edit')}>
            {t('edit')}
          </Button>
          <Menu
            label={t('more')}
            entries={[
              { words: t('decide'), onChoose: () => setDoing('decide') },
              { words: t('handOver'), onChoose: () => setDoing('hand-over') },
              { words: t('labels'), onChoose: () => setDoing('labels') },
              { words: t('merge'), onChoose: () => setDoing('merge') },
              ...(signedOff ? [{ words: t('withdraw'), onChoose: () => setDoing('withdraw') }] : []),
              ...(carrier.dumps === 0 ? [{ words: t('remove'), onChoose: () => setDoing('remove') }] : []),
            ]}
          />
        </>
      }
    >
      <div className={styles.standing}>
        <Chip tone={stateTones[state]}>{codeWords('state', state)}</Chip>
        <p>
          {signedOff ? t('signedOffBy', { by: signedOff.by, at: momentWords(signedOff.at) }) : stateReason}
        </p>
      </div>
      <div className={styles.columns}>
        <div className={styles.left}>
          <RecordPanel detail={detail} />
          <PhotosPanel detail={detail} onChanged={onChanged} />
          <IdentifiersPanel detail={detail} onChanged={onChanged} />
        </div>
        <div className={styles.right}>
          <Tabs
            label={code}
            pages={[
              {
                id: 'dumps',
                title: t('dumps'),
                count: String(detail.dumps.length),
                body: <DumpsPage detail={detail} onChanged={onChanged} />,
              },
              {
                id: 'files',
                title: contents('files'),
                body: inDump((id, name) => <ListedFiles dumpId={id} name={name} />),
              },
              {
                id: 'elsewhere',
                title: contents('elsewhere'),
                body: inDump((id) => <ElsewherePage dumpId={id} />),
              },
              {
                id: 'history',
                title: t('history'),
                count: String(detail.events.length),
                body: <HistoryPage detail={detail} />,
              },
            ]}
          />
        </div>
      </div>
      <EditDialog detail={doing === 'edit' ? detail : null} onClose={close} onSaved={done} />
      <DecideDialog carrier={doing === 'decide' ? carrier : null} onClose={close} onDone={done} />
      <MergeDialog carrier={doing === 'merge' ? carrier : null} onClose={close} />
      <RemoveDialog carrier={doing === 'remove' ? carrier : null} onClose={close} />
      <WithdrawDialog carrier={doing === 'withdraw' ? carrier : null} onClose={close} onDone={done} />
      <LabelsDialog codes={doing === 'labels' ? [code] : null} onClose={close} />
      <HandOverDialog
        scope={doing === 'hand-over' ? { kind: 'carriers', codes: [code] } : null}
        count={1}
        proposedName={code}
        onClose={close}
      />
    </Screen>
  );
}

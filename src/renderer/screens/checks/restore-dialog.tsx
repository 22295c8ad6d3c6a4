/** Puts a backup of the catalogue back: what it would cost is shown first, and a person says yes to it. */
import { useState } from 'react';
import type { BackupComparison, CatalogueBackup, RestoredCatalogue } from '../../../shared/model/upkeep.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Facts } from '../../components/facts.tsx';
import { CheckField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { bytesWords, countWords, listWords } from '../../words/numbers.ts';
import styles from './checks.module.css';

const t = messagesOf('care');
const common = messagesOf('common');

export interface RestoreDialogProps {
  /** Null while none is put back. */
  readonly backup: CatalogueBackup | null;
  readonly onClose: () => void;
}

export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const [done, setDone] = useState<RestoredCatalogue | null>(null);
  // Everything that is shown anywhere in this window was said by the catalogue that is gone.
  const close = () => (done ? location.reload() : onClose());
  return (
    <Dialog open={backup !== null} onClose={close} title={t('restoreTitle')} description={t('restoreWhat')}>
      {backup &&
        (done ? (
          <Restored backup={backup} restored={done} onClose={close} />
        ) : (
          <Form backup={backup} onDone={setDone} onClose={onClose} />
        ))}
    </Dialog>
  );
}

interface FormProps {
  readonly backup: CatalogueBackup;
  readonly onDone: (restored: RestoredCatalogue) => void;
  readonly onClose: () => void;
}

function Form({ backup: { path, at, sizeBytes }, onDone, onClose }: FormProps) {
  const { client } = useHub();
  const compared = useLoaded(`compare ${path}`, (hub, signal) => hub.upkeep.compare({ path }, { signal }));
  const [isSure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      onDone(await client.upkeep.restore({ path }));
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  const moment = momentWords(at);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <DialogBody>
        <div className={styles.restore}>
          <Facts
            facts={[
              { name: t('madeAt'), value: moment },
              { name: t('size'), value: bytesWords(sizeBytes) },
              { name: t('file'), value: path },
            ]}
          />
          {compared.busy && <p role="status">{t('comparing')}</p>}
          {compared.error ? <FaultNotice error={compared.error} /> : null}
          {compared.value && <Differences comparison={compared.value} />}
          {compared.value && (
            <CheckField label={t('sure', { at: moment })} checked={isSure} onChange={setSure} />
          )}
          {fault ? <FaultNotice error={fault} /> : null}
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {common('cancel')}
        </Button>
        <Button look="primary" type="submit" disabled={busy || !isSure || !compared.value}>
          {busy ? t('restoring') : t('doRestore')}
        </Button>
      </DialogActions>
    </form>
  );
}

function Differences({ comparison: { dumps, carriers, events } }: { readonly comparison: BackupComparison }) {
  const since = events.now - events.backup;
  const leaving = [
    ...(dumps.lacking > 0 ? [t('lacksDumps', { count: dumps.lacking, names: namesOf(dumps) })] : []),
    ...(carriers.lacking > 0
      ? [t('lacksCarriers', { count: carriers.lacking, names: namesOf(carriers) })]
      : []),
    ...(since > 0 ? [t('lacksEvents', { count: since })] : []),
  ];
  const returning = [
    ...(dumps.gone > 0 ? [t('goneDumps', { count: dumps.gone })] : []),
    ...(carriers.gone > 0 ? [t('goneCarriers', { count: carriers.gone })] : []),
  ];
  if (leaving.length + returning.length === 0) return <p>{t('same')}</p>;
  return (
    <>
      <Lines title={t('leaves')} lines={leaving} />
      <Lines title={t('comesBack')} lines={returning} />
      {leaving.length > 0 && <p className={styles.quiet}>{t('again')}</p>}
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 className={styles.subhead}>{title}</h3>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function namesOf({ lacking, newest }: BackupComparison['dumps']): string {
  const more = lacking - newest.length;
  return more > 0 ? t('andMore', { names: newest.join(', '), count: countWords(more) }) : listWords(newest);
}

interface RestoredProps {
  readonly backup: CatalogueBackup;
  readonly restored: RestoredCatalogue;
  readonly onClose: () => void;
}

function Restored({ backup, restored: { dumps, events, formerPath }, onClose }: RestoredProps) {
  return (
    <>
      <DialogBody>
        <div className={styles.restore}>
          <p role="status">{t('isRestored', { at: momentWords(backup.at), dumps, events })}</p>
          {formerPath !== null && <p className={styles.found}>{t('formerIs', { path: formerPath })}</p>}
        </div>
      </DialogBody>
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          {common('close')}
        </Button>
      </DialogActions>
    </>
  );
}

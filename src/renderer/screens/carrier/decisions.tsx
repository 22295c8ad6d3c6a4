/** Small dialogs for decisions about a carrier; those that change evidence ask for a reason. */
import { useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import type { Carrier, ChangeResult } from '../../../shared/model/collection.ts';
import { type Disposition, dispositions } from '../../../shared/model/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { go } from '../../state/view.ts';
import { codeWords } from '../../words/vocabulary.ts';
import { useCarrierChange } from './use-carrier-change.ts';

const t = messagesOf('carrier');

interface AskProps {
  readonly title: string;
  readonly what: string;
  readonly verb: string;
  readonly done: string;
  /** Before the reason. */
  readonly fields?: React.ReactNode;
  readonly needsReason: boolean;
  readonly isReady?: boolean;
  readonly work: (client: HubClient, reason: string) => Promise<ChangeResult>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Ask({ title, what, verb, done, fields, needsReason, isReady = true, ...rest }: AskProps) {
  const { work, onClose, onDone } = rest;
  const [reason, setReason] = useState('');
  const change = useCarrierChange(() => {});
  const isComplete = isReady && (!needsReason || reason.trim() !== '');
  const submit = async () => {
    if (isComplete && (await change((client) => work(client, reason.trim()), done))) onDone();
  };
  return (
    <Dialog open onClose={onClose} title={title} description={what}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {fields}
          {needsReason && (
            <TextField
              label={t('reason')}
              value={reason}
              maxLength={2000}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={!isComplete}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface DecisionProps {
  /** Null while nothing is decided. */
  readonly carrier: Carrier | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function DecideDialog(props: DecisionProps) {
  return props.carrier && <Decide {...props} carrier={props.carrier} />;
}

const undecided = '';

function Decide({ carrier, onClose, onDone }: DecisionProps & { readonly carrier: Carrier }) {
  const { code } = carrier;
  const [choice, setChoice] = useState<Disposition | typeof undecided>(carrier.disposition ?? undecided);
  return (
    <Ask
      title={t('decideTitle', { code })}
      what={t('decideWhat')}
      verb={t('decideDo')}
      done={t('decided')}
      needsReason={false}
      fields={
        <SelectField<Disposition | typeof undecided>
          label={t('disposition')}
          value={choice}
          onChange={setChoice}
          choices={[
            { value: undecided, label: t('noDecision') },
            ...dispositions.map((each) => ({ value: each, label: codeWords('disposition', each) })),
          ]}
        />
      }
      work={(client) =>
        client.collection.carriers.dispose({
          codes: [code],
          disposition: choice === undecided ? null : choice,
          reason: null,
        })
      }
      onClose={onClose}
      onDone={onDone}
    />
  );
}

type LeavingProps = Omit<DecisionProps, 'onDone'>;

export function MergeDialog(props: LeavingProps) {
  return props.carrier && <Merge carrier={props.carrier} onClose={props.onClose} />;
}

function Merge({ carrier: { code }, onClose }: LeavingProps & { readonly carrier: Carrier }) {
  const [into, setInto] = useState('');
  const other = into.trim();
  return (
    <Ask
      title={t('mergeTitle', { code })}
      what={t('mergeWhat')}
      verb={t('mergeDo')}
      done={t('merged', { from: code, into: other })}
      needsReason
      isReady={other !== '' && other !== code}
      fields={<TextField label={t('into')} value={into} onChange={(event) => setInto(event.target.value)} />}
      work={(client, reason) => client.collection.carriers.merge({ from: code, into: other, reason })}
      onClose={onClose}
      onDone={() => go({ screen: 'carrier', code: other }, { replace: true })}
    />
  );
}

export function RemoveDialog({ carrier, onClose }: LeavingProps) {
  if (!carrier) return null;
  const { code } = carrier;
  return (
    <Ask
      title={t('removeTitle', { code })}
      what={t('removeWhat')}
      verb={t('removeDo')}
      done={t('removed', { code })}
      needsReason={false}
      work={(client) => client.collection.carriers.remove({ code })}
      onClose={onClose}
      onDone={() => go({ screen: 'catalogue', query: '' }, { replace: true })}
    />
  );
}

export function WithdrawDialog({ carrier, onClose, onDone }: DecisionProps) {
  if (!carrier) return null;
  const { code } = carrier;
  return (
    <Ask
      title={t('withdrawTitle', { code })}
      what={t('withdrawWhat')}
      verb={t('withdrawDo')}
      done={t('withdrawn')}
      needsReason
      work={(client, reason) => client.collection.carriers.withdrawSignOff({ code, reason })}
      onClose={onClose}
      onDone={onDone}
    />
  );
}

interface ReassignProps {
  readonly dumpId: string | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ReassignDialog(props: ReassignProps) {
  return props.dumpId === null ? null : <Reassign {...props} dumpId={props.dumpId} />;
}

function Reassign({ dumpId, onClose, onDone }: ReassignProps & { readonly dumpId: string }) {
  const [to, setTo] = useState('');
  const code = to.trim();
  return (
    <Ask
      title={t('reassignTitle')}
      what={t('reassignWhat')}
      verb={t('reassignDo')}
      done={t('reassigned')}
      needsReason
      fields={
        <TextField
          label={t('to')}
          hint={t('toHint')}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      }
      work={(client, reason) =>
        client.collection.carriers.reassignDump({ dumpId, to: code === '' ? null : code, reason })
      }
      onClose={onClose}
      onDone={onDone}
    />
  );
}

/** A finding is closed with a reason, which stays in the record for ever. */
import { useRef, useState } from 'react';
import type { FixityIncident } from '../../../shared/model/fixity.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import styles from './checks.module.css';
import { fixityWord } from './fixity-words.ts';

const t = messagesOf('checks');

export interface CloseIncidentDialogProps {
  /** Null while nothing is decided. */
  readonly incident: FixityIncident | null;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

export function CloseIncidentDialog({ incident, onClose, onClosed }: CloseIncidentDialogProps) {
  const reason = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={incident !== null}
      onClose={onClose}
      title={t('decideTitle')}
      description={t('decideWhat')}
      initialFocus={reason}
    >
      {incident && <Decision incident={incident} field={reason} onClose={onClose} onClosed={onClosed} />}
    </Dialog>
  );
}

interface DecisionProps {
  readonly incident: FixityIncident;
  readonly field: React.RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

function Decision({ incident, field, onClose, onClosed }: DecisionProps) {
  const { client } = useHub();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const close = async () => {
    setBusy(true);
    const isDone = await act(
      () => client.fixity.close({ incidentId: incident.id, reason }),
      t('closedFinding', { path: incident.path }),
    );
    setBusy(false);
    if (isDone) onClosed();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <DialogBody>
        <p className={styles.found}>
          <strong>{incident.path}</strong>: {fixityWord(incident.state)}
          {incident.detail && `, ${incident.detail}`}
        </p>
        <TextField
          ref={field}
          label={t('reason')}
          hint={t('reasonHint')}
          value={reason}
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={busy || reason.trim() === ''}>
          {t('closeFinding')}
        </Button>
      </DialogActions>
    </form>
  );
}

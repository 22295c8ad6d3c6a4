/** How often a storage is read, how hard, and when it is left alone. */
import { useState } from 'react';
import type { FixityPolicy, FixityStorage } from '../../../shared/model/fixity.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import styles from './checks.module.css';
import { minuteWords, parseMinute } from './minute-of-day.ts';

const t = messagesOf('checks');

const bytesPerMegabyte = 1_000_000;
const mostDays = 3650;

export interface PolicyDialogProps {
  /** Null while none is changed. */
  readonly storage: FixityStorage | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function PolicyDialog({ storage, onClose, onSaved }: PolicyDialogProps) {
  return (
    <Dialog
      open={storage !== null}
      onClose={onClose}
      title={t('policyTitle')}
      {...(storage && { description: storage.root })}
    >
      {storage && <PolicyForm storage={storage} onClose={onClose} onSaved={onSaved} />}
    </Dialog>
  );
}

function PolicyForm({ storage, onClose, onSaved }: PolicyDialogProps & { readonly storage: FixityStorage }) {
  const { client } = useHub();
  const { policy, root } = storage;
  const [days, setDays] = useState(String(policy.intervalDays));
  const [rate, setRate] = useState(
    policy.maxBytesPerSecond === null ? '' : String(policy.maxBytesPerSecond / bytesPerMegabyte),
  );
  const [from, setFrom] = useState(policy.quietHours ? minuteWords(policy.quietHours.fromMinute) : '');
  const [to, setTo] = useState(policy.quietHours ? minuteWords(policy.quietHours.toMinute) : '');
  const parsed = parsePolicy({ days, rate, from, to });
  const save = async () => {
    if (parsed.policy === null) return;
    const changed = parsed.policy;
    if (await act(() => client.fixity.setPolicy({ root, policy: changed }), t('saved'))) onSaved();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <DialogBody>
        <div className={styles.fieldRow}>
          <TextField
            label={t('policyDays')}
            inputMode="numeric"
            value={days}
            problem={parsed.problems.days}
            onChange={(event) => setDays(event.target.value)}
          />
          <TextField
            label={t('policyRate')}
            placeholder={t('policyRateNone')}
            inputMode="decimal"
            value={rate}
            problem={parsed.problems.rate}
            onChange={(event) => setRate(event.target.value)}
          />
        </div>
        <div className={styles.fieldRow}>
          <TextField
            label={t('policyFrom')}
            placeholder="08:00"
            hint={t('policyHoursHint')}
            value={from}
            problem={parsed.problems.hours}
            onChange={(event) => setFrom(event.target.value)}
          />
          <TextField
            label={t('policyTo')}
            placeholder="18:00"
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={parsed.policy === null}>
          {t('save')}
        </Button>
      </DialogActions>
    </form>
  );
}

interface Typed {
  readonly days: string;
  readonly rate: string;
  readonly from: string;
  readonly to: string;
}

interface ParsedPolicy {
  /** Null while something will not do. */
  readonly policy: FixityPolicy | null;
  readonly problems: {
    readonly days: string | null;
    readonly rate: string | null;
    readonly hours: string | null;
  };
}

function parsePolicy({ days, rate, from, to }: Typed): ParsedPolicy {
  const intervalDays = /^\d+$/.test(days.trim()) ? Number(days) : 0;
  const megabytes = rate.trim() === '' ? null : Number(rate.replace(',', '.'));
  const hasHours = from.trim() !== '' || to.trim() !== '';
  const [fromMinute, toMinute] = [parseMinute(from), parseMinute(to)];
  const problems = {
    days:
      intervalDays >= 1 && intervalDays <= mostDays ? null : t('policyDaysWrong', { most: String(mostDays) }),
    rate: megabytes === null || (megabytes >= 0.001 && megabytes <= 100_000) ? null : t('policyRateWrong'),
    hours:
      !hasHours || (fromMinute !== null && toMinute !== null && fromMinute !== toMinute)
        ? null
        : t('policyHoursWrong'),
  };
  if (problems.days || problems.rate || problems.hours) return { policy: null, problems };
  return {
    problems,
    policy: {
      intervalDays,
      maxBytesPerSecond: megabytes === null ? null : Math.round(megabytes * bytesPerMegabyte),
      quietHours: fromMinute !== null && toMinute !== null ? { fromMinute, toMinute } : null,
    },
  };
}

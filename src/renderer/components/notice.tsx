/** Something a person must know: a warning, or an error with its evidence behind a fold. */
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WireError } from '../../shared/errors.ts';
import { messagesOf } from '../messages/messages.ts';
import { type Fault, faultOf, inWords } from '../words/faults.ts';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

const t = messagesOf('common');

export interface NoticeProps {
  readonly tone: 'warn' | 'bad';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function Notice({ tone, children, actions }: NoticeProps) {
  const Sign = tone === 'bad' ? CircleAlert : TriangleAlert;
  return (
    <div className={classNames(styles.notice, styles[tone])} role={tone === 'bad' ? 'alert' : 'note'}>
      <Sign className={styles.sign} aria-hidden />
      <div className={styles.words}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What happened, what was kept, what to do; the details unfold and can be copied. */
export function FaultNotice({ error, actions }: { readonly error: unknown; readonly actions?: ReactNode }) {
  return <FaultShown fault={faultOf(error)} actions={actions} />;
}

/** The same for an error that a feed or a record brought along. */
export function FaultWords({ fault, actions }: { readonly fault: WireError; readonly actions?: ReactNode }) {
  return <FaultShown fault={inWords(fault)} actions={actions} />;
}

function FaultShown({ fault, actions }: { readonly fault: Fault; readonly actions?: ReactNode }) {
  const details = Object.entries(fault.details);
  return (
    <Notice tone="bad" actions={actions}>
      <p>{fault.message}</p>
      <details className={styles.details}>
        <summary>{t('details')}</summary>
        <dl>
          <dt>{t('code')}</dt>
          <dd>{fault.code}</dd>
          {details.map(([name, value]) => (
            <div key={name} className={styles.pair}>
              <dt>{name}</dt>
              <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Notice>
  );
}

/** Findings that stand until a person has decided, the oldest first. */
import { useState } from 'react';
import type { FixityIncident } from '../../../shared/model/fixity.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Panel } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { momentWords } from '../../words/moments.ts';
import styles from './checks.module.css';
import { CloseIncidentDialog } from './close-incident-dialog.tsx';
import { fixityTones, fixityWord } from './fixity-words.ts';

const t = messagesOf('checks');

export interface IncidentListProps {
  readonly incidents: readonly FixityIncident[];
  readonly onClosed: () => void;
}

export function IncidentList({ incidents, onClosed }: IncidentListProps) {
  const [deciding, setDeciding] = useState<FixityIncident | null>(null);
  if (incidents.length === 0) return null;
  return (
    <Panel title={t('waiting')}>
      <ul className={styles.incidents}>
        {incidents.map((incident) => (
          <li key={incident.id}>
            <Chip tone={fixityTones[incident.state]}>{fixityWord(incident.state)}</Chip>
            <div className={styles.what}>
              <p>
                <ViewLink to={{ screen: 'dump', dumpId: incident.dumpId }}>{incident.path}</ViewLink>
                {incident.carrier !== null && <span className={styles.quiet}>{incident.carrier}</span>}
              </p>
              {incident.detail && <p className={styles.quiet}>{incident.detail}</p>}
            </div>
            <p className={styles.quiet}>{t('since', { at: momentWords(incident.openedAt) })}</p>
            <Button onClick={() => setDeciding(incident)}>{t('decide')}</Button>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t('frozen')}</p>
      <CloseIncidentDialog
        incident={deciding}
        onClose={() => setDeciding(null)}
        onClosed={() => {
          setDeciding(null);
          onClosed();
        }}
      />
    </Panel>
  );
}

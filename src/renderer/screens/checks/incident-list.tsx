/** Findings that stand until a person has decided, the oldest first. */
import { useState } from 'react';
import type { FixityIncident } from '../../../shared/model/fixity.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Panel } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { momentWords } from '../../words/moments.ts';
import styles from './checks.module.css';
import { CloseIncidentDialog } from './close-incident-dialog.tsx';
import { fixityTones, fixityWords } from './fixity-words.ts';

export interface IncidentListProps {
  readonly incidents: readonly FixityIncident[];
  readonly onClosed: () => void;
}

export function IncidentList({ incidents, onClosed }: IncidentListProps) {
  const [deciding, setDeciding] = useState<FixityIncident | null>(null);
  if (incidents.length === 0) return null;
  return (
    <Panel title="Waiting for a decision">
      <ul className={styles.incidents}>
        {incidents.map((incident) => (
          <li key={incident.id}>
            <Chip tone={fixityTones[incident.state]}>{fixityWords[incident.state]}</Chip>
            <div className={styles.what}>
              <p>
                <ViewLink to={{ screen: 'dump', dumpId: incident.dumpId }}>{incident.path}</ViewLink>
                {incident.carrier !== null && <span className={styles.quiet}>{incident.carrier}</span>}
              </p>
              {incident.detail && <p className={styles.quiet}>{incident.detail}</p>}
            </div>
            <p className={styles.quiet}>since {momentWords(incident.openedAt)}</p>
            <Button onClick={() => setDeciding(incident)}>Decide{'\u2026'}</Button>
          </li>
        ))}
      </ul>
      <p className={styles.note}>The files of these dumps are frozen until you have decided.</p>
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

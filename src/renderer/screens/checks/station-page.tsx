/** What this station needs and has, and how to mend what is not right. */
import { Copy, RefreshCw } from 'lucide-react';
import { type DoctorReport, type DoctorState, doctorAreas } from '../../../shared/model/doctor.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { useLoaded } from '../../state/hub-context.tsx';
import type { Tone } from '../../words/stage.ts';
import styles from './checks.module.css';

const areaWords = { program: 'Program', drives: 'Drives', space: 'Space', catalogue: 'Catalogue' } as const;

const tones: Readonly<Record<DoctorState, Tone>> = { ok: 'good', attention: 'warn', missing: 'bad' };
const stateWords: Readonly<Record<DoctorState, string>> = {
  ok: 'Right',
  attention: 'Could be better',
  missing: 'Missing',
};

export function StationPage() {
  const doctor = useLoaded('doctor', (hub, signal) => hub.system.doctor(undefined, { signal }));
  const report = doctor.value;
  return (
    <div className={styles.page}>
      {doctor.error ? (
        <FaultNotice error={doctor.error} actions={<Button onClick={doctor.reload}>Try again</Button>} />
      ) : null}
      {!report && doctor.busy && <p className={styles.quiet}>Looking at the station{'\u2026'}</p>}
      {report && (
        <>
          <div className={styles.lead}>
            <p className={styles.verdict}>{verdicts[report.state]}</p>
            <div className={styles.actions}>
              <Button
                icon={<Copy />}
                onClick={() =>
                  act(() => navigator.clipboard.writeText(reportText(report)), 'The report was copied.')
                }
              >
                Copy the report
              </Button>
              <Button icon={<RefreshCw />} disabled={doctor.busy} onClick={doctor.reload}>
                Look again
              </Button>
            </div>
          </div>
          {doctorAreas.map((area) => (
            <Area
              key={area}
              title={areaWords[area]}
              lines={report.lines.filter((line) => line.area === area)}
            />
          ))}
        </>
      )}
    </div>
  );
}

const verdicts: Readonly<Record<DoctorState, string>> = {
  ok: 'This station has all it needs.',
  attention: 'This station works; some things could be better.',
  missing: 'Some work cannot be done on this station as it is.',
};

function Area({ title, lines }: { readonly title: string; readonly lines: DoctorReport['lines'] }) {
  if (lines.length === 0) return null;
  return (
    <Panel title={title}>
      <ul className={styles.doctor}>
        {lines.map(({ what, state, found, mend }) => (
          <li key={`${what} ${found}`}>
            <Chip tone={tones[state]}>{stateWords[state]}</Chip>
            <div className={styles.what}>
              <p>
                <strong>{what}</strong> {found}
              </p>
              {mend !== null && <p className={styles.mend}>{mend}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The same lines as plain text, to be sent to somebody. */
function reportText({ version, system, lines }: DoctorReport): string {
  const body = lines.map(
    ({ state, what, found, mend }) => `[${state}] ${what}: ${found}${mend === null ? '' : `\n    ${mend}`}`,
  );
  return [`Spindle ${version} on ${system}`, ...body].join('\n');
}

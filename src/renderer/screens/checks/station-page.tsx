/** What this station needs and has, and how to mend what is not right. */
import { Copy, RefreshCw } from 'lucide-react';
import {
  type DoctorArea,
  type DoctorReport,
  type DoctorState,
  doctorAreas,
} from '../../../shared/model/doctor.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import type { Tone } from '../../words/stage.ts';
import styles from './checks.module.css';

const t = messagesOf('checks');

const tones: Readonly<Record<DoctorState, Tone>> = { ok: 'good', attention: 'warn', missing: 'bad' };

export function StationPage() {
  const doctor = useLoaded('doctor', (hub, signal) => hub.system.doctor(undefined, { signal }));
  const report = doctor.value;
  return (
    <div className={styles.page}>
      {doctor.error ? (
        <FaultNotice error={doctor.error} actions={<Button onClick={doctor.reload}>{t('again')}</Button>} />
      ) : null}
      {!report && doctor.busy && <p className={styles.quiet}>{t('looking')}</p>}
      {report && (
        <>
          <div className={styles.lead}>
            <p className={styles.verdict}>{verdictOf(report.state)}</p>
            <div className={styles.actions}>
              <Button
                icon={<Copy />}
                onClick={() =>
                  act(() => navigator.clipboard.writeText(reportText(report)), t('copiedReport'))
                }
              >
                {t('copyReport')}
              </Button>
              <Button icon={<RefreshCw />} disabled={doctor.busy} onClick={doctor.reload}>
                {t('lookAgain')}
              </Button>
            </div>
          </div>
          {doctorAreas.map((area) => (
            <Area
              key={area}
              title={areaWord(area)}
              lines={report.lines.filter((line) => line.area === area)}
            />
          ))}
        </>
      )}
    </div>
  );
}

function verdictOf(state: DoctorState): string {
  switch (state) {
    case 'ok':
      return t('stationOk');
    case 'attention':
      return t('stationAttention');
    case 'missing':
      return t('stationMissing');
  }
}

function stateWord(state: DoctorState): string {
  switch (state) {
    case 'ok':
      return t('needOk');
    case 'attention':
      return t('needAttention');
    case 'missing':
      return t('needMissing');
  }
}

function areaWord(area: DoctorArea): string {
  switch (area) {
    case 'program':
      return t('areaProgram');
    case 'drives':
      return t('areaDrives');
    case 'space':
      return t('areaSpace');
    case 'catalogue':
      return t('areaCatalogue');
  }
}

function Area({ title, lines }: { readonly title: string; readonly lines: DoctorReport['lines'] }) {
  if (lines.length === 0) return null;
  return (
    <Panel title={title}>
      <ul className={styles.doctor}>
        {lines.map(({ what, state, found, mend }) => (
          <li key={`${what} ${found}`}>
            <Chip tone={tones[state]}>{stateWord(state)}</Chip>
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

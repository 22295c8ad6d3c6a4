/** What the medium is: warnings first, then its explanations by rank, then what is on it. */
import type { Evidence, Filesystem, GeometryHypothesis, Inspection } from '../../../shared/model/drive.ts';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { bytesWords, countWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import { DiscFacts } from '../disc/disc-facts.tsx';
import styles from './medium-facts.module.css';
import { TrackList } from './track-list.tsx';

export function MediumFacts({ inspection }: { readonly inspection: Inspection }) {
  const { medium, identity, hypotheses, filesystems, warnings, disc } = inspection;
  const model = [identity.vendor, identity.product, identity.revision].filter(Boolean).join(' ');
  return (
    <div className={styles.medium}>
      {warnings.map((warning) => (
        <Notice key={`${warning.code} ${warning.message}`} tone="warn">
          {warning.message}
        </Notice>
      ))}
      {disc ? (
        <DiscFacts disc={disc} sizeBytes={medium.sizeBytes} drive={model} />
      ) : (
        <Facts
          facts={[
            { name: 'Size', value: `${bytesWords(medium.sizeBytes)}, ${sectorsWords(medium.totalSectors)}` },
            { name: 'Sector', value: `${countWords(medium.sectorSize)} bytes` },
            { name: 'Write protection', value: protectionWords(medium.writeProtected) },
            { name: 'Drive', value: model },
          ]}
        />
      )}
      {disc ? <TrackList disc={disc} /> : <Layouts hypotheses={hypotheses} />}
      <Filesystems filesystems={filesystems} />
    </div>
  );
}

function protectionWords(writeProtected: boolean | null): string {
  if (writeProtected === null) return 'not known';
  return writeProtected ? 'on' : 'off \u2013 open the tab to protect the disk';
}

export function Layouts({ hypotheses }: { readonly hypotheses: readonly GeometryHypothesis[] }) {
  return (
    <section>
      <h3 className={styles.heading}>Layout</h3>
      {hypotheses.length === 0 && (
        <p className={styles.none}>No floppy layout fits; it is imaged sector by sector all the same.</p>
      )}
      <ol className={styles.layouts}>
        {hypotheses.map((layout) => (
          <li key={layout.name}>
            <p className={styles.layout}>
              <strong>{layout.name}</strong>
              <span>
                {layout.cylinders} cylinders, {layout.heads} heads, {layout.sectorsPerTrack} sectors of{' '}
                {countWords(layout.bytesPerSector)} bytes
              </span>
              <Confidence value={layout.confidence} />
            </p>
            <Proofs evidence={layout.evidence} against={layout.against} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Confidence({ value }: { readonly value: number }) {
  const percent = Math.round(value * 100);
  return (
    <span className={styles.confidence}>
      <span className={styles.meter} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      {percent}
      {'\u202f%'}
    </span>
  );
}

export function Proofs({ evidence, against }: Pick<GeometryHypothesis, 'evidence' | 'against'>) {
  return (
    <ul className={styles.proofs}>
      {evidence.map((proof) => (
        <li key={`${proof.what} ${proof.offsetBytes}`}>{proofWords(proof)}</li>
      ))}
      {against.map((words) => (
        <li key={words} className={styles.against}>
          Against: {words}
        </li>
      ))}
    </ul>
  );
}

function proofWords({ what, offsetBytes, bytesHex }: Evidence) {
  return (
    <>
      {what}
      {offsetBytes !== undefined && ` at byte ${countWords(offsetBytes)}`}
      {bytesHex !== undefined && (
        <>
          {' '}
          <code>{bytesHex}</code>
        </>
      )}
    </>
  );
}

export function Filesystems({ filesystems }: { readonly filesystems: readonly Filesystem[] }) {
  return (
    <section>
      <h3 className={styles.heading}>Filesystem</h3>
      {filesystems.length === 0 && <p className={styles.none}>None that Spindle knows.</p>}
      <ul className={styles.layouts}>
        {filesystems.map((filesystem) => (
          <li key={`${filesystem.type} ${filesystem.startLba}`}>
            <p className={styles.layout}>
              <strong>{filesystem.label.trim() || 'No label'}</strong>
              <span>
                {filesystem.type}
                {filesystem.startLba > 0 && ` from LBA ${countWords(filesystem.startLba)}`}
              </span>
            </p>
            <Proofs evidence={filesystem.evidence} against={[]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the medium is: warnings first, then its explanations by rank, then what is on it. */
import type { Evidence, Filesystem, GeometryHypothesis, Inspection } from '../../../shared/model/drive.ts';
import { Facts } from '../../components/facts.tsx';
import { Name } from '../../components/name.tsx';
import { Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import { DiscFacts } from '../disc/disc-facts.tsx';
import styles from './medium-facts.module.css';
import { TrackList } from './track-list.tsx';

const t = messagesOf('medium');

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
            {
              name: t('size'),
              value: `${bytesWords(medium.sizeBytes)}, ${sectorsWords(medium.totalSectors)}`,
            },
            { name: t('sector'), value: t('bytes', { count: medium.sectorSize }) },
            { name: t('writeProtection'), value: protectionWords(medium.writeProtected) },
            { name: t('drive'), value: model },
          ]}
        />
      )}
      {disc ? <TrackList disc={disc} /> : <Layouts hypotheses={hypotheses} />}
      <Filesystems filesystems={filesystems} />
    </div>
  );
}

function protectionWords(writeProtected: boolean | null): string {
  if (writeProtected === null) return t('notKnown');
  return writeProtected ? t('protected') : t('unprotected');
}

export function Layouts({ hypotheses }: { readonly hypotheses: readonly GeometryHypothesis[] }) {
  return (
    <section>
      <h3 className={styles.heading}>{t('layout')}</h3>
      {hypotheses.length === 0 && <p className={styles.none}>{t('noLayout')}</p>}
      <ol className={styles.layouts}>
        {hypotheses.map((layout) => (
          <li key={layout.name}>
            <p className={styles.layout}>
              <strong>{layout.name}</strong>
              <span>
                {t('geometry', {
                  cylinders: layout.cylinders,
                  heads: layout.heads,
                  sectors: layout.sectorsPerTrack,
                  bytes: layout.bytesPerSector,
                })}
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
          {t('against', { words })}
        </li>
      ))}
    </ul>
  );
}

function proofWords({ what, offsetBytes, bytesHex }: Evidence) {
  return (
    <>
      {offsetBytes === undefined ? what : t('atByte', { what, offset: offsetBytes })}
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
      <h3 className={styles.heading}>{t('filesystem')}</h3>
      {filesystems.length === 0 && <p className={styles.none}>{t('noFilesystem')}</p>}
      <ul className={styles.layouts}>
        {filesystems.map((filesystem) => (
          <li key={`${filesystem.type} ${filesystem.startLba}`}>
            <p className={styles.layout}>
              <strong>
                {filesystem.label.trim() ? <Name>{filesystem.label.trim()}</Name> : t('noLabel')}
              </strong>
              <span>
                {filesystem.startLba > 0
                  ? t('fromLba', { type: filesystem.type, lba: filesystem.startLba })
                  : filesystem.type}
              </span>
            </p>
            <Proofs evidence={filesystem.evidence} against={[]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What several dumps have together: from which each sector comes, and where they are not the same. */
import type { MergeReport } from '../../../shared/model/dump-merge.ts';
import { messagesOf } from '../../messages/messages.ts';
import { countWords, listWords, shareWords } from '../../words/numbers.ts';
import styles from './carrier.module.css';

const t = messagesOf('together');

/** A stretch one sector of which comes from a dump is seen. */
const leastShown = 0.25;

export function MergeFindings({ report }: { readonly report: MergeReport }) {
  const { totalSectors: total, comparedSectors, unreadSectors: unread, sources } = report;
  const compared = countWords(comparedSectors);
  return (
    <>
      <p role="status">
        {unread === 0
          ? t('whole', { total, compared })
          : t('unread', { unread, total: countWords(total), compared })}
      </p>
      <section>
        <h3 className={styles.subhead}>{t('supplied')}</h3>
        <ul className={styles.supplies}>
          {sources.map(({ dumpId, name, sectors, shares }) => (
            <li key={dumpId}>
              <span className={styles.supplier}>{name}</span>
              <Strip label={t('map', { name })} shares={shares} />
              <span className={styles.quiet}>
                {sectors === 0
                  ? t('nothingOf')
                  : t('sectors', { count: sectors, share: shareWords(sectors, total) })}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Disagreements report={report} />
    </>
  );
}

/** The medium from its first sector to its last; higher where more comes from the dump. */
function Strip({ label, shares }: { readonly label: string; readonly shares: readonly number[] }) {
  return (
    <svg
      className={styles.supplyStrip}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${shares.length} 1`}
      preserveAspectRatio="none"
    >
      {shares.map((share, index) => {
        const height = share === 0 ? 0 : Math.max(leastShown, share);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of the medium is its place
          <rect key={index} x={index} y={1 - height} width={1} height={height} />
        );
      })}
    </svg>
  );
}

function Disagreements({
  report: { disagreements, disagreementCount, sources, comparedSectors },
}: {
  readonly report: MergeReport;
}) {
  if (disagreementCount === 0) return comparedSectors > 0 ? <p>{t('agree')}</p> : null;
  const nameOf = (source: number) => sources[source]?.name ?? '';
  const left = disagreementCount - disagreements.length;
  return (
    <section>
      <h3 className={styles.subhead}>{t('disagree', { count: disagreementCount })}</h3>
      <ul className={styles.disagreements}>
        {disagreements.map(({ lba, lengthSectors, readings, settledBy }) => {
          const chosen = nameOf(readings[0]?.[0] ?? 0);
          return (
            <li key={lba}>
              <strong>
                {lengthSectors === 1
                  ? t('place', { lba: countWords(lba) })
                  : t('places', { from: countWords(lba), to: countWords(lba + lengthSectors - 1) })}
              </strong>
              <span>{readings.map((group) => listWords(group.map(nameOf))).join(t('versus'))}</span>
              <span className={styles.quiet}>
                {settledBy === 'edc' ? t('settled', { name: chosen }) : t('unsettled', { name: chosen })}
              </span>
            </li>
          );
        })}
      </ul>
      {left > 0 && <p className={styles.quiet}>{t('more', { count: left })}</p>}
    </section>
  );
}

/** The attempts to image a carrier, the latest first; one of them is preferred. */
import { Combine, Star } from 'lucide-react';
import { useState } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { Button } from '../../components/button.tsx';
import { Chip, Tag } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { titleWords, trackCountWords } from '../../words/disc.ts';
import { momentWords } from '../../words/moments.ts';
import { bytesWords } from '../../words/numbers.ts';
import { outcomeTone, outcomeWords } from '../../words/stage.ts';
import styles from './carrier.module.css';
import { ReassignDialog } from './decisions.tsx';
import { MergeDumpsDialog } from './merge-dumps-dialog.tsx';
import { useCarrierChange } from './use-carrier-change.ts';

const t = messagesOf('carrier');
const together = messagesOf('together');

type Attempt = CarrierDetail['dumps'][number];

export interface DumpsPageProps {
  readonly detail: CarrierDetail;
  readonly onChanged: () => void;
}

export function DumpsPage({ detail, onChanged }: DumpsPageProps) {
  const change = useCarrierChange(onChanged);
  const [merging, setMerging] = useState(false);
  const [moving, setMoving] = useState<Attempt | null>(null);
  if (detail.dumps.length === 0)
    return (
      <Empty title={t('noDumps')}>
        <p>{t('noDumpsHelp')}</p>
      </Empty>
    );
  const { code } = detail.carrier;
  return (
    <>
      {detail.dumps.length > 1 && (
        <div className={styles.attemptsHead}>
          <Button icon={<Combine />} onClick={() => setMerging(true)}>
            {together('open')}
          </Button>
        </div>
      )}
      <ol className={styles.attempts}>
        {[...detail.dumps]
          .sort((a, b) => b.attempt - a.attempt)
          .map((dump) => (
            <li key={dump.dumpId} className={styles.attempt}>
              <AttemptWords dump={dump} />
              <div className={styles.attemptActions}>
                {!dump.preferred && (
                  <Button
                    icon={<Star />}
                    onClick={() =>
                      change(
                        (client) => client.collection.carriers.preferDump({ code, dumpId: dump.dumpId }),
                        t('preferredNow', { number: dump.attempt }),
                      )
                    }
                  >
                    {t('prefer')}
                  </Button>
                )}
                <Button look="plain" onClick={() => setMoving(dump)}>
                  {t('reassign')}
                </Button>
              </div>
            </li>
          ))}
      </ol>
      <MergeDumpsDialog
        detail={detail}
        open={merging}
        onClose={() => setMerging(false)}
        onMerged={onChanged}
      />
      <ReassignDialog
        dumpId={moving?.dumpId ?? null}
        onClose={() => setMoving(null)}
        onDone={() => {
          setMoving(null);
          onChanged();
        }}
      />
    </>
  );
}

function AttemptWords({ dump }: { readonly dump: Attempt }) {
  const { dumpId, attempt, outcome, preferred, disc, formatName, volumeLabels, badSectors } = dump;
  const title = disc ? titleWords(disc) : null;
  return (
    <div className={styles.attemptWords}>
      <p className={styles.attemptLine}>
        <Chip tone={outcomeTone(outcome)}>{outcomeWords(outcome)}</Chip>
        <ViewLink to={{ screen: 'dump', dumpId }} className={styles.attemptName}>
          {dump.name}
        </ViewLink>
        <span className={styles.quiet}>{t('attempt', { number: attempt })}</span>
        {preferred && <Tag>{t('preferred')}</Tag>}
      </p>
      <p className={styles.quiet}>
        {[
          disc ? trackCountWords(disc) : formatName,
          ...(title === null ? [] : [title]),
          ...volumeLabels,
          bytesWords(dump.sizeBytes),
          ...(badSectors > 0 ? [t('notRead', { count: badSectors })] : []),
          dump.driveLabel,
          momentWords(dump.endedAt),
        ]
          .filter(Boolean)
          .join(' \u00b7 ')}
      </p>
    </div>
  );
}

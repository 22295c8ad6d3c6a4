/** Tells that the disc in the drive was imaged before, and leads to the dump. */
import { History } from 'lucide-react';
import type { DumpSummary } from '../../../shared/model/catalogue.ts';
import type { DiscIds } from '../../../shared/model/disc.ts';
import type { Inspection } from '../../../shared/model/drive.ts';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { outcomeWords } from '../../words/stage.ts';
import styles from './seen-before.module.css';
import { isSurelySeen } from './seen-words.ts';

const t = messagesOf('start');

export function SeenBefore({ inspection }: { readonly inspection: Inspection }) {
  const ids = inspection.disc?.ids;
  return ids ? <Seen inspection={inspection} ids={ids} /> : null;
}

/** Without a catalogue nothing is said: a disc can be imaged all the same. */
function Seen({ inspection, ids }: { readonly inspection: Inspection; readonly ids: DiscIds }) {
  const seen = useLoaded(`seen ${JSON.stringify(ids)}`, (hub, signal) =>
    hub.catalogue.seenBefore({ ids }, { signal }),
  );
  const dumps = seen.value?.dumps ?? [];
  const sure = dumps.find((dump) => isSurelySeen(inspection, dump));
  const newest = sure ?? dumps[0];
  if (!newest) return null;
  // The dump is a link in the midst of the sentence.
  const [before, after] = t(sure ? 'seenAs' : 'perhapsSeenAs', { dump: '\u0000' }).split('\u0000');
  return (
    <div className={styles.seen} role="note">
      <History aria-hidden />
      <p>
        {before}
        <ViewLink to={{ screen: 'dump', dumpId: newest.dumpId }}>{newest.name}</ViewLink> ({whatWords(newest)}
        ){dumps.length > 1 && t('andMore', { count: dumps.length - 1 })}
        {after}
      </p>
    </div>
  );
}

function whatWords({ carrier, endedAt, outcome }: DumpSummary): string {
  return [carrier, momentWords(endedAt), outcomeWords(outcome)].filter(Boolean).join(', ');
}

/** Tells that what is in the drive was imaged before, and leads to the dump. */
import { History } from 'lucide-react';
import type { DumpSummary, MediumMarks } from '../../../shared/model/catalogue.ts';
import type { Inspection } from '../../../shared/model/drive.ts';
import { knownSamples } from '../../../shared/model/known-samples.ts';
import { ViewLink } from '../../components/view-link.tsx';
import { aroundElement, elementHere } from '../../messages/around-element.ts';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { outcomeWords } from '../../words/stage.ts';
import styles from './seen-before.module.css';
import { isSurelySeen } from './seen-words.ts';

const t = messagesOf('start');

/** Without a catalogue nothing is said: a medium can be imaged all the same. */
export function SeenBefore({ inspection }: { readonly inspection: Inspection }) {
  const marks: MediumMarks = { ids: inspection.disc?.ids ?? null, samples: knownSamples(inspection) };
  const isKnowable = marks.ids !== null || marks.samples !== null;
  const seen = useLoaded(`seen ${JSON.stringify(marks)}`, (hub, signal) =>
    isKnowable ? hub.catalogue.seenBefore(marks, { signal }) : Promise.resolve(null),
  );
  const { dumps = [], sameSamples = [] } = seen.value ?? {};
  const sure = dumps.find((dump) => sameSamples.includes(dump.dumpId) || isSurelySeen(inspection, dump));
  const newest = sure ?? dumps[0];
  if (!newest) return null;
  const [before, after] = aroundElement(t(sure ? 'seenAs' : 'perhapsSeenAs', { dump: elementHere }));
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

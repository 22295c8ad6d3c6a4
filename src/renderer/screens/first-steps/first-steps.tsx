/**
 * The way to a first disk imaged, above whatever screen is shown: says what comes next, and does it by one button. It blocks
 * nothing, can be left at any time, and comes back only when it is asked for.
 */
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Settings } from '../../../shared/model/settings.ts';
import { Button } from '../../components/button.tsx';
import { act } from '../../components/toasts.tsx';
import { tileLetter } from '../../keys/scan-codes.ts';
import { messagesOf } from '../../messages/messages.ts';
import { openStart } from '../../state/bench-store.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { carrierNoun } from '../../words/disc.ts';
import styles from './first-steps.module.css';
import { firstStepsStore } from './first-steps-store.ts';
import { type FirstStep, nextStep, placeOf } from './where-to.ts';

const t = messagesOf('firstSteps');
const practiceFloppy = 'floppy-clean';

export function FirstSteps() {
  const settings = useHubState((state) => state.settings);
  const hasJobs = useHubState((state) => state.jobs !== null && state.drives !== null);
  const isWanted = useStore(firstStepsStore, (state) => state.isWanted);
  if (!settings || !hasJobs || (settings.firstStepsDone && !isWanted)) return null;
  return <Steps settings={settings} />;
}

function Steps({ settings }: { readonly settings: Settings }) {
  const { client, store } = useHub();
  const drives = useHubState((state) => state.drives) ?? [];
  const jobs = useHubState((state) => state.jobs) ?? [];
  const [earlier] = useState(() => new Set(jobs.map(({ id }) => id)));
  const finish = () =>
    act(async () => {
      firstStepsStore.setState({ isWanted: false });
      if (!settings.firstStepsDone)
        store.setState({ settings: await client.settings.set({ ...settings, firstStepsDone: true }) });
    });
  const step = nextStep(drives, jobs, earlier);
  const { title, words } = wordsOf(step);
  const begin = (driveId: string) => {
    go({ screen: 'bench' });
    openStart(driveId);
  };
  // One button all the way: whoever works by keys has the focus where the next thing is done.
  const { next, aside } = deedsOf(step, {
    begin,
    practise: () => act(() => client.drives.addPractice({ medium: practiceFloppy })),
    finish,
  });
  // What is said when a step is reached is heard too, but not what stood there from the start.
  const [spoken, setSpoken] = useState('');
  const [first] = useState(title);
  useEffect(() => {
    if (title !== first) setSpoken(`${title}. ${words}`);
  }, [title, words, first]);
  return (
    <section className={styles.panel} aria-label={t('title')}>
      <p className={styles.place}>{t('step', { place: placeOf[step.kind] })}</p>
      <div className={styles.words}>
        <h2>{title}</h2>
        <p>{words}</p>
      </div>
      <div className={styles.actions}>
        {aside && <Button onClick={aside.run}>{aside.words}</Button>}
        <Button look="primary" onClick={next.run}>
          {next.words}
        </Button>
        {step.kind !== 'done' && (
          <Button
            look="plain"
            icon={<X aria-hidden />}
            aria-label={t('skip')}
            title={t('skip')}
            onClick={finish}
          />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
    </section>
  );
}

interface Deed {
  readonly words: string;
  readonly run: () => unknown;
}

interface Means {
  readonly begin: (driveId: string) => void;
  readonly practise: () => unknown;
  readonly finish: () => unknown;
}

function deedsOf(step: FirstStep, { begin, practise, finish }: Means): { next: Deed; aside: Deed | null } {
  switch (step.kind) {
    case 'choose': {
      const { drive, tile } = step;
      return {
        next: { words: t('usePractice'), run: practise },
        aside: drive && { words: t('orDrive', { letter: tileLetter(tile) }), run: () => begin(drive.id) },
      };
    }
    case 'start':
      return { next: { words: t('startNow'), run: () => begin(step.drive.id) }, aside: null };
    case 'read':
    case 'halted':
      return {
        next: { words: t('showJob'), run: () => go({ screen: 'job', jobId: step.job.id }) },
        aside: null,
      };
    case 'done':
      return {
        next: { words: t('finish'), run: finish },
        aside: {
          words: t('seeFiles'),
          run: () => go({ screen: 'dump', dumpId: step.job.dumpId!, inside: true }),
        },
      };
  }
}

function wordsOf(step: FirstStep): { readonly title: string; readonly words: string } {
  switch (step.kind) {
    case 'choose':
      return { title: t('chooseTitle'), words: t('choose') };
    case 'start':
      return {
        title: t('startTitle'),
        words: t('start', {
          letter: tileLetter(step.tile),
          drive: step.drive.label,
          medium: carrierNoun(step.drive),
        }),
      };
    case 'read':
      return { title: t('readTitle'), words: t('read') };
    case 'halted':
      return { title: t('haltedTitle'), words: t('halted') };
    case 'done':
      return { title: t('doneTitle'), words: t('done') };
  }
}

/** The exercises of the practice desk, each with how far it is. The hub says so by what it finds; nobody ticks anything. */
import { Circle, CircleCheck } from 'lucide-react';
import { useEffect } from 'react';
import type { ExerciseState } from '../../../shared/model/practice.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHubState, useLoaded } from '../../state/hub-context.tsx';
import type { Tone } from '../../words/stage.ts';
import { beginAt, stepWords } from './exercise-words.ts';
import styles from './practice-screen.module.css';

const t = messagesOf('practice');
const common = messagesOf('common');

export function PracticeScreen() {
  const about = useHubState((state) => state.about);
  if (!about) return <Screen title={t('title')}>{null}</Screen>;
  return about.isPractice ? <Exercises /> : <NotHere />;
}

function NotHere() {
  return (
    <Screen title={t('title')}>
      <Empty title={t('notHere')} actions={<ViewLink to={{ screen: 'help' }}>{t('toHelp')}</ViewLink>}>
        <p>{t('notHereWords')}</p>
      </Empty>
    </Screen>
  );
}

function Exercises() {
  // What a job brings to its end may be a step.
  const jobs = useHubState((state) => (state.jobs ?? []).map((job) => `${job.id} ${job.state}`).join());
  const { value, error, reload } = useLoaded('exercises', (hub, signal) =>
    hub.practice.exercises(undefined, { signal }),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: jobs say when to ask again; reload is made anew on every render
  useEffect(reload, [jobs]);
  const exercises = value?.exercises ?? [];
  const done = exercises.filter((exercise) => standing(exercise) === 'done').length;
  return (
    <Screen title={t('title')} aside={value && t('progress', { done, total: exercises.length })}>
      <div className={styles.page}>
        {error ? (
          <FaultNotice error={error} actions={<Button onClick={reload}>{common('tryAgain')}</Button>} />
        ) : null}
        {value && (
          <>
            <p className={styles.lead}>{done === exercises.length ? t('allDone') : t('lead')}</p>
            <ol className={styles.exercises}>
              {exercises.map((exercise) => (
                <Exercise key={exercise.name} exercise={exercise} />
              ))}
            </ol>
            <p className={styles.anew}>{t('anew')}</p>
          </>
        )}
      </div>
    </Screen>
  );
}

function Exercise({ exercise }: { readonly exercise: ExerciseState }) {
  const { name, done } = exercise;
  const state = standing(exercise);
  return (
    <li className={styles.exercise} aria-labelledby={`exercise-${name}`}>
      <div className={styles.words}>
        <h2 id={`exercise-${name}`}>{t(name)}</h2>
        <p>{t(`${name}Words`)}</p>
        <p className={styles.learnt}>{t('learnt', { what: t(`${name}Learnt`) })}</p>
        <ul className={styles.steps}>
          {stepWords[name].map((step, index) => (
            <Step key={step} isDone={done[index] ?? false} words={t(step)} />
          ))}
        </ul>
      </div>
      <div className={styles.side}>
        <Chip tone={tones[state]}>{t(state)}</Chip>
        <ViewLink to={beginAt[name]}>{t(`${name}Begin`)}</ViewLink>
      </div>
    </li>
  );
}

function Step({ isDone, words }: { readonly isDone: boolean; readonly words: string }) {
  const Sign = isDone ? CircleCheck : Circle;
  return (
    <li data-done={isDone || undefined}>
      <Sign aria-hidden />
      <span aria-hidden>{words}</span>
      <span className="visually-hidden">{t(isDone ? 'stepDone' : 'stepOpen', { step: words })}</span>
    </li>
  );
}

type Standing = 'open' | 'begun' | 'done';

const tones: Readonly<Record<Standing, Tone>> = { open: 'neutral', begun: 'busy', done: 'good' };

function standing({ done }: ExerciseState): Standing {
  if (done.every(Boolean)) return 'done';
  return done.some(Boolean) ? 'begun' : 'open';
}

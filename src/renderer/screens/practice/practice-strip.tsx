/** Says on every screen of the practice desk that this is it, and has its drive at hand. */
import { GraduationCap } from 'lucide-react';
import { Suspense } from 'react';
import { ViewLink } from '../../components/view-link.tsx';
import { PracticeDrive } from '../../later-screens.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHubState } from '../../state/hub-context.tsx';
import styles from './practice-strip.module.css';

const t = messagesOf('practice');

export function PracticeStrip() {
  const isPractice = useHubState(({ about }) => about?.isPractice ?? false);
  if (!isPractice) return null;
  return (
    <section className={styles.strip} aria-label={t('strip')}>
      <GraduationCap aria-hidden />
      <p className={styles.words}>{t('desk')}</p>
      <Suspense>
        <PracticeDrive />
      </Suspense>
      <ViewLink to={{ screen: 'practice' }}>{t('exercises')}</ViewLink>
    </section>
  );
}

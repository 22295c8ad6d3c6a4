import { useEffect, useState } from 'react';
import { Announcer } from '../state/announcements.ts';
import { useHub } from '../state/hub-context.tsx';

/** The one place from which screen readers hear of jobs. */
export function Announcements() {
  const { store } = useHub();
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const announcer = new Announcer();
    const speak = () => {
      const due = announcer.due(Date.now());
      if (due.length > 0) setSentence(due.join(' '));
    };
    const take = () => {
      const { jobs } = store.getState();
      if (!jobs) return;
      announcer.take(jobs);
      speak();
    };
    take();
    const unsubscribe = store.subscribe(take);
    const timer = setInterval(speak, 1_000);
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [store]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-announcements>
      {sentence}
    </div>
  );
}

/** Tells whoever looks elsewhere: by notices, by sounds, in the title and in the task bar. */
import { useEffect, useState } from 'react';
import type { Settings } from '../../shared/model/settings.ts';
import { show } from '../host-messages.ts';
import { messagesOf } from '../messages/messages.ts';
import { useHub, useHubState } from '../state/hub-context.tsx';
import { isWindow } from '../state/native-files.ts';
import { viewStore } from '../state/view.ts';
import { Teller } from './news.ts';
import { notify } from './notices.ts';
import { play } from './sounds.ts';
import { standingOf, titleOf, type Wanted, windowStanding } from './standing.ts';
import { useFollowedBatches } from './use-followed-batches.ts';

const practice = messagesOf('practice');

/** Until the settings are known; what happens meanwhile is not made up for. */
const silent: Settings['telling'] = { notify: [], sound: [], volume: 0 };

export function Telling() {
  const { store } = useHub();
  const [wanted, setWanted] = useState<Wanted>(null);
  useFollowedBatches();
  useEffect(() => {
    const teller = new Teller();
    const take = () => {
      const { jobs, batches, works, settings } = store.getState();
      if (!jobs) return;
      const telling = settings?.telling ?? silent;
      const looking = { hasFocus: document.hasFocus(), view: viewStore.getState().view };
      const told = teller.take({ jobs, batches, works }, telling, looking);
      for (const news of told.notices) notify(news, show);
      if (told.sound) play(told.sound, telling.volume);
      if (told.wanted && !looking.hasFocus) {
        setWanted((before) => (before === 'stopped' ? before : told.wanted));
      }
    };
    take();
    return store.subscribe(take);
  }, [store]);
  useEffect(() => {
    const looked = () => setWanted(null);
    window.addEventListener('focus', looked);
    return () => window.removeEventListener('focus', looked);
  }, []);
  useTitle(wanted);
  useTaskBar(wanted);
  return null;
}

function useTitle(wanted: Wanted): void {
  const title = useHubState(({ jobs, about }) => {
    const words = titleOf(standingOf(jobs ?? []), wanted);
    return about?.isPractice ? practice('windowTitle', { title: words }) : words;
  });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function useTaskBar(wanted: Wanted): void {
  const standing = useHubState(({ jobs }) => JSON.stringify(windowStanding(standingOf(jobs ?? []), wanted)));
  useEffect(() => {
    if (isWindow()) window.postMessage(`spindle:standing:${standing}`, location.origin);
  }, [standing]);
}

import {
  CircleHelp,
  FileSearch,
  HardDrive,
  Layers,
  LibraryBig,
  ListOrdered,
  Settings,
  ShieldCheck,
} from 'lucide-react';
import { messagesOf } from '../messages/messages.ts';
import { useHubState } from '../state/hub-context.tsx';
import { isAtWork } from '../state/queue-order.ts';
import type { View } from '../state/view.ts';
import { classNames } from './class-names.ts';
import styles from './rail.module.css';
import { ViewLink } from './view-link.tsx';

const t = messagesOf('frame');

const rooms = [
  { view: { screen: 'bench' }, name: 'bench', Sign: HardDrive, holds: ['bench'] },
  { view: { screen: 'queue' }, name: 'queue', Sign: ListOrdered, holds: ['queue', 'job'] },
  {
    view: { screen: 'batches' },
    name: 'batches',
    Sign: Layers,
    holds: ['batches', 'batch', 'quality'],
  },
  {
    view: { screen: 'catalogue', query: '' },
    name: 'catalogue',
    Sign: LibraryBig,
    holds: ['catalogue', 'dump', 'carrier'],
  },
  {
    view: { screen: 'images', rootId: null, folder: '' },
    name: 'images',
    Sign: FileSearch,
    holds: ['images', 'image'],
  },
  { view: { screen: 'checks', page: 'fixity' }, name: 'checks', Sign: ShieldCheck, holds: ['checks'] },
  { view: { screen: 'settings' }, name: 'settings', Sign: Settings, holds: ['settings'] },
  { view: { screen: 'help' }, name: 'help', Sign: CircleHelp, holds: ['help', 'practice'] },
] as const satisfies readonly {
  view: View;
  holds: readonly View['screen'][];
  name: string;
  Sign: unknown;
}[];

export function Rail({ view }: { readonly view: View }) {
  const running = useHubState(({ jobs }) => (jobs ?? []).filter(isAtWork).length);
  return (
    <nav className={styles.rail} aria-label={t('rooms')}>
      <div className={styles.mark} aria-hidden>
        <svg viewBox="0 0 32 32" role="presentation">
          <circle cx="16" cy="16" r="13" />
          <circle cx="16" cy="16" r="4" />
          <path d="M16 3a13 13 0 0 1 13 13" />
        </svg>
      </div>
      {rooms.map(({ view: room, name, Sign, holds }) => {
        const current = (holds as readonly string[]).includes(view.screen);
        return (
          <ViewLink
            key={name}
            to={room}
            className={classNames(styles.room, current && styles.current)}
            aria-current={current ? 'page' : undefined}
          >
            <Sign aria-hidden />
            {t(name)}
            {name === 'queue' && running > 0 && (
              <span className={styles.badge}>
                {running}
                <span className="visually-hidden"> {t('running')}</span>
              </span>
            )}
          </ViewLink>
        );
      })}
    </nav>
  );
}

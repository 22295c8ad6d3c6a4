import { HardDrive, LibraryBig, ListOrdered, Settings, ShieldCheck } from 'lucide-react';
import { isAtRest } from '../../shared/model/job.ts';
import { useHubState } from '../state/hub-context.tsx';
import type { View } from '../state/view.ts';
import { classNames } from './class-names.ts';
import styles from './rail.module.css';
import { ViewLink } from './view-link.tsx';

const rooms = [
  { view: { screen: 'bench' }, title: 'Bench', Sign: HardDrive, holds: ['bench'] },
  { view: { screen: 'queue' }, title: 'Queue', Sign: ListOrdered, holds: ['queue', 'job'] },
  {
    view: { screen: 'catalogue', query: '' },
    title: 'Catalogue',
    Sign: LibraryBig,
    holds: ['catalogue', 'dump', 'carrier'],
  },
  { view: { screen: 'checks', page: 'fixity' }, title: 'Checks', Sign: ShieldCheck, holds: ['checks'] },
  { view: { screen: 'settings' }, title: 'Settings', Sign: Settings, holds: ['settings'] },
] as const satisfies readonly {
  view: View;
  holds: readonly View['screen'][];
  title: string;
  Sign: unknown;
}[];

export function Rail({ view }: { readonly view: View }) {
  const running = useHubState(({ jobs }) => (jobs ?? []).filter((job) => !isAtRest(job.state)).length);
  return (
    <nav className={styles.rail} aria-label="Rooms">
      <div className={styles.mark} aria-hidden>
        <svg viewBox="0 0 32 32" role="presentation">
          <circle cx="16" cy="16" r="13" />
          <circle cx="16" cy="16" r="4" />
          <path d="M16 3a13 13 0 0 1 13 13" />
        </svg>
      </div>
      {rooms.map(({ view: room, title, Sign, holds }) => {
        const current = (holds as readonly string[]).includes(view.screen);
        return (
          <ViewLink
            key={title}
            to={room}
            className={classNames(styles.room, current && styles.current)}
            aria-current={current ? 'page' : undefined}
          >
            <Sign aria-hidden />
            {title}
            {title === 'Queue' && running > 0 && (
              <span className={styles.badge}>
                {running}
                <span className="visually-hidden"> running</span>
              </span>
            )}
          </ViewLink>
        );
      })}
    </nav>
  );
}

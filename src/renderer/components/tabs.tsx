import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export interface TabPage {
  readonly id: string;
  readonly title: string;
  /** A number beside the title. */
  readonly count?: string | undefined;
  readonly body: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly pages: readonly TabPage[];
  /** The page to begin with; the first when nothing is said. */
  readonly first?: string | undefined;
  readonly onPage?: (id: string) => void;
}

/** Pages behind tabs; arrow keys go from tab to tab. */
export function Tabs({ label, pages, first, onPage }: TabsProps) {
  return (
    <Base.Root
      className={styles.root}
      defaultValue={first ?? pages[0]?.id}
      onValueChange={(id) => onPage?.(String(id))}
    >
      <Base.List className={styles.list} aria-label={label} activateOnFocus>
        {pages.map(({ id, title, count }) => (
          <Base.Tab key={id} value={id} className={styles.tab}>
            {title}
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {pages.map(({ id, body }) => (
        <Base.Panel key={id} value={id} className={styles.panel}>
          {body}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

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

/** Pages behind tabs; arrow keys go from tab to tab. */
export function Tabs({ label, pages }: { readonly label: string; readonly pages: readonly TabPage[] }) {
  return (
    <Base.Root className={styles.root} defaultValue={pages[0]?.id}>
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

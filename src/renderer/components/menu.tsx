import { Menu as Base } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import buttons from './button.module.css';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly words: string;
  readonly icon?: ReactNode;
  readonly onChoose: () => void;
}

export interface MenuProps {
  /** What the button does, for those who do not see its sign. */
  readonly label: string;
  /** Shown on the button in place of the dots. */
  readonly words?: string;
  readonly icon?: ReactNode;
  /** `plain`: steps back until it is pointed at. */
  readonly look?: 'normal' | 'plain';
  readonly entries: readonly MenuEntry[];
}

/** A button that opens a list of things to do; arrow keys and first letters choose. */
export function Menu({ label, words, icon, look = 'normal', entries }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger
        className={classNames(buttons.button, buttons[look], words === undefined && buttons.square)}
        aria-label={label}
      >
        {icon ?? (words === undefined && <Ellipsis aria-hidden />)}
        {words}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Base.Popup className={styles.popup}>
            {entries.map((entry) => (
              <Base.Item key={entry.words} className={styles.item} onClick={entry.onChoose}>
                {entry.icon}
                {entry.words}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

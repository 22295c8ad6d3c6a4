import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here; `plain`: steps back until it is pointed at. */
  readonly look?: 'primary' | 'normal' | 'plain';
  readonly icon?: ReactNode;
  /** Without words the button needs an `aria-label`. */
  readonly children?: ReactNode;
}

export function Button({ look = 'normal', icon, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.button, styles[look], children === undefined && styles.square, className)}
    >
      {icon}
      {children}
    </button>
  );
}

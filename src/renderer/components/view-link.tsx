import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { fragmentOf, go, type View } from '../state/view.ts';

export interface ViewLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: View;
}

/** A link to another screen; a real one, so that it can be read, copied and reached by keyboard. */
export function ViewLink({ to, children, ...rest }: ViewLinkProps) {
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={fragmentOf(to)} onClick={onClick}>
      {children}
    </a>
  );
}

import { visibleText } from '../../shared/visible-text.ts';

/** A name as a medium gives it: in its own direction, with what cannot be seen made visible. */
export function Name({ children }: { readonly children: string }) {
  return <bdi>{visibleText(children)}</bdi>;
}

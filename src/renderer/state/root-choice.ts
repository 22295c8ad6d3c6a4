/** Which of the folders this station was granted is meant: the one that was chosen last in this window, else the first. */
import { useState } from 'react';
import type { OutputRoot } from '../../shared/model/output.ts';
import { type Loaded, useLoaded } from './hub-context.tsx';

export interface RootChoice {
  readonly roots: Loaded<readonly OutputRoot[]>;
  /** Null until they are known, and where none is granted. */
  readonly root: OutputRoot | null;
  readonly choose: (rootId: string) => void;
}

let lastChosen: string | null = null;

/** A folder that was taken from the station meanwhile is not insisted on. */
export function rootAmong(roots: readonly OutputRoot[], wanted: string | null): OutputRoot | null {
  return roots.find(({ id }) => id === wanted) ?? roots[0] ?? null;
}

export function useRootChoice(): RootChoice {
  const roots = useLoaded('roots', (hub, signal) => hub.outputs.roots(undefined, { signal }));
  const [chosen, setChosen] = useState(lastChosen);
  const choose = (rootId: string) => {
    lastChosen = rootId;
    setChosen(rootId);
  };
  return { roots, root: rootAmong(roots.value ?? [], chosen), choose };
}

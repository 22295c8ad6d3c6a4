/** What a person decides about what stopped in a batch, and the key for it. */
import { type Disposition, dispositions } from '../../../shared/model/vocabulary.ts';

export interface Decision {
  readonly action: 'retry' | 'skip' | 'accept' | 'dispose';
  readonly disposition: Disposition | null;
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export function decisionOfKey({ key, ctrlKey, altKey, metaKey }: Pressed): Decision | null {
  if (ctrlKey || altKey || metaKey) return null;
  switch (key.toUpperCase()) {
    case 'R':
      return { action: 'retry', disposition: null };
    case 'A':
      return { action: 'accept', disposition: null };
    case 'S':
      return { action: 'skip', disposition: null };
  }
  const disposition = /^[1-9]$/.test(key) ? dispositions[Number(key) - 1] : undefined;
  return disposition ? { action: 'dispose', disposition } : null;
}

/** The bars of a code, as a well-kept library computes them. */
import { SpindleError } from '../../../shared/errors.ts';

export type Code128 = (text: string) => readonly number[];

/** Loaded when labels are made: it is large, and nothing else needs it. */
export async function loadCode128(): Promise<Code128> {
  const { default: symbols } = await import('bwip-js/generic');
  return (text) => {
    const [symbol] = symbols.raw('code128', text, '');
    if (symbol && 'sbs' in symbol) return symbol.sbs;
    throw new SpindleError(
      'internal',
      `No bars were made of ${text}. Nothing was written; please report this.`,
      {
        text,
      },
    );
  };
}

/** What a scanned code stands for. Cards with these words can be printed and hung beside the bench (docs/guide.md). */

export const cardActions = ['start', 'eject', 'pause', 'continue', 'stop', 'resume'] as const;
export type CardAction = (typeof cardActions)[number];
export const cardScreens = ['bench', 'queue', 'catalogue', 'checks', 'settings'] as const;
export type CardScreen = (typeof cardScreens)[number];

export type Scan =
  | { readonly kind: 'carrier' | 'shelf' | 'operator'; readonly code: string }
  /** `tile` is the place of the drive on the bench, from 0: card letter A. */
  | { readonly kind: 'command'; readonly action: CardAction; readonly tile: number }
  | { readonly kind: 'screen'; readonly screen: CardScreen };

const shelfCard = /^(?:SHELF|LOC|REGAL)[ :](.+)$/i;
const operatorCard = /^(?:OPERATOR|OP)[ :](.+)$/i;
const commandCard = new RegExp(`^(${cardActions.join('|')})[ :]([A-H])$`, 'i');
const screenCard = new RegExp(`^GO[ :](${cardScreens.join('|')})$`, 'i');

/** Whatever is no card is the code of a carrier. */
export function readScan(scanned: string): Scan {
  const text = scanned.trim();
  const command = commandCard.exec(text);
  if (command) {
    const [, action = '', letter = ''] = command;
    return {
      kind: 'command',
      action: action.toLowerCase() as CardAction,
      tile: letter.toUpperCase().charCodeAt(0) - 65,
    };
  }
  const [, screen] = screenCard.exec(text) ?? [];
  if (screen) return { kind: 'screen', screen: screen.toLowerCase() as CardScreen };
  const [, shelf] = shelfCard.exec(text) ?? [];
  if (shelf?.trim()) return { kind: 'shelf', code: shelf.trim() };
  const [, operator] = operatorCard.exec(text) ?? [];
  if (operator?.trim()) return { kind: 'operator', code: operator.trim() };
  return { kind: 'carrier', code: text };
}

/** `A` for the first tile of the bench; empty behind `H`, where no card leads. */
export function tileLetter(tile: number): string {
  return tile >= 0 && tile < 8 ? String.fromCharCode(65 + tile) : '';
}

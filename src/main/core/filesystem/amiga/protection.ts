/** The protection bits of AmigaDOS as its List command shows them. The lower four forbid when set, the others say. */

const letters = 'hsparwed';
const forbids = 0x0f;

export function protectionText(bits: number): string {
  const shown = (bits ^ forbids) & 0xff;
  return Array.from(letters, (letter, at) => (shown & (0x80 >> at) ? letter : '-')).join('');
}

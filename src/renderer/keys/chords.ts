/** Keys pressed together, written as people read them: `Ctrl+K`, `Alt+1`, `F2`, `?`, `J`. */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const modifierKeys = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock', 'NumLock']);

export function isModifier(key: string): boolean {
  return modifierKeys.has(key);
}

/** The chord of a key press; null for a modifier alone. Command counts as Ctrl. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string | null {
  if (isModifier(key) || key === 'Dead' || key === 'Unidentified') return null;
  const isLetter = /^\p{L}$/u.test(key);
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key;
  // Of signs, Shift is how a keyboard comes to them (`?`), not something a person presses besides.
  const shift = shiftKey && (isLetter || name.length > 1);
  const parts = [(ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', shift && 'Shift', name];
  return parts.filter(Boolean).join('+');
}

/** A chord a person also types in ordinary text; it waits until it is sure that no scanner is typing. */
export function isBare(chord: string): boolean {
  return chord === 'Space' || chord.length === 1;
}

/** Everything a key does, wherever its screen is shown. Words stand in the room `keys` of the messages. */

/** More than one chord where a browser keeps the first for itself (Ctrl+N opens a window there). */
export const chordsOf = {
  find: ['Ctrl+K'],
  search: ['/'],
  help: ['F1'],
  showKeys: ['?'],
  undo: ['Ctrl+Z'],
  start: ['Ctrl+Enter'],
  eject: ['Ctrl+E'],
  newCarrier: ['Ctrl+N', 'Alt+N'],
  rename: ['F2'],
  identify: ['F5'],
  nextException: ['F9'],
  next: ['J'],
  previous: ['K'],
  signOff: ['S'],
  setException: ['X'],
  playPause: ['Space'],
  moveUp: ['Alt+ArrowUp'],
  moveDown: ['Alt+ArrowDown'],
  moveToFront: ['Alt+Shift+ArrowUp'],
  stopAfter: ['H'],
  drive1: ['Alt+1'],
  drive2: ['Alt+2'],
  drive3: ['Alt+3'],
  drive4: ['Alt+4'],
  drive5: ['Alt+5'],
  drive6: ['Alt+6'],
  drive7: ['Alt+7'],
  drive8: ['Alt+8'],
} as const satisfies Record<string, readonly string[]>;

export type Command = keyof typeof chordsOf;
export const commands = Object.keys(chordsOf) as readonly Command[];

const byChord: ReadonlyMap<string, Command> = new Map(
  commands.flatMap((command) => chordsOf[command].map((chord) => [chord, command] as const)),
);

export function commandOf(chord: string): Command | null {
  return byChord.get(chord) ?? null;
}

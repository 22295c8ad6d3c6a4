/** Chords as they are promised: those that the browser keeps for itself only in the program's own window. */
import { isWindow } from '../state/native-files.ts';
import { type Command, chordsOf } from './commands.ts';

export function shownChords(command: Command): readonly string[] {
  const chords = chordsOf[command];
  return isWindow() || command !== 'newCarrier' ? chords : chords.slice(1);
}

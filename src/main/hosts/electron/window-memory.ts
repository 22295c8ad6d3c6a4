/** Keeps the place of the window in a file of the user's. */
import { readFileSync } from 'node:fs';
import { type WindowMemory, windowMemorySchema } from '../../../shared/model/window-memory.ts';
import { replaceDurably } from '../../adapters/files/durable.ts';

/** Null when there is none that can be used: the window then opens in its usual place. */
export function readWindowMemory(path: string): WindowMemory | null {
  try {
    return windowMemorySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const isFirstStart = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isFirstStart) console.warn(`${path} is of no use; the window opens in its usual place.`, error);
    return null;
  }
}

export function writeWindowMemory(path: string, memory: WindowMemory): void {
  try {
    replaceDurably(path, JSON.stringify(memory));
  } catch (error) {
    console.warn('The place of the window was not noted; nothing else depends on it.', error);
  }
}

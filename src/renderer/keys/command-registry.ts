/** Who does what a key asks for just now. The screen in front is asked first; behind a dialog nobody is. */
import type { Command } from './commands.ts';

export interface Handler {
  readonly command: Command;
  /** How many dialogs its part of the screen stands in: 0 for a screen. */
  readonly depth: number;
  readonly run: () => void;
}

export class CommandRegistry {
  private readonly handlers: Handler[] = [];
  private openDialogs = 0;

  /** @returns what takes the handler away */
  add(handler: Handler): () => void {
    this.handlers.push(handler);
    return () => {
      const at = this.handlers.indexOf(handler);
      if (at >= 0) this.handlers.splice(at, 1);
    };
  }

  /** @returns what is called when the dialog is closed */
  openDialog(): () => void {
    this.openDialogs++;
    return () => {
      this.openDialogs--;
    };
  }

  get depth(): number {
    return this.openDialogs;
  }

  /** The newest handler of the front; null when nobody there does this. */
  find(command: Command): Handler | null {
    return (
      this.handlers.findLast(
        (handler) => handler.command === command && handler.depth === this.openDialogs,
      ) ?? null
    );
  }
}

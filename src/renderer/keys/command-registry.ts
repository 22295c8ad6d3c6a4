/** Who does what a key asks for just now. The screen in front is asked first; behind a dialog nobody is. */
import type { Command } from './commands.ts';

export interface Handler {
  readonly command: Command;
  /** How many dialogs its part of the screen stands in: 0 for a screen. */
  readonly depth: number;
  /** Gives way to every other of its depth: what a key does where a screen has no use for it. */
  readonly isFallback?: boolean;
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

  /** The newest handler of the front, one that gives way last; null when nobody there does this. */
  find(command: Command): Handler | null {
    const able = this.handlers.filter(
      (handler) => handler.command === command && handler.depth === this.openDialogs,
    );
    return able.findLast(({ isFallback }) => !isFallback) ?? able.at(-1) ?? null;
  }
}

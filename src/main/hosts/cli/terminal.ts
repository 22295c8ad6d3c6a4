/** Where words go: people's text, one JSON object per line for scripts, and a progress line on a terminal. */
import { asSpindleError } from '../../../shared/contract/client.ts';
import { toWireError } from '../../../shared/errors.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { exitStatus, statusOfError } from './exit-status.ts';

export interface Terminal {
  readonly json: boolean;
  /** A line for people: stdout, or stderr when stdout belongs to scripts. */
  say(text: string): void;
  /** Lines on stdout in any case, as they are: what was asked for, in the form that was asked for. */
  print(text: string): void;
  /** A line on stderr in any case. */
  warn(text: string): void;
  /** One object for scripts; nothing without --json. */
  emit(value: { readonly type: string; readonly [key: string]: unknown }): void;
  /** Replaces the progress line; only on a terminal. */
  progress(text: string): void;
}

export function createTerminal(json: boolean): Terminal {
  const live = process.stderr.isTTY === true;
  let shown = false;
  const clear = () => {
    if (shown) process.stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    json,
    say(text) {
      clear();
      (json ? process.stderr : process.stdout).write(`${plainLines(text)}\n`);
    },
    print(text) {
      clear();
      process.stdout.write(`${text}\n`);
    },
    warn(text) {
      clear();
      process.stderr.write(`${plainLines(text)}\n`);
    },
    emit(value) {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    progress(text) {
      if (!live) return;
      const width = (process.stderr.columns ?? 80) - 1;
      process.stderr.write(`\r\u001b[K${plainLines(text).slice(0, width)}`);
      shown = true;
    },
  };
}

/** Labels and names of media stand in what is said, and must not steer the terminal it is said on. */
function plainLines(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((part, at) => (at % 2 === 0 ? visibleText(part) : part))
    .join('');
}

/** Says what went wrong, in one line, and returns the exit status it means. */
export function reportError(terminal: Terminal, error: unknown): number {
  const wire = toWireError(asSpindleError(error));
  terminal.emit({ type: 'error', ...wire });
  terminal.warn(`spindle: ${wire.message}`);
  return wire.code === 'internal' ? exitStatus.failed : statusOfError(wire);
}

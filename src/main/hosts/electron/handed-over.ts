/** Collects what other programs hand over, from before there is a window to show it in. */
import { app } from 'electron';
import { type NamedThing, namedThings } from '../named-things.ts';

export interface HandedOver {
  /** Passes on what has come and what will come. */
  deliver(receive: (things: readonly NamedThing[]) => void): void;
}

export function collectHandedOver(argv: readonly string[]): HandedOver {
  const early = namedThings(wordsOf(argv), process.cwd());
  let receive = (things: readonly NamedThing[]) => {
    early.push(...things);
  };
  app.on('second-instance', (_event, argv, workingDirectory) => {
    receive(namedThings(wordsOf(argv), workingDirectory));
  });
  // A Mac says these instead of a second start.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    receive(namedThings([path], '/'));
  });
  app.on('open-url', (event, address) => {
    event.preventDefault();
    receive(namedThings([address], '/').filter(({ kind }) => kind === 'link'));
  });
  return {
    deliver: (receiver) => {
      receive = receiver;
      if (early.length > 0) receiver(early);
    },
  };
}

/** In a checkout our script stands between the program and its words. */
function wordsOf(argv: readonly string[]): readonly string[] {
  return argv.slice(app.isPackaged ? 1 : 2);
}

/** What is written down of a failure of the program itself: for people to read first, and to keep or send if they like. */

export interface CrashFacts {
  /** `page`: a script of the screens; `window`: the process that draws them; `main`: the program behind them. */
  readonly where: 'page' | 'window' | 'main';
  /** The error with its stack, or how the process ended. */
  readonly what: string;
  /** `bench`, `carrier`: the kind of screen, never what it showed. */
  readonly screen?: string;
  readonly version: string;
  /** System and what draws the screens, as they name themselves. */
  readonly system: string;
  readonly at: Date;
}

const places = {
  page: 'a screen',
  window: 'the window',
  main: 'the program behind the screens',
} as const satisfies Record<CrashFacts['where'], string>;

const mostCharacters = 16_000;

export function crashReport({ where, what, screen, version, system, at }: CrashFacts): string {
  return [
    `Spindle ${version}, report of a failure in ${places[where]}`,
    `Time: ${at.toISOString()}`,
    `System: ${system}`,
    ...(screen === undefined ? [] : [`Screen: ${screen}`]),
    '',
    withoutHomes(what).slice(0, mostCharacters),
    '',
    'Home folders are written as ~. Nothing has been sent anywhere.',
    '',
  ].join('\n');
}

/** An error in all its words. */
export function wordsOfError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack = '' } = error;
  return stack.includes(message) ? stack : `${name}: ${message}\n${stack}`;
}

/** The name of a user is mostly that of a person. */
export function withoutHomes(text: string): string {
  return text.replace(/(?:\/home\/|\/Users\/|[A-Za-z]:\\Users\\)[^/\\\s:'"]+|\/root(?=\/)/g, '~');
}

/**
 * The names of the arguments in an ICU message, read from its type: `{count, plural, one {# job} other {# jobs}} in
 * {drive}` has `count` and `drive`. So a message is never shown with a hole in it.
 */
export type ArgumentNames<Message extends string> = Walk<Message, ['text'], never>;

/** Where braces open: in text they open an argument, in a plural or select they open a branch of text. */
type Place = 'text' | 'branches';

type Walk<
  Rest extends string,
  Places extends readonly Place[],
  Found,
> = Rest extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? Rest extends `${string}}${infer Behind}`
      ? Walk<Behind, Left<Places>, Found>
      : never
    : Places extends readonly ['text', ...Place[]]
      ? Open<After, Places, Found>
      : Walk<After, ['text', ...Places], Found>
  : Found;

type Left<Places extends readonly Place[]> = Places extends readonly [Place, ...infer Outer extends Place[]]
  ? Outer
  : [];

type Open<
  After extends string,
  Places extends readonly Place[],
  Found,
> = After extends `${infer Head}}${string}`
  ? Head extends `${infer Name},${string}`
    ? After extends `${Name},${infer Body}`
      ? Walk<Body, ['branches', ...Places], Found | Name>
      : never
    : After extends `${Head}}${infer Behind}`
      ? Walk<Behind, Places, Found | Head>
      : never
  : never;

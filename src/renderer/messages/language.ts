/** The language in use. */
import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../../shared/errors.ts';
import { english } from './en/index.ts';

export type English = typeof english;
export type Room = keyof English;
/** What a translated file must have: every key of the English one. */
export type Translation<R extends Room> = { readonly [Key in keyof English[R]]: string };
/** All messages of a language. */
export type Catalogue = { readonly [R in Room]: Translation<R> };

/** What errors mean, for languages the hub does not speak. */
export type FaultSentences = Readonly<Partial<Record<ErrorCode, string>>>;

interface Language {
  readonly locale: string;
  readonly catalogue: Catalogue;
  /** Null where the hub's own sentence is the right one. */
  readonly faults: FaultSentences | null;
}

export const languageStore = createStore<Language>(() => ({
  locale: 'en',
  catalogue: english,
  faults: null,
}));

/** As `Intl` wants it. English is the house's own, with British dates. */
export function localeTag(): string {
  const { locale } = languageStore.getState();
  return locale === 'en' ? 'en-GB' : locale;
}

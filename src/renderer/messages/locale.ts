/** The language of the screens: chosen in the settings, else the first of the browser's that is one of ours. */
import type { Settings } from '../../shared/model/settings.ts';
import { english } from './en/index.ts';
import { type Catalogue, type FaultSentences, languageStore } from './language.ts';

export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];

/** Loaded when they are wanted: nobody waits for a language that is not read here. */
const loaders: Readonly<Record<Locale, () => Promise<Loaded>>> = {
  en: async () => ({ catalogue: english, faults: null }),
  de: async () => {
    const { faults, german } = await import('./de/index.ts');
    return { catalogue: german, faults };
  },
};

interface Loaded {
  readonly catalogue: Catalogue;
  readonly faults: FaultSentences | null;
}

/** @param preferred the browser's languages, best first: `de-AT`, `en-GB` */
export function chooseLocale(chosen: Settings['language'], preferred: readonly string[]): Locale {
  if (chosen !== 'system') return chosen;
  for (const tag of preferred) {
    const locale = locales.find((ours) => tag.toLowerCase().split('-')[0] === ours);
    if (locale) return locale;
  }
  return 'en';
}

let wanted: Locale = 'en';

/** Shows everything in another language once its messages are here; the last one asked for wins. */
export async function applyLanguage(chosen: Settings['language']): Promise<void> {
  const locale = chooseLocale(chosen, navigator.languages);
  wanted = locale;
  if (locale === languageStore.getState().locale) return;
  const loaded = await loaders[locale]();
  if (wanted !== locale) return;
  document.documentElement.lang = locale;
  languageStore.setState({ locale, ...loaded });
}

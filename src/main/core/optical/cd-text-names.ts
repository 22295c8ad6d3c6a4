/** Languages (EBU Tech 3258, annex 1, as CD-TEXT borrows them) and genres of CD-TEXT by their codes. */

const latinLanguages = [
  'unknown-00',
  'albanian',
  'breton',
  'catalan',
  'croatian',
  'welsh',
  'czech',
  'danish',
  'german',
  'english',
  'spanish',
  'esperanto',
  'estonian',
  'basque',
  'faroese',
  'french',
  'frisian',
  'irish',
  'gaelic',
  'galician',
  'icelandic',
  'italian',
  'lappish',
  'latin',
  'latvian',
  'luxembourgian',
  'lithuanian',
  'hungarian',
  'maltese',
  'dutch',
  'norwegian',
  'occitan',
  'polish',
  'portuguese',
  'romanian',
  'romansh',
  'serbian',
  'slovak',
  'slovenian',
  'finnish',
  'swedish',
  'turkish',
  'flemish',
  'walloon',
] as const;

/** From 45h. */
const otherLanguages = [
  'zulu',
  'vietnamese',
  'uzbek',
  'urdu',
  'ukrainian',
  'thai',
  'telugu',
  'tatar',
  'tamil',
  'tajik',
  'swahili',
  'sranan-tongo',
  'somali',
  'sinhalese',
  'shona',
  'serbo-croat',
  'ruthenian',
  'russian',
  'quechua',
  'pushtu',
  'punjabi',
  'persian',
  'papiamento',
  'oriya',
  'nepali',
  'ndebele',
  'marathi',
  'moldavian',
  'malaysian',
  'malagasy',
  'macedonian',
  'laotian',
  'korean',
  'khmer',
  'kazakh',
  'kannada',
  'japanese',
  'indonesian',
  'hindi',
  'hebrew',
  'hausa',
  'gurani',
  'gujarati',
  'greek',
  'georgian',
  'fulani',
  'dari',
  'chuvash',
  'chinese',
  'burmese',
  'bulgarian',
  'bengali',
  'belorussian',
  'bambara',
  'azerbaijani',
  'assamese',
  'armenian',
  'arabic',
  'amharic',
] as const;
const firstOtherLanguage = 0x45;

export function languageName(code: number): string {
  return (
    latinLanguages[code] ??
    otherLanguages[code - firstOtherLanguage] ??
    `unknown-${code.toString(16).padStart(2, '0')}`
  );
}

const codesByLanguage: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, code) => [languageName(code), code]),
);

/** @returns null for a name no code has */
export function languageCode(name: string): number | null {
  return codesByLanguage.get(name) ?? null;
}

/** 0: not used, 1: not defined. */
const genres = [
  null,
  null,
  'Adult Contemporary',
  'Alternative Rock',
  'Childrens Music',
  'Classical',
  'Contemporary Christian',
  'Country',
  'Dance',
  'Easy Listening',
  'Erotic',
  'Folk',
  'Gospel',
  'Hip Hop',
  'Jazz',
  'Latin',
  'Musical',
  'New Age',
  'Opera',
  'Operetta',
  'Pop Music',
  'Rap',
  'Reggae',
  'Rock Music',
  'Rhythm & Blues',
  'Sound Effects',
  'Sound Track',
  'Spoken Word',
  'World Music',
] as const;

export function genreName(code: number): string | null {
  return genres[code] ?? null;
}

/** @returns 0, "not used", for a genre of one's own */
export function genreCode(name: string): number {
  return Math.max(0, (genres as readonly (string | null)[]).indexOf(name));
}

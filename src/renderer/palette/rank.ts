/** Which entries fit what was typed, the best first. */

export interface Ranked {
  readonly title: string;
  readonly note: string;
}

/** Every word typed must be found; the beginning of the title counts most, the middle of a note least. */
export function rankEntries<Entry extends Ranked>(entries: readonly Entry[], typed: string): Entry[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** 0 when a word is missing. */
function scoreOf({ title, note }: Ranked, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const best = Math.max(placeScore(folded(title), word) * 2, placeScore(folded(note), word));
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

function placeScore(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return 4;
  return /[\p{L}\p{N}]/u.test(text[at - 1]!) && !beginsWord(text, word) ? 1 : 3;
}

function beginsWord(text: string, word: string): boolean {
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
}

/** `Größe` is found by `grosse` and by `größe`. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

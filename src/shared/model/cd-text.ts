/** CD-TEXT as people want it: one language, one title. */
import type { CdText, CdTextBlock, Disc } from './disc.ts';

/** English where a disc has it, else the first of its languages by name. */
export function preferredText(cdText: CdText | null): CdTextBlock | null {
  if (cdText === null) return null;
  const languages = Object.keys(cdText).sort();
  return cdText.english ?? cdText[languages[0] ?? ''] ?? null;
}

export interface TrackText {
  readonly title: string | null;
  readonly performer: string | null;
}

/** What CD-TEXT says of one track. */
export function trackText({ cdText }: Pick<Disc, 'cdText'>, number: number): TrackText {
  const track = preferredText(cdText)?.tracks.find((candidate) => candidate.number === number);
  return { title: track?.title || null, performer: track?.performer || null };
}

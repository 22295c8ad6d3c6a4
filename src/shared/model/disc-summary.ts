/** A disc in a line, for tiles and lists. */
import { z } from 'zod';
import { preferredText } from './cd-text.ts';
import type { Disc } from './disc.ts';

export const discSummarySchema = z.object({
  /** MMC profile in words. */
  profile: z.string(),
  /** Of the album, from CD-TEXT. */
  title: z.string().nullable(),
  performer: z.string().nullable(),
  sessions: z.int().nonnegative(),
  audioTracks: z.int().nonnegative(),
  dataTracks: z.int().nonnegative(),
});
export type DiscSummary = z.infer<typeof discSummarySchema>;

export function discSummary({ profile, sessions, tracks, cdText }: Disc): DiscSummary {
  const album = preferredText(cdText)?.album;
  const audioTracks = tracks.filter((track) => track.mode === 'AUDIO').length;
  return {
    profile,
    title: album?.title || null,
    performer: album?.performer || null,
    sessions: sessions.length,
    audioTracks,
    dataTracks: tracks.length - audioTracks,
  };
}

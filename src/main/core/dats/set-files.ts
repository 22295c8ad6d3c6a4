/** Which of the files a DAT lists are the medium, and which only describe it. */

/**
 * Sheets, maps and subchannels: made anew by every program, never the same bytes twice. A set is matched by what was
 * on the medium.
 */
const companions = /\.(?:cue|gdi|ccd|toc|mds|sub|sbi|m3u|lsd|log|txt|nfo|dvd|bca|pic)$/i;

/** Lead-ins, lead-outs and hidden areas, which few drives read and no list demands: `(Track 0)`, `(Track 0.1)`, `(Track AA)`. */
const extraTracks = /\(track (?:0{1,2}(?:\.\d+)?|aa?)\)\.[^.]+$/i;

export function isCompanion(name: string): boolean {
  return companions.test(name) || extraTracks.test(name);
}

/** Where a disc stands in a release: Redump's `(Disc 2)`, TOSEC's `(Disk 06 of 13)`, `(Side B)`. */
const position = /\s*\((?:dis[ck]|disco|cd|dvd|side) ?[0-9a-z]{1,3}(?: of (\d{1,3}))?(?: side [a-z])?\)/i;

/** The name all media of one release share, or null for a release of one medium. */
export function setName(gameName: string): string | null {
  return position.test(gameName) ? gameName.replace(position, '').trim() : null;
}

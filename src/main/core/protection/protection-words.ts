/** What was found of a copy protection, in one sentence. */
import type { Warning } from '../../../shared/model/drive.ts';
import { type Protection, protectionNames } from '../../../shared/model/protection.ts';
import { countWords, listWords } from '../../../shared/words.ts';

/** Files named in a sentence; the record has all of them. */
const mostNamed = 4;

export function protectionWords({ system, files, inStructure, suspected }: Protection): string {
  const shown = files.slice(0, mostNamed);
  const more = files.length - shown.length;
  const marks = [
    ...(inStructure ? ['its tables'] : []),
    ...shown,
    ...(more > 0 ? [`${more} more files`] : []),
  ];
  const what = `The disc has marks of the copy protection ${protectionNames[system]} (${listWords(marks)}).`;
  if (suspected === null) return what;
  const { lba, lengthSectors, unreadSectors } = suspected;
  return `${what} ${countWords(unreadSectors)} sectors between LBA ${lba} and ${lba + lengthSectors - 1} were not read and may be unreadable on purpose: only a person can confirm that.`;
}

/** The code of a warning that unread sectors may be so on purpose. */
export const protectedSectors = 'protected-sectors';

/** What the tables of the disc say alone is told by whoever read them. */
export function protectionWarnings(found: readonly Protection[]): Warning[] {
  return found
    .filter(({ files }) => files.length > 0)
    .map((one) => ({
      code: one.suspected === null ? 'copy-protection' : protectedSectors,
      message: protectionWords(one),
    }));
}

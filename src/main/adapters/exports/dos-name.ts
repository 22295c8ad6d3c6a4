/** Names as DOS and WinImage take them: eight characters, upper case, from the few that are safe everywhere. */

const longest = 8;
/** Devices of DOS, whatever extension follows. */
const reserved = /^(CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])$/;

/** `Reader's Digest, disk 1` becomes `READERSD`, `con` becomes `CON_`; a name that leaves nothing becomes `DISK`. */
export function dosStem(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9_-]/g, '')
    .slice(0, longest);
  if (plain === '') return 'DISK';
  return reserved.test(plain) ? `${plain}_` : plain;
}

export interface DosTime {
  readonly date: number;
  readonly time: number;
}

/** Local time in steps of two seconds; DOS knows the years 1980 to 2107 and nothing before or after. */
export function dosTime(at: Date): DosTime {
  const year = at.getFullYear();
  if (year < 1980) return { date: (1 << 5) | 1, time: 0 };
  if (year > 2107) return { date: (127 << 9) | (12 << 5) | 31, time: (23 << 11) | (59 << 5) | 29 };
  return {
    date: ((year - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(),
    time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1),
  };
}

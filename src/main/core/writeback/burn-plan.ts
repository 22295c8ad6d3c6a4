/** Discs are burnt by programs that know burners: which one for which image, how it is asked, what it says on the way. */
import type { DiscImage } from '../image/disc-image.ts';

export type Burner = 'cdrdao' | 'xorriso';

export interface BurnPlan {
  readonly burner: Burner;
  /** Sectors from LBA 0 to the lead-out. */
  readonly totalSectors: number;
}

/** 90 minutes and some: what is longer is no CD. */
const mostCdSectors = 100 * 60 * 75;

/** One track of data from LBA 0, of which the image keeps the user data alone: an ISO in all but name. */
function isPlainIso({ tracks }: DiscImage, format: string): boolean {
  return format === 'iso' && tracks.length === 1 && tracks[0]!.mode === 'MODE1' && tracks[0]!.startLba === 0;
}

/**
 * @param format of the image as it was opened
 * @returns the plan, or why it cannot be done, as a sentence without its end
 */
export function planBurn(
  image: DiscImage,
  format: string,
  installed: Readonly<Record<Burner, boolean>>,
): BurnPlan | { readonly refusal: string } {
  const totalSectors = image.endLba;
  if (isPlainIso(image, format)) {
    if (installed.xorriso) return { burner: 'xorriso', totalSectors };
    if (installed.cdrdao && totalSectors <= mostCdSectors) return { burner: 'cdrdao', totalSectors };
    return { refusal: 'ISO images are burnt by xorriso, which is not installed (Debian: xorriso)' };
  }
  if (image.sessions.length > 1)
    return {
      refusal: `it has ${image.sessions.length} sessions, and cdrdao burns one from a sheet: the others would be missing`,
    };
  if (totalSectors > mostCdSectors) return { refusal: 'it is longer than any CD' };
  if (!installed.cdrdao)
    return { refusal: 'images of CDs are burnt by cdrdao, which is not installed (Debian: cdrdao)' };
  return { burner: 'cdrdao', totalSectors };
}

/** @param path of an ISO for xorriso, of a toc file for cdrdao */
export function burnArguments(burner: Burner, device: string, path: string): string[] {
  switch (burner) {
    // No padding: what is read back is the image and nothing else. Nothing is blanked.
    case 'xorriso':
      return ['-as', 'cdrecord', '-v', `dev=${device}`, '-dao', 'padsize=0', path];
    case 'cdrdao':
      return ['write', '--device', device, '-n', '-v', '1', path];
  }
}

const progressOf: Readonly<Record<Burner, RegExp>> = {
  // xorriso : UPDATE :   87 of  348 MB written (fifo  0%) [buf  50%]  50.3x.
  xorriso: /UPDATE :\s+(\d+) of\s+(\d+) MB written/,
  // Wrote 12 of 52 MB (Buffers 100%  98%).
  cdrdao: /^Wrote (\d+) of (\d+) MB/,
};

/** @returns how far it is, 0 to 1, or null for a line that does not say */
export function burnShare(burner: Burner, line: string): number | null {
  const [, done, total] = progressOf[burner].exec(line) ?? [];
  return total === undefined || Number(total) === 0 ? null : Math.min(1, Number(done) / Number(total));
}

/** A cue sheet held against the files it names, before any sector is looked at. */
import { formatDuration } from '../../../../shared/msf.ts';
import { bareName } from '../sibling-name.ts';
import type { CueSheet, CueTrackMode } from './cue-sheet.ts';

export interface FileProblem {
  readonly name: string;
  readonly what: string;
}

function strideOf(mode: CueTrackMode): number {
  if (mode === 'AUDIO') return 2352;
  return mode === 'CDG' ? 2448 : Number(mode.slice(mode.indexOf('/') + 1));
}

/** @param sizeOf bytes of a file beside the sheet; null when there is none of that name */
export function cueFileProblems(sheet: CueSheet, sizeOf: (name: string) => number | null): FileProblem[] {
  return sheet.files.flatMap(({ name, type }, at): FileProblem[] => {
    const points = sheet.tracks.flatMap((track) =>
      track.indices
        .filter(({ file }) => file === at)
        .map(({ timeSectors }) => ({ stride: strideOf(track.mode), timeSectors })),
    );
    const bare = bareName(name);
    const sizeBytes = bare === null ? null : sizeOf(bare);
    if (sizeBytes === null) return [{ name, what: 'is named by the sheet, but is not beside it' }];
    if (points.length === 0) return [{ name, what: 'is named by the sheet, but no track is in it' }];
    if (type !== 'BINARY' && type !== 'MOTOROLA') return [];
    return sizeProblem(sizeBytes, points).map((what) => ({ name, what }));
  });
}

/** Sectors of several sizes in one file stand one after the other, each index counting in those of its own track. */
function sizeProblem(
  sizeBytes: number,
  points: readonly { readonly stride: number; readonly timeSectors: number }[],
): string[] {
  let offsetBytes = points[0]!.timeSectors * points[0]!.stride;
  points.slice(1).forEach(({ timeSectors }, before) => {
    offsetBytes += (timeSectors - points[before]!.timeSectors) * points[before]!.stride;
  });
  const { stride, timeSectors } = points.at(-1)!;
  const rest = sizeBytes - offsetBytes;
  if (rest <= 0)
    return [
      `has ${sizeBytes} bytes and ends before the last index of the sheet (${formatDuration(timeSectors)}, byte ${offsetBytes})`,
    ];
  const odd = rest % stride;
  return odd === 0
    ? []
    : [
        `has ${sizeBytes} bytes: its last sector has ${odd} of ${stride}, so it was cut short or is of another form`,
      ];
}

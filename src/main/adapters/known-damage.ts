/** What is known of the sectors of an image from what lies beside it: its sidecar, or a rescue's map. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';
import { rangesWhere, type SectorRuns } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { sidecarSuffix } from '../../shared/model/sidecar.ts';
import { type ByteRanges, byteRanges } from '../core/filesystem/byte-ranges.ts';
import { parseMapfile, sectorsOfMapfile } from '../core/rescue/mapfile.ts';
import { exists, readSidecar } from './files/dump-names.ts';

export interface KnownDamage {
  /** The file that says so; null when nothing lies beside the image. */
  readonly from: string | null;
  /** Stretches of the medium of which the image holds no data. */
  readonly unread: ByteRanges;
  /** Stretches whose data is there, but did not come the same twice. */
  readonly doubtful: ByteRanges;
  /** Both, without what nobody has tried yet. */
  readonly failed: ByteRanges;
  readonly warnings: readonly string[];
}

export const noKnownDamage: KnownDamage = {
  from: null,
  unread: byteRanges([]),
  doubtful: byteRanges([]),
  failed: byteRanges([]),
  warnings: [],
};

const unreadStates: readonly SectorState[] = ['untried', 'skipped', 'unscraped', 'bad'];

/** @param sectorSize bytes of a sector as the reader of the image counts them, not as the map does */
export function damageOfRuns(runs: SectorRuns, sectorSize: number, from: string): KnownDamage {
  const ranges = (wanted: (state: SectorState) => boolean) =>
    byteRanges(
      rangesWhere(runs, wanted).map(({ lba, lengthSectors }) => ({
        offsetBytes: lba * sectorSize,
        lengthBytes: lengthSectors * sectorSize,
      })),
    );
  return {
    from,
    unread: ranges((state) => unreadStates.includes(state)),
    doubtful: ranges((state) => state === 'suspect'),
    failed: ranges((state) => state !== 'untried' && (state === 'suspect' || unreadStates.includes(state))),
    warnings: [],
  };
}

const largestMapBytes = 64 * 1024 * 1024;

function stemOf(path: string): string {
  return basename(path).replace(/\.[^.]*$/, '');
}

/** Maps of discs count the bytes of raw sectors; ours and ddrescue's command line say how many a sector has. */
function unitOfMap(text: string, sectorSize: number): number {
  if (sectorSize !== 2048) return sectorSize;
  const announced = Number(/^# Command line:.*\s-b\s?(\d+)/m.exec(text)?.[1] ?? sectorSize);
  return [2048, 2352, 2448].includes(announced) ? announced : sectorSize;
}

function damageOfMap(path: string, sectorSize: number, totalSectors: number): KnownDamage | null {
  if (statSync(path).size > largestMapBytes) return null;
  const text = readFileSync(path, 'utf8');
  const map = parseMapfile(text);
  return (
    map && damageOfRuns(sectorsOfMapfile(map, totalSectors, unitOfMap(text, sectorSize)), sectorSize, path)
  );
}

/** Looks beside an image. What lies there and cannot be used is named in the warnings, and hides nothing. */
export function knownDamage(imagePath: string, sectorSize: number, totalSectors: number): KnownDamage {
  const directory = dirname(imagePath);
  const warnings: string[] = [];
  // An image made from another beside it shares its stem, and has a sidecar of its own behind its whole name.
  const sidecars = [imagePath + sidecarSuffix, join(directory, stemOf(imagePath) + sidecarSuffix)];
  const maps = ['.map', '.mapfile'].flatMap((suffix) => [
    join(directory, stemOf(imagePath) + suffix),
    imagePath + suffix,
  ]);
  for (const path of [...sidecars, ...maps].filter(exists)) {
    try {
      const damage = sidecars.includes(path)
        ? damageOfSidecar(path)
        : damageOfMap(path, sectorSize, totalSectors);
      if (damage) return { ...damage, warnings };
    } catch (error) {
      if (!(error instanceof SpindleError)) throw error;
      warnings.push(`${path} was not used: ${error.message}`);
    }
  }
  return { ...noKnownDamage, warnings };

  function damageOfSidecar(path: string): KnownDamage | null {
    const { states, files, kind, source } = readSidecar(path);
    // Of what a raw sector of a disc holds only the user data counts; others are counted as the medium has them.
    const unitBytes = kind === 'optical' ? 2048 : source.medium.sectorSize;
    const isOfThis = files.some((file) => file.path === basename(imagePath));
    if (!isOfThis) warnings.push(`${path} is not of this image and was not used.`);
    return isOfThis ? damageOfRuns(states, unitBytes, path) : null;
  }
}

/** Practice discs: the same each time, sound to others' programs, damaged where they say. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBehaviour } from '../../../src/main/adapters/simulated/behaviour.ts';
import type { DiscImage } from '../../../src/main/core/image/disc-image.ts';
import { parseCdText } from '../../../src/main/core/optical/cd-text.ts';
import { practiceDiscs } from '../../../src/main/core/optical/practice-discs.ts';
import { checkSector } from '../../../src/main/core/optical/sector.ts';
import { isGood } from '../../../src/main/core/optical/sector-verdict.ts';
import { ownFolder } from '../../support/folders.ts';
import { hasProgram } from '../../support/needs.ts';

const canList = hasProgram('isoinfo', 'genisoimage');
const sector = new Uint8Array(2352);

function digest(image: DiscImage): string {
  const hash = createHash('sha256');
  for (const { pregapLba, endLba } of image.tracks) {
    for (let lba = pregapLba; lba < endLba; lba++) {
      expect(image.readSector(lba, sector), `LBA ${lba}`).not.toBe('absent');
      hash.update(sector);
    }
  }
  return hash.digest('hex');
}

/** User data of a data track, as a file of 2048-byte blocks. */
function volumeOf(image: DiscImage): Uint8Array | null {
  const track = image.tracks.find(({ mode }) => mode !== 'AUDIO');
  if (!track) return null;
  const volume = new Uint8Array((track.endLba - track.startLba) * 2048);
  const from = track.mode === 'MODE1' ? 16 : 24;
  for (let lba = track.startLba; lba < track.endLba; lba++) {
    image.readSector(lba, sector);
    expect(isGood(checkSector(sector, 0, lba)), `LBA ${lba}`).toBe(true);
    volume.set(sector.subarray(from, from + 2048), (lba - track.startLba) * 2048);
  }
  return volume;
}

describe.each(practiceDiscs)('the practice disc $id', ({ build, behaviour }) => {
  it('is the same each time, small, and whole', () => {
    expect(digest(build())).toBe(digest(build()));
    const image = build();
    const sectors = image.tracks.reduce((sum, { pregapLba, endLba }) => sum + endLba - pregapLba, 0);
    expect(sectors * 2352).toBeLessThan(20 << 20);
  });

  it('has music that is not silence and nowhere comes twice', () => {
    const image = build();
    const seen = new Set<string>();
    for (const { mode, startLba, endLba } of image.tracks.filter((track) => track.mode === 'AUDIO')) {
      expect(mode).toBe('AUDIO');
      for (let lba = startLba; lba < endLba; lba += 50) {
        image.readSector(lba, sector);
        expect(sector.some((byte) => byte !== 0)).toBe(true);
        seen.add(Buffer.from(sector).toString('latin1'));
      }
    }
    const read = image.tracks
      .filter(({ mode }) => mode === 'AUDIO')
      .reduce((sum, { startLba, endLba }) => sum + Math.ceil((endLba - startLba) / 50), 0);
    expect(seen.size).toBe(read);
  });

  it('names its tracks in CD-TEXT', () => {
    const image = build();
    const { cdText, warnings } = parseCdText(image.cdTextPacks!);
    expect(warnings).toEqual([]);
    expect(cdText?.english?.tracks.map(({ number }) => number)).toEqual(
      image.tracks.map(({ number }) => number),
    );
  });

  it('behaves as a behaviour file may, about sectors it has', () => {
    const parsed = parseBehaviour(behaviour, 'the practice disc');
    const { endLba } = build();
    const rules = [...(parsed.fail ?? []), ...(parsed.c2_errors ?? []), ...(parsed.q_errors ?? [])];
    for (const rule of rules) {
      const lba = typeof rule === 'object' && 'lba' in rule ? rule.lba : rule;
      for (const place of [lba].flat(3) as number[]) expect(place).toBeLessThan(endLba);
    }
  });

  it.skipIf(!canList)('has a volume that isoinfo reads, where it has data', () => {
    const image = build();
    const volume = volumeOf(image);
    if (!volume) return;
    const path = join(ownFolder(), 'v.iso');
    writeFileSync(path, volume);
    const startLba = image.tracks.find(({ mode }) => mode !== 'AUDIO')!.startLba;
    const session = startLba > 0 ? ['-N', String(startLba)] : [];
    const { stdout } = spawnSync('isoinfo', ['-l', '-i', path, ...session], { encoding: 'utf8' });
    for (const name of ['README', 'LETTER', 'LEDGER', 'INDEX']) expect(stdout).toContain(`${name}.TXT;1`);
    const shown = spawnSync('isoinfo', ['-x', '/LETTER.TXT;1', '-i', path, ...session], { encoding: 'utf8' });
    expect(shown.stdout).toContain('Dear colleague');
  });
});

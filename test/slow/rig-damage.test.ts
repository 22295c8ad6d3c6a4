import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browseImage } from '../../src/main/adapters/images/browse-image.ts';
import { listImage } from '../../src/main/adapters/images/list-image.ts';
import { openImage } from '../../src/main/adapters/open-image.ts';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { damageCodes, type ListedEntry, type ListingPiece } from '../../src/main/core/catalogue/listing.ts';
import { openFat } from '../../src/main/core/filesystem/fat/open-fat.ts';
import { find } from '../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../src/main/core/identify/sector-reader.ts';
import { spindle } from '../support/cli.ts';
import { contentOf, sha256 } from '../support/filesystem-tree.ts';
import { ownFolder } from '../support/folders.ts';
import { hasRigWithBadFloppies, nodeInRig, runInRig, spindleInRig } from '../support/run-in-rig.ts';

const here = hasRigWithBadFloppies();
const sectorBytes = 512;

describe.skipIf(!here)('a floppy in /dev/fd0 with bad sectors under one file', () => {
  it('has that file damaged, at those bytes, and no other', { timeout: 400_000 }, async () => {
    const folder = ownFolder();
    const floppy = practiceMedia[0]!.build();
    const whole = openFat(memoryReader(floppy))!;
    const ledger = find(whole, 'LEDGER.TXT')!.entry;
    const bad = ledger.extents[0]!.offsetBytes / sectorBytes + 2;
    const ranges = [[2 * sectorBytes, 3 * sectorBytes]];
    writeFileSync(join(folder, 'floppy.img'), floppy);
    const options = ['--floppy', join(folder, 'floppy.img'), '--floppy-bad', `${bad}-${bad + 2}`];
    const share = ['--share', `${folder}:/out`];
    const command = ['image', '/dev/fd0', '--out', '/out', '--name', 'fd', '--no-catalogue', '--json'];
    const run = runInRig([...options, ...share], [nodeInRig, spindleInRig, ...command]);
    expect(run.status, run.stderr + run.stdout).toBe(3);

    for (const path of ['fd.img', 'fd.spindle.json']) {
      const listing = await spindle('ls', join(folder, path), '--json');
      const entries = listing.lines.filter(({ type }) => type === 'entry');
      expect(entries.filter(({ damaged }) => damaged)).toMatchObject([
        { path: 'LEDGER.TXT', state: 'damaged', damagedRanges: ranges },
      ]);
      expect(listing.result).toMatchObject({ damaged: 1, tree: 'FAT12' });
    }

    const extraction = await spindle(
      'extract',
      join(folder, 'fd.img'),
      '--out',
      join(folder, 'files'),
      '--json',
    );
    expect(extraction.result).toMatchObject({ damaged: 1 });
    const zeroed = contentOf(whole, ledger).fill(0, ranges[0]![0], ranges[0]![0]! + ranges[0]![1]!);
    expect(sha256(readFileSync(join(folder, 'files', 'LEDGER.TXT')))).toBe(sha256(zeroed));

    // What the screens of the dump show: the catalogue leads them to the sidecar, and this to the files.
    const image = await openImage(join(folder, 'fd.spindle.json'));
    try {
      const { entries, total, isIncomplete } = await browseImage(image).hurt({
        tree: 'FAT12',
        failedOnly: false,
      });
      expect({ entries, total, isIncomplete }).toMatchObject({
        total: 1,
        isIncomplete: false,
        entries: [{ path: 'LEDGER.TXT', state: 'damaged', damagedBytes: 3 * sectorBytes }],
      });
      expect(entries[0]!.places).toEqual([[bad * sectorBytes, 3 * sectorBytes]]);
      // What the catalogue keeps of each file.
      const listed: ListedEntry[] = [];
      const onPiece = (piece: ListingPiece) => listed.push(...piece.entries);
      listImage(image, null, { contents: false, onPiece, onPulse: () => {} });
      const hurt = listed.filter(([, , , , , , damage]) => damageCodes[damage] !== 'intact');
      expect(hurt.map(([, name, , , , , damage]) => [name, damageCodes[damage]])).toEqual([
        ['LEDGER.TXT', 'damaged'],
      ]);
    } finally {
      image.close();
    }
  });
});

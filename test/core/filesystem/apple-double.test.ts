/** AppleDouble headers by the offsets of RFC 1740, and a Macintosh file extracted from a volume hfsutils made. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractor } from '../../../src/main/adapters/exports/extract-files.ts';
import { appleDoubleHead } from '../../../src/main/core/filesystem/apple-double.ts';

import { openHfs } from '../../../src/main/core/filesystem/hfs/open-hfs.ts';
import { walk } from '../../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import { ownFolder } from '../../support/folders.ts';
import { macBinary } from '../../support/mac-binary.ts';
import { hasProgram } from '../../support/needs.ts';

/** Entries by their number, as RFC 1740 section 3 lays them out. */
function parse(file: Uint8Array): Map<number, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  expect([view.getUint32(0), view.getUint32(4)]).toEqual([0x0005_1607, 0x0002_0000]);
  return new Map(
    Array.from({ length: view.getUint16(24) }, (_, index) => {
      const at = 26 + index * 12;
      const from = view.getUint32(at + 4);
      return [view.getUint32(at), file.subarray(from, from + view.getUint32(at + 8))];
    }),
  );
}

describe('the head of an AppleDouble file', () => {
  it('holds Finder info and dates, and says where the resource fork will be', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(1 << 24),
        (finderInfo, resourceBytes) => {
          const head = appleDoubleHead({
            finderInfo,
            created: null,
            modified: '2001-02-03T04:05:06Z',
            resourceBytes,
          });
          const whole = new Uint8Array(head.length + Math.min(resourceBytes, 100));
          whole.set(head);
          const entries = parse(whole);
          expect(entries.get(9)).toEqual(finderInfo);
          const dates = Buffer.from(entries.get(8)!);
          expect(dates.readInt32BE(0)).toBe(-0x8000_0000);
          expect(dates.readInt32BE(4)).toBe((Date.UTC(2001, 1, 3, 4, 5, 6) - Date.UTC(2000, 0, 1)) / 1000);
          expect(entries.has(2)).toBe(resourceBytes > 0);
          if (resourceBytes > 0) expect(entries.get(2)!.byteOffset).toBe(head.length);
        },
      ),
    );
  });
});

describe.runIf(hasProgram('hformat', 'hfsutils'))('a Macintosh file that is extracted', () => {
  it('has type, creator and resource fork beside it', () => {
    const folder = ownFolder();
    const image = join(folder, 'hfs.img');
    writeFileSync(image, '');
    truncateSync(image, 819_200);
    const hfs = (...command: string[]) =>
      expect(
        spawnSync(command[0]!, command.slice(1), { cwd: folder, env: { ...process.env, HOME: folder } })
          .status,
      ).toBe(0);
    const resource = new Uint8Array(3000).fill(7);
    writeFileSync(join(folder, 'mac.bin'), macBinary('Letter', new Uint8Array(5), resource));
    hfs('hformat', '-l', 'Test', 'hfs.img');
    hfs('hcopy', '-m', 'mac.bin', ':');
    hfs('humount');
    const filesystem = openHfs(memoryReader(readFileSync(image)))!;
    const out = join(folder, 'out');
    mkdirSync(out);
    const files = extractor(out, filesystem, {
      imagePath: image,
      onProblem: expect.fail,
      onRename: expect.fail,
    });
    for (const walked of walk(filesystem)) files.add(walked, { state: 'intact', ranges: [] });
    files.finish();
    expect(readdirSync(out).sort()).toEqual(['._Letter', 'Letter', 'Letter.resource']);
    const double = readFileSync(join(out, '._Letter'));
    const entries = parse(double);
    expect(Buffer.from(entries.get(9)!.subarray(0, 8)).toString('latin1')).toBe('APPLtest');
    expect(entries.get(2)).toEqual(Buffer.from(resource));
    expect(double.length).toBe(entries.get(2)!.byteOffset - double.byteOffset + resource.length);
    if (hasProgram('file', 'file'))
      expect(spawnSync('file', ['-b', join(out, '._Letter')], { encoding: 'utf8' }).stdout).toMatch(
        /^AppleDouble/,
      );
  });
});

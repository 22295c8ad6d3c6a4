/** IMZ files: ours beside the zip programs of others, those of others in our reader, and those meant to do harm. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dosStem, dosTime } from '../../../src/main/adapters/exports/dos-name.ts';
import { writeImz } from '../../../src/main/adapters/exports/imz.ts';
import { openImz } from '../../../src/main/adapters/exports/read-imz.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { ownFolder } from '../../support/folders.ts';
import { corpus, hasCorpus, hasProgram } from '../../support/needs.ts';

const image = practiceMedia[0]!.build();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function packed(entryName: string, bytes: Uint8Array = image) {
  const folder = ownFolder();
  const path = join(folder, 'disk.imz');
  const written = await writeImz({ sizeBytes: bytes.length, pieces: [bytes] }, path, {
    entryName,
    modified: new Date(2026, 10, 20, 20, 10, 31),
  });
  return { folder, path, written };
}

describe('an IMZ file of ours', () => {
  it('is described by its size and hashes, and comes back byte for byte', async () => {
    const { path, written } = await packed('Letters, disk 1');
    const file = readFileSync(path);
    expect(written).toMatchObject({ sizeBytes: file.length, hashes: { sha256: sha256(file) } });
    expect(await openImz(path)).toEqual({ entryName: 'LETTERSD.IMA', bytes: Buffer.from(image) });
  });

  it('needs nothing newer than PKZIP 2.0: no data descriptor, no zip64, one entry', async () => {
    const zip = readFileSync((await packed('a')).path);
    expect(zip.readUInt32LE(0)).toBe(0x0403_4b50);
    expect([zip.readUInt16LE(4), zip.readUInt16LE(6), zip.readUInt16LE(8)]).toEqual([20, 0, 8]);
    expect(zip.readUInt32LE(14)).toBe(crc32(image));
    expect(zip.readUInt32LE(22)).toBe(image.length);
    expect(zip.readUInt16LE(28)).toBe(0);
    expect(zip.readUInt16LE(zip.length - 12)).toBe(1);
  });

  it.skipIf(!hasProgram('unzip', 'unzip'))('is sound to unzip', async () => {
    const { folder, path } = await packed('Übung/\u0000 …');
    expect(spawnSync('unzip', ['-t', path]).status).toBe(0);
    const { stdout } = spawnSync('unzip', ['-p', path], { maxBuffer: 4e6 });
    expect(sha256(stdout)).toBe(sha256(image));
    const { stdout: listing } = spawnSync('unzip', ['-l', path], { encoding: 'utf8' });
    expect(listing).toMatch(/1474560 {2}2026-11-20 20:10 {3}UBUNG\.IMA/);
    expect(folder).toBeTruthy();
  });

  it.skipIf(!hasProgram('7z', '7zip'))('is sound to 7-Zip', async () => {
    const { path } = await packed('disk-0001');
    const { status, stdout } = spawnSync('7z', ['t', path], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/Everything is Ok/);
  });

  it.skipIf(!hasProgram('python3', 'python3'))('is sound to zipfile of Python', async () => {
    const { path } = await packed('disk-0001');
    const script = [
      'import sys, zipfile, hashlib',
      'z = zipfile.ZipFile(sys.argv[1])',
      'assert z.testzip() is None',
      'i = z.infolist()[0]',
      'print(len(z.infolist()), i.filename, i.date_time, i.flag_bits, hashlib.sha256(z.read(i)).hexdigest())',
    ].join('\n');
    const { stdout, stderr } = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
    expect(stdout.trim(), stderr).toBe(`1 DISK-000.IMA (2026, 11, 20, 20, 10, 30) 0 ${sha256(image)}`);
  });

  it('is one stream whatever the lengths of the pieces, longer than those packed side by side', async () => {
    const folder = ownFolder();
    const text = new TextEncoder().encode('the pieces share a dictionary; ');
    const bytes = Uint8Array.from({ length: 2_000_000 }, (_, at) => (at % 7919 === 0 ? at : text[at % 31]!));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1 }), async (lengths) => {
        function* pieces() {
          const shared = new Uint8Array(900_000);
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const piece = shared.subarray(0, Math.min(lengths[turn % lengths.length]!, bytes.length - at));
            piece.set(bytes.subarray(at, at + piece.length));
            at += piece.length;
            yield piece;
          }
        }
        // Of single bytes there would be millions.
        fc.pre(Math.max(...lengths) > 10_000);
        const path = join(folder, 'long.imz');
        await writeImz({ sizeBytes: bytes.length, pieces: pieces() }, path, {
          entryName: 'a',
          modified: new Date(),
        });
        expect(sha256((await openImz(path)).bytes)).toBe(sha256(bytes));
      }),
      { numRuns: 12 },
    );
  });

  it('passes on why the image cannot be read, says when the folder is gone, and leaves nothing', async () => {
    const { folder, path } = await packed('a');
    const options = { entryName: 'a', modified: new Date() };
    function* broken(): Generator<Uint8Array> {
      yield image;
      throw new SpindleError('not-found', 'The image is gone.', {});
    }
    await expect(writeImz({ sizeBytes: 2e6, pieces: broken() }, path, options)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(existsSync(path)).toBe(false);
    const gone = join(folder, 'no', 'a.imz');
    await expect(
      writeImz({ sizeBytes: 1, pieces: [new Uint8Array(1)] }, gone, options),
    ).rejects.toMatchObject({
      code: 'output-unwritable',
    });
  });
});

describe('names and times as DOS takes them', () => {
  it('are made of any name there is', () => {
    expect(dosStem("Reader's Digest, disk 1")).toBe('READERSD');
    expect(dosStem('Übung')).toBe('UBUNG');
    expect(dosStem('日本語')).toBe('DISK');
    expect(dosStem('con')).toBe('CON_');
    expect(dosStem('lpt1')).toBe('LPT1_');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(dosStem(name)).toMatch(/^[A-Z0-9_-]{1,8}$/);
        expect(dosStem(name)).not.toMatch(/^(CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])$/);
      }),
      { numRuns: 300 },
    );
  });

  it('stay within the years DOS knows', () => {
    expect(dosTime(new Date(1970, 5, 1))).toEqual({ date: 0x21, time: 0 });
    expect(dosTime(new Date(2200, 5, 1))).toEqual({ date: 0xff9f, time: 0xbf7d });
  });
});

describe.skipIf(!hasCorpus())('IMZ files of WinImage', () => {
  // Corpus index: fluxfox resources/demo.imz and tests/images/sector_test, sha256 of the member by unzip.
  it.each([
    ['demo.imz', 'disk.ima', 'f518a780ebf0a2bb0fd05889d6ce2ca353fefbcd0b0a209b6e4e262cc6adaa86'],
    [
      'sector_test_360k.imz',
      'sector_test.ima',
      '0e61e0e0a01d799f87566621a96882d1020b6e9445af0096949a03e31d457668',
    ],
  ])('%s is opened', async (file, entryName, hash) => {
    const opened = await openImz(join(corpus, 'floppy/fluxfox', file));
    expect(opened.entryName).toBe(entryName);
    expect(opened.bytes).toHaveLength(368_640);
    expect(sha256(opened.bytes)).toBe(hash);
  });
});

interface Forgery {
  readonly name?: string;
  readonly content?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** What the directory states, where it is not the truth. */
  readonly statedBytes?: number;
  readonly statedPackedBytes?: number;
  readonly statedCrc?: number;
  readonly statedOffset?: number;
}

/** A zip file of stored or deflated entries with headers that may lie (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
function forgedZip(entries: readonly Forgery[], end: { count?: number; directoryAt?: number } = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name = 'DISK.IMA', content = image, method = 8, flags = 0, ...lies } of entries) {
    const body = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(lies.statedCrc ?? crc32(content), 10);
    fields.writeUInt32LE(lies.statedPackedBytes ?? body.length, 14);
    fields.writeUInt32LE(lies.statedBytes ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name, 'latin1'), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name, 'latin1'), body]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(lies.statedOffset ?? at, 10);
    central.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002'),
        Buffer.from([20, 0]),
        fields,
        rest,
        Buffer.from(name, 'latin1'),
      ]),
    );
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const record = Buffer.alloc(22);
  record.write('PK\u0005\u0006', 'latin1');
  record.writeUInt16LE(end.count ?? entries.length, 8);
  record.writeUInt16LE(end.count ?? entries.length, 10);
  record.writeUInt32LE(directory.length, 12);
  record.writeUInt32LE(end.directoryAt ?? at, 16);
  return Buffer.concat([...parts, directory, record]);
}

describe('a zip file that lies', () => {
  it('is not what the forger makes when it does not lie', async () => {
    expect((await openImz(forgedZip([{}]))).bytes).toEqual(Buffer.from(image));
    expect((await openImz(forgedZip([{ name: 'DISKS/A.IMG', method: 0 }]))).entryName).toBe('DISKS/A.IMG');
    expect((await openImz(forgedZip([{ name: 'README.TXT' }, {}]))).entryName).toBe('DISK.IMA');
  });

  const small = new Uint8Array(4096).fill(7);
  const cases: readonly [what: string, zip: Buffer, code: string, words: RegExp][] = [
    [
      'a name that climbs',
      forgedZip([{ name: '../../etc/cron.d/a.ima' }]),
      'bad-image',
      /outside the folder/,
    ],
    ['a name that climbs on Windows', forgedZip([{ name: '..\\a.ima' }]), 'bad-image', /outside the folder/],
    ['an absolute name', forgedZip([{ name: '/etc/a.ima' }]), 'bad-image', /outside the folder/],
    ['a drive letter', forgedZip([{ name: 'C:a.ima' }]), 'bad-image', /outside the folder/],
    [
      'a name with control characters',
      forgedZip([{ name: 'a\u001b[2J.ima' }]),
      'bad-image',
      /outside the folder/,
    ],
    ['a size that is less', forgedZip([{ statedBytes: 512 }]), 'bad-image', /unpacked/],
    ['a size that is more', forgedZip([{ statedBytes: image.length + 1 }]), 'bad-image', /another size/],
    ['a size of terabytes', forgedZip([{ statedBytes: 0xffff_fffe }]), 'unsupported', /larger than/],
    [
      'packed data beyond the end',
      forgedZip([{ statedPackedBytes: 0x7fff_ffff }]),
      'bad-image',
      /ends before/,
    ],
    ['a wrong checksum', forgedZip([{ statedCrc: 1 }]), 'bad-image', /checksum/],
    [
      'an entry that stands nowhere',
      forgedZip([{ statedOffset: 0xffff_fff0 }]),
      'bad-image',
      /does not stand/,
    ],
    ['zip64 sizes', forgedZip([{ statedBytes: 0xffff_ffff }]), 'unsupported', /zip64/],
    ['a zip64 directory', forgedZip([{}], { count: 0xffff }), 'unsupported', /zip64/],
    ['encryption', forgedZip([{ flags: 1 }]), 'unsupported', /encrypted with a password/],
    ['another way of packing', forgedZip([{ method: 14 }]), 'unsupported', /method 14/],
    [
      'several images',
      forgedZip([{ content: small }, { name: 'B.IMG', content: small }]),
      'bad-image',
      /several images/,
    ],
    ['no image', forgedZip([{ name: 'README.TXT', content: small }]), 'bad-image', /no image/],
    ['no entry', forgedZip([]), 'bad-image', /no image/],
    ['more entries than there are', forgedZip([{}], { count: 900 }), 'bad-image', /directory/],
    ['a directory beyond the end', forgedZip([{}], { directoryAt: 0x7fff_ffff }), 'bad-image', /directory/],
    ['no zip at all', Buffer.from('this is no zip file, whatever its name says'), 'bad-image', /no zip file/],
    ['nothing', Buffer.alloc(0), 'bad-image', /no zip file/],
  ];
  it.each(cases)('by %s is refused in words', async (_what, zip, code, words) => {
    const error = await openImz(zip).then(
      () => null,
      (refusal: unknown) => refusal,
    );
    expect(error).toBeInstanceOf(SpindleError);
    expect(error).toMatchObject({ code });
    expect((error as SpindleError).message).toMatch(words);
    expect((error as SpindleError).message).toMatch(/^[A-Z].*\.$/s);
  });

  it('by flipped or missing bytes never gives other bytes than the image', async () => {
    const content = image.subarray(0, 8192);
    const whole = forgedZip([{ content }]);
    const change = fc.oneof(
      fc.record({ at: fc.nat(whole.length - 1), bits: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ keep: fc.nat(whole.length - 1) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let zip = Buffer.from(whole);
        for (const one of changes) {
          if ('keep' in one) zip = zip.subarray(0, one.keep);
          else if (one.at < zip.length) zip[one.at]! ^= one.bits;
        }
        try {
          expect(Buffer.from((await openImz(zip)).bytes).equals(content)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
        }
      }),
      { numRuns: 600, seed: 20261120 },
    );
  });
});

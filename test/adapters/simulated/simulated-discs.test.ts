/** Simulated discs by address: which are discs, what is found in a folder, what is refused. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeSimulatedDrive } from '../../../src/main/adapters/simulated/describe-drive.ts';
import { isDiscAddress, openSimulatedDisc } from '../../../src/main/adapters/simulated/simulated-discs.ts';
import { testUnitReady } from '../../../src/main/core/optical/cdb/drive-commands.ts';
import { rawSelection, read10, readCd } from '../../../src/main/core/optical/cdb/read-commands.ts';
import { practiceDiscs } from '../../../src/main/core/optical/practice-discs.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { ownFolder } from '../../support/folders.ts';
import { discBytes, endLba, send } from '../../support/sim-disc.ts';

const bytes = discBytes();
const sheet = [
  'FILE "small.bin" BINARY',
  '  TRACK 01 MODE1/2352',
  '    INDEX 01 00:00:00',
  '  TRACK 02 AUDIO',
  '    INDEX 00 00:01:25',
  '    INDEX 01 00:01:35',
  '',
].join('\n');

function cueFolder(): string {
  const folder = ownFolder();
  writeFileSync(join(folder, 'small.bin'), bytes);
  writeFileSync(join(folder, 'small.cue'), sheet);
  return folder;
}

function refusal(address: string): string {
  try {
    openSimulatedDisc(address).transport.close();
    return 'opened';
  } catch (error) {
    if (error instanceof SpindleError) return error.code;
    throw error;
  }
}

function readWhole(address: string): Buffer {
  const { transport, totalSectors } = openSimulatedDisc(address);
  send(transport, testUnitReady());
  const { data, outcome } = send(transport, readCd(0, totalSectors, rawSelection), totalSectors * 2352);
  transport.close();
  expect(outcome).toBe('good');
  return Buffer.from(data);
}

describe('an address', () => {
  it('is one of a disc by its ending, its folder, or its place among the practice discs', () => {
    const folder = cueFolder();
    writeFileSync(join(folder, 'floppy.img'), new Uint8Array(512));
    for (const path of [folder, join(folder, 'small.cue'), 'practice/cd-audio'])
      expect(isDiscAddress(`sim:${path}`), path).toBe(true);
    const others = [
      join(folder, 'floppy.img'),
      join(folder, 'small.bin'),
      'practice/floppy-clean',
      '/nowhere',
    ];
    for (const path of others) expect(isDiscAddress(`sim:${path}`), path).toBe(false);
    expect(isDiscAddress(join(folder, 'small.cue'))).toBe(false);
    expect(isDiscAddress('sim:')).toBe(false);
  });

  it('that is none is refused with its reason', () => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'lonely.cue'), sheet);
    writeFileSync(join(folder, 'bad.cue'), 'no sheet at all');
    writeFileSync(join(folder, 'floppy.img'), new Uint8Array(512));
    expect(refusal('sim:/nowhere.cue')).toBe('not-found');
    expect(refusal(`sim:${join(folder, 'empty')}`)).toBe('not-a-source');
    expect(refusal(`sim:${join(folder, 'floppy.img')}`)).toBe('not-a-source');
    expect(refusal(`sim:${join(folder, 'lonely.cue')}`)).toBe('not-found');
    expect(refusal(`sim:${join(folder, 'bad.cue')}`)).toBe('bad-image');
  });
});

describe('a disc', () => {
  it('of a cue sheet, or of its folder, has the bytes of its file', () => {
    const folder = cueFolder();
    expect(readWhole(`sim:${join(folder, 'small.cue')}`).equals(bytes)).toBe(true);
    expect(readWhole(`sim:${folder}`).equals(bytes)).toBe(true);
  });

  it('behaves as its behaviour file says, by the name of which it is opened', () => {
    const folder = cueFolder();
    const behaviour = join(folder, 'worn.json');
    writeFileSync(behaviour, JSON.stringify({ fail: [{ lba: 7 }], product: 'Worn' }));
    const disc = openSimulatedDisc(`sim:${folder}?behaviour=${behaviour}`);
    send(disc.transport, testUnitReady());
    expect(send(disc.transport, readCd(7, 1, rawSelection), 2352).outcome).toBe('3/11/05 at 7');
    expect(disc.behaviour.product).toBe('Worn');
    disc.transport.close();
  });

  it('takes its subchannel from the file the behaviour names', () => {
    const folder = cueFolder();
    const kept = Uint8Array.from({ length: 96 * endLba }, (_, at) => (at * 31) & 0xff);
    writeFileSync(join(folder, 'small.sub'), kept);
    const behaviour = join(folder, 'b.json');
    writeFileSync(behaviour, JSON.stringify({ sub: 'small.sub' }));
    const { transport } = openSimulatedDisc(`sim:${folder}?behaviour=${behaviour}`);
    send(transport, testUnitReady());
    const { data } = send(transport, readCd(3, 1, { ...rawSelection, subchannel: 'q' }), 2368);
    expect(data.subarray(2352, 2364)).toEqual(kept.subarray(3 * 96 + 12, 3 * 96 + 24));
    transport.close();
    writeFileSync(behaviour, JSON.stringify({ sub: 'missing.sub' }));
    expect(refusal(`sim:${folder}?behaviour=${behaviour}`)).toBe('bad-behaviour');
  });

  it('of an ISO image is a CD, or a DVD when the behaviour says so', () => {
    const folder = ownFolder();
    const iso = join(folder, 'a.iso');
    const blocks = Uint8Array.from({ length: 2048 * 40 + 100 }, (_, at) => (at * 11) & 0xff);
    writeFileSync(iso, blocks);
    const behaviour = join(folder, 'dvd.json');
    writeFileSync(behaviour, JSON.stringify({ media: 'dvd' }));
    for (const [address, media] of [
      [`sim:${iso}`, 'cd'],
      [`sim:${iso}?behaviour=${behaviour}`, 'dvd'],
    ] as const) {
      const disc = openSimulatedDisc(address);
      expect([disc.media, disc.totalSectors]).toEqual([media, 41]);
      send(disc.transport, testUnitReady());
      const { data } = send(disc.transport, read10(0, 41), 41 * 2048);
      expect(Buffer.from(data.subarray(0, blocks.length)).equals(blocks)).toBe(true);
      expect(data.subarray(blocks.length).every((byte) => byte === 0)).toBe(true);
      disc.transport.close();
    }
  });

  it('whose file becomes shorter while it is read takes the drive away, not the sector', () => {
    const folder = cueFolder();
    writeFileSync(join(folder, 'small.bin'), Buffer.concat([bytes, Buffer.alloc(2352 * 2000)]));
    const { transport } = openSimulatedDisc(`sim:${folder}`);
    send(transport, testUnitReady());
    writeFileSync(join(folder, 'small.bin'), bytes);
    expect(send(transport, readCd(1500, 1, rawSelection), 2352).outcome).toBe('gone');
    transport.close();
  });

  it('is shown on the bench with its size, and without one when it cannot be opened', () => {
    const folder = cueFolder();
    expect(describeSimulatedDrive(`sim:${folder}`)).toMatchObject({
      kind: 'simulated',
      label: 'small.cue',
      sizeBytes: bytes.length,
      sectorSize: 2352,
      writeProtected: true,
    });
    expect(describeSimulatedDrive('sim:/nowhere.cue').sizeBytes).toBeNull();
    for (const { id, title } of practiceDiscs)
      expect(describeSimulatedDrive(`sim:practice/${id}`).label).toBe(title);
  });
});

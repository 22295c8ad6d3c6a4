/** The MPEG tracks of a Video CD, beside what vcdxrip takes from it, which is what went in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discReader } from '../../../../src/main/core/filesystem/disc-reader.ts';
import { openStreams } from '../../../../src/main/core/filesystem/video-cd/open-streams.ts';
import { openCue } from '../../../../src/main/core/image/cue/open-cue.ts';
import { contentOf, sha256, treeOf } from '../../../support/filesystem-tree.ts';
import { siblingsIn } from '../../../support/image-files.ts';
import { madeDisc } from '../../../support/made-disc.ts';
import { corpus, hasCorpus } from '../../../support/needs.ts';

interface Conversion {
  readonly input: string;
  readonly tool: string;
  readonly sha256: string;
}

describe.skipIf(!hasCorpus())('the Video CD of the corpus', () => {
  const open = () => {
    const folder = join(corpus, 'cd/vcdimager-vcd20');
    return openCue(readFileSync(join(folder, 'videocd.cue')), siblingsIn(folder));
  };

  it('gives back the MPEG file it was made of', () => {
    const { conversions } = JSON.parse(readFileSync(join(corpus, 'vectors/conversions.json'), 'utf8')) as {
      readonly conversions: readonly Conversion[];
    };
    const byVcdxrip = conversions.find(({ tool }) => tool === 'vcdxrip')!;
    const image = open();
    const streams = openStreams(discReader(image), image.tracks)!;
    expect(treeOf(streams).entries).toEqual({ 'Track 02.mpg': byVcdxrip.sha256 });
  });

  it('is read in pieces as in one, and says which bytes a lost sector takes', () => {
    const image = open();
    const reader = discReader(image);
    const whole = openStreams(reader, image.tracks)!;
    const [entry] = whole.list(whole.root).entries;
    const expected = contentOf(whole, entry!);
    const piece = new Uint8Array(5000);
    expect(whole.read(entry!, 2000, piece)).toEqual([]);
    expect(sha256(piece)).toBe(sha256(expected.subarray(2000, 7000)));
    const lba = entry!.extents[0]!.offsetBytes / 2048 + 1;
    const hurt = openStreams(
      { ...reader, rawSectorAt: (each) => (each === lba ? null : reader.rawSectorAt!(each)) },
      image.tracks,
    )!;
    expect(hurt.read(hurt.list(hurt.root).entries[0]!, 2000, piece)).toEqual([
      { offsetBytes: 2324, lengthBytes: 2324 },
    ]);
  });
});

it('a disc without real-time sectors has no streams', () => {
  const { image } = madeDisc([
    { mode: 'MODE2', lengthSectors: 40 },
    { mode: 'AUDIO', lengthSectors: 40 },
    { mode: 'MODE1', lengthSectors: 40 },
  ]);
  expect(openStreams(discReader(image), image.tracks)).toBeNull();
});

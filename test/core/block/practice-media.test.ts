import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { ownFolder } from '../../support/folders.ts';
import { hasProgram } from '../../support/needs.ts';

const canCheck = hasProgram('fsck.fat', 'dosfstools');
const canList = hasProgram('mdir', 'mtools');

describe.each(practiceMedia)('the practice medium $id', ({ build }) => {
  it('is the same each time', () => {
    expect(Buffer.from(build()).equals(Buffer.from(build()))).toBe(true);
  });

  it.skipIf(!canCheck)('is a sound file system to fsck.fat', () => {
    const path = join(ownFolder(), 'm.img');
    writeFileSync(path, build());
    const { status, stdout } = spawnSync('fsck.fat', ['-n', path], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it.skipIf(!canList)('lists its files and label to mtools', () => {
    const path = join(ownFolder(), 'm.img');
    writeFileSync(path, build());
    const { stdout } = spawnSync('mdir', ['-i', path, '::'], { encoding: 'utf8' });
    expect(stdout).toMatch(/Volume in drive : is PRACTICE \d/);
    for (const name of ['README', 'LETTER', 'LEDGER', 'INDEX']) expect(stdout).toContain(name);
  });
});

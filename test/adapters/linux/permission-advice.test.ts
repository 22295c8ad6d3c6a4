/** Advice names what stands in the way: the group of the node, the rule, the driver. */
import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  opticalPermissionAdvice,
  permissionAdvice,
} from '../../../src/main/adapters/linux/permission-advice.ts';
import { ownFolder } from '../../support/folders.ts';
import { has } from '../../support/needs.ts';

const isRoot = has(
  process.platform === 'linux' && process.getuid?.() === 0,
  'needs root on Linux, to give files to groups',
);

function node(mode: number, group = 0): string {
  const path = join(ownFolder(), 'node');
  writeFileSync(path, '');
  chownSync(path, 0, group);
  chmodSync(path, mode);
  return path;
}

/** Any group this machine has, but that of root. */
function someGroup(): { name: string; id: number } {
  const [name = '', , id] = readFileSync('/etc/group', 'latin1')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , number]) => Number(number) > 0)!;
  return { name, id: Number(id) };
}

describe.skipIf(!isRoot)('a node that may not be read', () => {
  it('is reached by its group, where its group may read it', () => {
    const { name, id } = someGroup();
    expect(permissionAdvice(node(0o640, id))).toContain(`group "${name}"`);
    expect(permissionAdvice(node(0o640, 54_321))).toContain('group "54321"');
  });

  it('is reached by the udev rule, where its group is that of root or may not read it either', () => {
    for (const path of [node(0o640, 0), node(0o600, someGroup().id), '/dev/not there'])
      expect(permissionAdvice(path)).toMatch(/^Nothing was read; run as .*70-spindle-floppy\.rules\.$/);
  });
});

describe.skipIf(!isRoot)('an optical drive that refuses a command', () => {
  const { name, id } = someGroup();

  it('without a generic node needs its driver', () => {
    expect(opticalPermissionAdvice('/dev/sr0', null)).toContain('modprobe sg');
  });

  it('is reached by the group that may write to its generic node', () => {
    expect(opticalPermissionAdvice('/dev/sr0', node(0o660, id))).toContain(`group "${name}"`);
  });

  it('needs a rule where no group may', () => {
    const generic = node(0o600);
    const advice = opticalPermissionAdvice(node(0o600), generic);
    expect(advice).toContain(generic);
    expect(advice).toContain('GROUP="cdrom"');
  });
});

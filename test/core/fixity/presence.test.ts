import { describe, expect, it } from 'vitest';
import { fixityEvent } from '../../../src/main/core/fixity/findings.ts';
import { presenceOf } from '../../../src/main/core/fixity/presence.ts';
import { storageOf } from '../../../src/main/core/fixity/storage-of.ts';

describe('a storage', () => {
  const there = (volume: string | null) => ({ rootIsThere: true, volume });

  it('is away when its root is', () => {
    expect(presenceOf('/a', { rootIsThere: false, volume: null }, 'ext4 1', true).kind).toBe('offline');
  });

  it('is away when another volume is where it was: the empty folder below a mount is no deleted archive', () => {
    const presence = presenceOf('/a', there('ext4 2'), 'ext4 1', true);
    expect(presence).toMatchObject({ kind: 'offline' });
    expect(presence.kind === 'offline' && presence.why).toContain('ext4 2');
  });

  it('is there when it is the volume it was, whatever is missing in it', () => {
    expect(presenceOf('/a', there('ext4 1'), 'ext4 1', false)).toEqual({ kind: 'online', volume: 'ext4 1' });
  });

  it('never seen before is known by anything of it, and away when there is nothing', () => {
    expect(presenceOf('/a', there('ext4 1'), null, true)).toEqual({ kind: 'online', volume: 'ext4 1' });
    expect(presenceOf('/a', there('ext4 1'), null, false).kind).toBe('offline');
  });

  it('is the nearest root above a folder, else the folder itself', () => {
    const roots = ['/archive', '/archive/b', '/arch'];
    expect(storageOf('/archive/b/c', roots, '/')).toBe('/archive/b');
    expect(storageOf('/archive/bc', roots, '/')).toBe('/archive');
    expect(storageOf('/archives', roots, '/')).toBe('/archives');
    expect(storageOf('/x', ['/'], '/')).toBe('/');
    expect(storageOf('D:\\dumps\\a', ['D:\\'], '\\')).toBe('D:\\');
  });
});

describe('the event of a check', () => {
  const well = { path: 'a.img', state: 'ok', detail: null, readBytes: 1, firstReadDiffered: false } as const;

  it('says what was well, what was not, and what only memory had wrong', () => {
    expect(fixityEvent([well])).toEqual({
      outcome: 'success',
      detail: '1 file is as recorded (size, SHA-256).',
    });
    expect(fixityEvent([well, { ...well, path: 'b', state: 'mismatch', detail: 'x' }])).toMatchObject({
      outcome: 'fail',
      detail: 'b: mismatch (x). 1 file is as recorded (size, SHA-256).',
    });
    expect(fixityEvent([{ ...well, firstReadDiffered: true }]).outcome).toBe('warning');
  });
});

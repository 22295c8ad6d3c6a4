/** Slow: MMC commands through a real Linux kernel (sr_mod, sg) to the emulated drive of the virtual machine. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../fixtures/processes/mmc-probe.ts';
import { hasProgram, rig } from '../support/needs.ts';
import { hasRig, nodeInRig, probeInRig, runInRig } from '../support/run-in-rig.ts';

const here = hasRig() && hasProgram('genisoimage', 'genisoimage');
const probe = probeInRig('mmc-probe');

const inquiry: Step = { cdb: [0x12, 0, 0, 0, 0x68, 0], bytes: 0x68 };
const toc: Step = { cdb: [0x43, 0, 0, 0, 0, 0, 1, 0x10, 0, 0], bytes: 4096 };

/** READ CD (MMC-6 6.20) of CD-DA. */
function readCd(lba: number, sectors: number, { c2AndSubchannel = false, timeoutMs = 60_000 } = {}): Step {
  const [flags, subchannel, bytes] = c2AndSubchannel ? [0x12, 1, 2742] : [0x10, 0, 2352];
  return {
    cdb: [0xbe, 4, 0, 0, lba >> 8, lba & 0xff, 0, sectors >> 8, sectors & 0xff, flags, subchannel, 0],
    bytes: sectors * bytes,
    timeoutMs,
  };
}

/** READ CD-DA of Plextor drives: no command the kernel's filter knows. */
function readCdda(lba: number, sectors: number): Step {
  return { cdb: [0xd8, 0, 0, 0, lba >> 8, lba & 0xff, 0, 0, 0, sectors, 0, 0], bytes: sectors * 2352 };
}

function quoted(...words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(' ');
}

function send(address: string, ...steps: readonly Step[]): string {
  return quoted(nodeInRig, probe, address, JSON.stringify(steps));
}

/** Sense key, ASC and ASCQ of fixed format sense (SPC-4 4.5.3). */
function senseOf({ sense }: { readonly sense: string }): (number | undefined)[] {
  const bytes = Buffer.from(sense, 'hex');
  return [bytes[2]! & 0x0f, bytes[12], bytes[13]];
}

/** Runs lines of shell where the drive is; each line of output is one answer of the probe. */
// biome-ignore lint/suspicious/noExplicitAny: what the probe printed, which the test checks
function inRig(disc: string, behaviour: object, ...script: readonly string[]): any[] {
  const run = runInRig(
    ['--disc', disc, '--behaviour', JSON.stringify(behaviour), '--timeout', '300'],
    ['sh', '-c', script.join('\n')],
  );
  expect(run.status, run.stderr + run.stdout).toBe(0);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe.skipIf(!here)('/dev/sr0 of a real kernel', () => {
  let folder = '';
  let audio = '';
  let image: Buffer;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spindle-sg-io-'));
    const made = spawnSync(join(rig, 'make-discs.py'), [folder], { encoding: 'utf8' });
    expect(made.status, made.stderr).toBe(0);
    audio = join(folder, 'audio');
    image = readFileSync(join(audio, 'disc.bin'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is listed without being touched, and answers every kind of command in full', () => {
    const sectors = (lba: number, count: number) => sha256(image.subarray(lba * 2352, (lba + count) * 2352));
    const [listed, answers] = inRig(
      audio,
      { vendor: 'PLEXTOR', product: 'DVDR   PX-716A', fail: [400] },
      quoted(nodeInRig, probe, 'list', '/run/rig/mmc0.log'),
      send(
        '/dev/sr0',
        inquiry,
        toc,
        readCd(100, 27),
        readCd(100, 10, { c2AndSubchannel: true }),
        readCdda(200, 20),
        readCd(1000, 400),
        readCd(399, 3),
      ),
    );

    expect(listed.untouched).toBe(true);
    expect(listed.drives.find((drive: { kind: string }) => drive.kind === 'optical')).toMatchObject({
      address: '/dev/sr0',
      label: 'PLEXTOR DVDR   PX-716A',
      identity: { vendor: 'PLEXTOR', product: 'DVDR   PX-716A', serial: 'RIG0001' },
      sizeBytes: (image.length / 2352) * 2048,
      sectorSize: 2048,
      systemDisk: null,
    });

    const [inquired, tracks, raw, full, plextor, long, bad] = answers.results;
    expect(Buffer.from(inquired.head, 'hex').toString('latin1')).toContain('PLEXTOR DVDR   PX-716A');
    expect(inquired).toMatchObject({ kind: 'answered', status: 0, transferredBytes: 96 });
    // Three tracks and the lead-out: 4 + 4 * 8 bytes of the 4096 asked for.
    expect(tracks).toMatchObject({ status: 0, transferredBytes: 36 });
    expect(raw).toMatchObject({ status: 0, transferredBytes: 27 * 2352, sha256: sectors(100, 27) });
    expect(full).toMatchObject({ status: 0, transferredBytes: 27_420 });
    expect(full.head.slice(0, 2352 * 2)).toBe(image.subarray(100 * 2352, 101 * 2352).toString('hex'));
    expect(plextor).toMatchObject({ status: 0, sha256: sectors(200, 20) });
    expect(long).toMatchObject({ status: 0, transferredBytes: 400 * 2352, sha256: sectors(1000, 400) });
    expect(answers.maxTransferBytes).toBeGreaterThanOrEqual(400 * 2352);
    expect(bad).toMatchObject({ kind: 'answered', status: 2 });
    expect(senseOf(bad)).toEqual([3, 0x11, 5]);
  });

  it('gives an ordinary user what the kernel lets through, and says which node refuses the rest', () => {
    const asNobody = 'setpriv --reuid 65534 --regid 65534 --clear-groups ';
    const [shut, reading, writing, generic] = inRig(
      audio,
      {},
      asNobody + send('/dev/sr0', inquiry),
      'chmod 644 /dev/sr0',
      asNobody + send('/dev/sr0', inquiry, readCd(100, 1), readCdda(100, 1)),
      'chmod 666 /dev/sg0',
      asNobody + send('/dev/sr0', readCdda(100, 1)),
      'chmod 600 /dev/sr0',
      asNobody + send('/dev/sr0', readCdda(100, 1)),
    );
    const sector = sha256(image.subarray(100 * 2352, 101 * 2352));
    expect(shut.code).toBe('permission-denied');
    expect(shut.message).toMatch(/\/dev\/sr0 \(EACCES\).*cdrom/);
    const [inquired, raw, plextor] = reading.results;
    expect(inquired.status).toBe(0);
    expect(raw.sha256).toBe(sector);
    expect(plextor).toMatchObject({
      kind: 'not-permitted',
      system: 'EPERM from /dev/sr0, EACCES from /dev/sg0',
    });
    expect(reading.advice).toMatch(/\/dev\/sg0.*cdrom/);
    expect(writing.results[0].sha256).toBe(sector);
    expect(generic.results[0].sha256).toBe(sector);
  });

  it.each([
    // The block layer waits 7 s at least (BLK_MIN_SG_TIMEOUT).
    { node: '/dev/sr0', hang_ms: 9000 },
    { node: '/dev/sg0', hang_ms: 4000 },
  ])('that hangs is given up through $node, and answers again', ({ node: address, hang_ms }) => {
    const [answers] = inRig(
      audio,
      { hang_at_read: 1, hang_ms },
      send(address, readCd(0, 1, { timeoutMs: 1500 }), inquiry),
    );
    const [hung, later] = answers.results;
    expect(hung).toEqual({ kind: 'timeout', system: 'host_status 3 (time out)' });
    expect(later.kind).toBe('answered');
  });

  it('tells a disc that was pulled from a drive that is gone', () => {
    const [answers] = inRig(
      audio,
      { yank_at_read: 2 },
      send('/dev/sr0', readCd(0, 1), readCd(1, 1), {
        before: 'echo 1 > /sys/block/sr0/device/delete',
        ...inquiry,
      }),
    );
    const [read, pulled, gone] = answers.results;
    expect(read.status).toBe(0);
    expect(senseOf(pulled).slice(0, 2)).toEqual([2, 0x3a]);
    expect(gone.kind).toBe('gone');
  });
});

/** A disc image handed to a program that burns, and the burnt disc read again and held against it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { SpindleError } from '../../../shared/errors.ts';
import type { WrittenReport } from '../../../shared/model/write-back.ts';
import { type BurnPlan, planBurn } from '../../core/writeback/burn-plan.ts';
import { compareBurnt } from '../../core/writeback/compare-burnt.ts';
import type { WriteSpec } from '../../core/writeback/write-spec.ts';
import { prepareConversion } from '../exports/convert-image.ts';
import { knownDamage } from '../known-damage.ts';
import type { DiscSectors } from '../open-sectors.ts';
import { isInstalled, runBurner } from './burn-program.ts';
import type { BurnerDrive } from './burner-drive.ts';
import type { PreparedWrite, WriteWatch } from './write-medium.ts';

export interface BurnPorts {
  /** The drive, for commands of ours; it is closed again while the program burns. */
  readonly openDrive: (address: string) => BurnerDrive;
  readonly model: string;
}

const userDataBytes = 2048;
const tool = { name: 'spindle', version: '' };

/** @throws SpindleError unsupported, no-medium, wrong-medium, as opening the drive; closes the image then */
export async function prepareBurn(
  spec: Pick<WriteSpec, 'address'>,
  opened: DiscSectors,
  ports: BurnPorts,
): Promise<PreparedWrite> {
  const { address } = spec;
  const { image, path, format } = opened;
  const [cdrdao, xorriso] = await Promise.all([isInstalled('cdrdao'), isInstalled('xorriso')]);
  const plan = planBurn(image, format, { cdrdao, xorriso });
  if ('refusal' in plan)
    throw new SpindleError('unsupported', `${path} cannot be burnt: ${plan.refusal}. Nothing was written.`, {
      path,
      reason: plan.refusal,
    });
  const { totalSectors, burner } = plan;
  const drive = ports.openDrive(address);
  let description: string;
  try {
    description = drive.requireBlank(totalSectors);
  } finally {
    drive.close();
  }
  const { unread, doubtful } = knownDamage(path, userDataBytes, totalSectors);
  const unsoundBytes = [...unread.ranges, ...doubtful.ranges].reduce(
    (sum, { lengthBytes }) => sum + lengthBytes,
    0,
  );
  return {
    check: {
      path,
      address,
      imageBytes: totalSectors * userDataBytes,
      method: burner,
      medium: {
        sizeBytes: totalSectors * userDataBytes,
        sectorSize: userDataBytes,
        totalSectors,
        description,
      },
      model: ports.model,
      needsModel: false,
      unsoundSectors: Math.ceil(unsoundBytes / userDataBytes),
      warnings: [...image.warnings, ...lossesOf(opened, plan)],
    },
    run: (watch) => burn(spec, opened, plan, ports, watch),
    close: () => opened.close(),
  };
}

/** What goes to the program is what conversion makes of the image: what that loses, the disc will not have. */
function lossesOf({ image }: DiscSectors, { burner }: BurnPlan): string[] {
  if (burner === 'xorriso') return [];
  const bytes = new Uint8Array(96);
  const hasSubchannel = image.tracks.some(({ startLba }) => image.readSubchannel(startLba, bytes));
  return hasSubchannel ? ['The subchannel of the image is not burnt: the drive makes its own.'] : [];
}

async function burn(
  { address }: Pick<WriteSpec, 'address'>,
  opened: DiscSectors,
  plan: BurnPlan,
  ports: BurnPorts,
  watch: WriteWatch,
): Promise<WrittenReport | null> {
  const scratch = mkdtempSync(join(tmpdir(), 'spindle-burn-'));
  try {
    const path = plan.burner === 'xorriso' ? opened.path : await tocOf(opened, scratch, watch);
    if (path === null) return null;
    const end = await runBurner(plan.burner, address, path, {
      onShare: (share) => watch.onStep({ phase: 'burn', lba: null, share }),
      mayGoOn: watch.mayGoOn,
    });
    return end.isStopped ? null : await verify(address, opened, plan, ports, watch, end.said);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Whatever format the image has, cdrdao gets the one that says everything it can burn. */
async function tocOf(source: DiscSectors, directory: string, watch: WriteWatch): Promise<string | null> {
  const stop = new AbortController();
  const prepared = prepareConversion({
    source,
    format: 'toc',
    directory,
    name: 'disc',
    tool,
    signal: stop.signal,
    onFault: () => {},
    onProgress(share) {
      watch.onStep({ phase: 'write', lba: null, share });
      if (!watch.mayGoOn()) stop.abort();
    },
  });
  try {
    await prepared.run();
    return join(directory, 'disc.toc');
  } catch (error) {
    if (stop.signal.aborted) return null;
    throw error;
  }
}

async function verify(
  address: string,
  { image }: DiscSectors,
  { burner, totalSectors }: BurnPlan,
  { openDrive }: BurnPorts,
  watch: WriteWatch,
  said: readonly string[],
): Promise<WrittenReport | null> {
  const drive = openDrive(address);
  try {
    const steps = compareBurnt(image, drive, burner === 'xorriso' ? 'user' : 'raw');
    for (;;) {
      const { value, done } = steps.next();
      if (done) {
        const bad = value.reduce((sum, { lengthSectors }) => sum + lengthSectors, 0);
        return {
          method: burner,
          totalSectors,
          goodSectors: totalSectors - bad,
          failed: value.map(({ lba, lengthSectors }) => [lba, lengthSectors]),
          rewrittenSectors: 0,
          said: [...said],
        };
      }
      watch.onStep({ phase: 'verify', ...value });
      await breathe();
      if (!watch.mayGoOn()) return null;
    }
  } finally {
    drive.close();
  }
}

/** The drives of the machine as places an image could go to, each with what speaks against it. Touches none. */
import { SpindleError, toWireError, type WireError } from '../../../shared/errors.ts';
import type { Drive } from '../../../shared/model/drive.ts';
import type { WriteTarget } from '../../../shared/model/write-back.ts';
import { needsModel, refuseGuarded, refuseTarget } from '../../core/writeback/guard-target.ts';
import { isInstalled } from './burn-program.ts';
import { type WriteBack, writeBack } from './write-back.ts';

/** @param protectedPaths folders of our own, whose disks are guarded as the system's are */
export async function writeTargets(
  drives: readonly Drive[],
  protectedPaths: readonly string[],
): Promise<WriteTarget[]> {
  const system = await writeBack().catch((error: unknown) => toWireError(error));
  const canBurn = (await Promise.all([isInstalled('cdrdao'), isInstalled('xorriso')])).includes(true);
  return drives.flatMap((drive) => targetOf(drive, system, protectedPaths, canBurn) ?? []);
}

function targetOf(
  drive: Drive,
  system: WriteBack | WireError,
  protectedPaths: readonly string[],
  canBurn: boolean,
): WriteTarget | null {
  const { id: sourceId, address, label, kind, sizeBytes } = drive;
  // Files and what is made of them are written by other means.
  if (kind !== 'floppy' && kind !== 'disk' && kind !== 'optical') return null;
  const common = { sourceId, address, label, kind, sizeBytes };
  const model = `${drive.identity.vendor} ${drive.identity.product}`.trim();
  if ('code' in system) return { ...common, model, needsModel: false, refused: system };
  if (kind === 'optical')
    return {
      ...common,
      model,
      needsModel: false,
      refused: burnerRefusal(drive, system, protectedPaths, canBurn),
    };
  try {
    const facts = system.facts(address, protectedPaths);
    return {
      ...common,
      model: facts.model,
      needsModel: needsModel(facts),
      refused: refusalOf(() => refuseTarget(facts)),
    };
  } catch (error) {
    return { ...common, model, needsModel: false, refused: toWireError(error) };
  }
}

function refusalOf(guard: () => void): WireError | null {
  try {
    guard();
    return null;
  } catch (error) {
    return toWireError(error);
  }
}

/** Whether the drive burns at all, and a blank disc lies in it, is seen when it is looked at. */
function burnerRefusal(
  { address }: Drive,
  system: WriteBack,
  protectedPaths: readonly string[],
  canBurn: boolean,
): WireError | null {
  return refusalOf(() => {
    if (!canBurn)
      throw new SpindleError(
        'unsupported',
        'Discs are burnt by cdrdao and xorriso, and neither is installed (Debian: cdrdao, xorriso).',
        { address },
      );
    refuseGuarded(system.facts(address, protectedPaths));
  });
}

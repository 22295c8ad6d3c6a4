/** The one place where the hub's ports are given their adapters. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asSpindleError } from '../../shared/contract/client.ts';
import { SpindleError } from '../../shared/errors.ts';
import type { Drive } from '../../shared/model/drive.ts';
import { startMerge } from '../adapters/exports/start-merge.ts';
import { assetFolder, assetsBeside } from '../adapters/files/asset-folder.ts';
import { browseBelow, findBelow, pathBelow } from '../adapters/files/below-root.ts';
import { candidateNames, exists, isNameFree, sidecarPath, storePath } from '../adapters/files/dump-names.ts';
import { folderFacts } from '../adapters/files/folder-facts.ts';
import { verifySidecar } from '../adapters/files/verify-dump.ts';
import { volumeOf } from '../adapters/files/volume-of.ts';
import { openFixityReader } from '../adapters/fixity/fixity-reader.ts';
import { importHandedOver } from '../adapters/handover/import-handed-over.ts';
import { startHandOver } from '../adapters/handover/start-hand-over.ts';
import { handOverFormats } from '../adapters/handover/write-hand-over.ts';
import { hubProcesses } from '../adapters/hub-processes.ts';
import { openImageSession } from '../adapters/images/open-image-session.ts';
import { startCheck } from '../adapters/images/start-check.ts';
import { planConversion, startConversion } from '../adapters/images/start-conversion.ts';
import { startExtraction } from '../adapters/images/start-extraction.ts';
import { systemDrives } from '../adapters/list-drives.ts';
import { describeSimulatedDrive, practiceAddress } from '../adapters/simulated/describe-drive.ts';
import { openCatalogue } from '../adapters/sqlite/catalogue-client.ts';
import { datLibrary } from '../adapters/sqlite/dats/dat-client.ts';
import { catalogueSearch } from '../adapters/sqlite/find/find-client.ts';
import { imageLister } from '../adapters/sqlite/listing/image-lister.ts';
import { stationFacts } from '../adapters/station-facts.ts';
import { writeTargets } from '../adapters/writeback/write-targets.ts';
import { createHub, type Hub } from '../app/hub.ts';
import { version } from '../app/version.ts';
import { practiceMedia } from '../core/block/practice-media.ts';
import { practiceDiscs } from '../core/optical/practice-discs.ts';
import type { Catalogue, ImagingLauncher } from '../core/ports.ts';
import type { PracticeFolder } from '../core/practice/practice-port.ts';
import { builtUrl } from './built-files.ts';
import { defaultCataloguePath } from './user-folders.ts';

const practiceDriveLabel = 'Practice floppy drive';
const practiceCarriers = [...practiceMedia, ...practiceDiscs];

/** Beside `dist` in a checkout and in the npm package, among the resources of a packaged window. */
const floppyRuleSources = [
  fileURLToPath(builtUrl('../assets/linux/70-spindle-floppy.rules')),
  ...(process.resourcesPath === undefined
    ? []
    : [join(process.resourcesPath, 'linux/70-spindle-floppy.rules')]),
];

export interface WiringOptions {
  readonly launcher: ImagingLauncher;
  /** Undefined for the user's own catalogue, null for none. */
  readonly cataloguePath?: string | null | undefined;
  /** Refuse to start without the catalogue; a window rather starts and shows why. */
  readonly requireCatalogue?: boolean;
  /** Do without a catalogue where none is yet. */
  readonly onlyExistingCatalogue?: boolean;
  /** Makes it the practice desk, which knows no drive of the machine: what is read there may be thrown away any day. */
  readonly practiceFolder?: PracticeFolder;
}

/** @throws SpindleError catalogue-* when `requireCatalogue` is set */
export async function wireHub(host: 'electron' | 'station' | 'cli', options: WiringOptions): Promise<Hub> {
  const named = options.cataloguePath === undefined ? defaultCataloguePath() : options.cataloguePath;
  const path = named === null ? null : resolve(named);
  const isWanted = path !== null && (!options.onlyExistingCatalogue || existsSync(path));
  const { practiceFolder = null } = options;
  const { catalogue, problem } = await openIfWanted(
    isWanted ? path : null,
    options.requireCatalogue ?? false,
  );
  return createHub({
    host,
    launcher: options.launcher,
    catalogue,
    catalogueProblem: problem,
    dats: catalogue && datLibrary(catalogue.path),
    search: catalogue && catalogueSearch(catalogue.path),
    imageLister: catalogue && imageLister(catalogue.path),
    openFixityReader,
    joinPath: join,
    userName: userInfo().username,
    lister: practiceFolder ? { list: async () => [] } : systemDrives(),
    describePractice: (address) => describeDrive(address, practiceFolder),
    practiceFolder,
    practiceMedia: practiceCarriers,
    practiceAddress,
    practiceAddresses: practiceCarriers.map(({ id }) => practiceAddress(id)),
    processes: hubProcesses(),
    protectedPaths: path === null ? [] : [dirname(path)],
    volumeOf,
    nameInUse,
    importDirectory: importHandedOver,
    images: {
      open: (path) => openImageSession(path),
      extract: (path, order, watch) => startExtraction({ ...order, path }, watch),
      check: startCheck,
    },
    assetFolder: catalogue && assetFolder(assetsBeside(catalogue.path)),
    // What writes PDF is large: loaded when somebody wants one.
    writeLabels: async (order) => (await import('../adapters/labels/write-labels.ts')).writeLabels(order),
    handOvers: { formats: handOverFormats, start: startHandOver },
    imageFolders: { pathBelow, browse: browseBelow, find: findBelow },
    conversions: { plan: planConversion, start: startConversion },
    dumpMerges: { start: startMerge },
    writeTargets,
    verifyDump: (directory, name) => verifySidecar(sidecarPath(directory, name)),
    doctor: {
      stationFacts: () => stationFacts({ version, lister: systemDrives(), floppyRuleSources }),
      folderFacts,
      cataloguePath: path,
    },
  });
}

/** The drive of the practice desk is called the same whatever lies in it. */
function describeDrive(address: string, practiceFolder: PracticeFolder | null): Drive {
  const drive = describeSimulatedDrive(address);
  return address === practiceFolder?.driveAddress ? { ...drive, label: practiceDriveLabel } : drive;
}

async function openIfWanted(
  path: string | null,
  required: boolean,
): Promise<{ catalogue: Catalogue | null; problem: SpindleError | null }> {
  if (path === null) return { catalogue: null, problem: null };
  try {
    return { catalogue: await openCatalogue(path), problem: null };
  } catch (error) {
    if (required) throw error;
    return { catalogue: null, problem: asSpindleError(error) };
  }
}

function nameInUse(directory: string, name: string): { name: string; resumable: boolean } {
  for (const candidate of candidateNames(name)) {
    if (isNameFree(directory, candidate))
      return { name: candidate, resumable: exists(storePath(directory, name)) };
  }
  throw new SpindleError('internal', 'No free name was found.');
}

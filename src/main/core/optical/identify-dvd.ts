/** What a DVD or BD says of itself beside its sectors: the structures in its lead-in, kept as they come, and their meaning. */
import { parseBdDiscInformation, sectorsOfDiscInformation } from './bd-structure.ts';
import { type DiscStructure, discStructureBytes, readDiscStructure } from './cdb/medium-commands.ts';
import { featureOf, features, parseConfiguration } from './configuration.ts';
import { parseCopyright, parsePhysicalFormat, sectorsOfPfi, structureData } from './dvd-structure.ts';
import type { MediumFacts } from './identify-disc.ts';
import { isFault, type MmcDrive } from './mmc-drive.ts';

export type DiscProtection = 'CSS' | 'CPRM' | 'AACS' | 'unknown';

export interface StructureFacts {
  /** Answers as they came, by name. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Of a pressed disc; null for recordable ones, whose structures tell the room, and where nothing sensible came. */
  readonly pressedSectors: number | null;
  /** First LBA of each layer behind the first. */
  readonly layerBreakLbas: readonly number[];
  readonly protection: DiscProtection | null;
  readonly warnings: readonly string[];
}

const dvdStructures: readonly (readonly [name: string, structure: DiscStructure])[] = [
  ['pfi', 'physical'],
  ['copyright', 'copyright'],
  ['dmi', 'manufacturer'],
  ['bca', 'dvdBurstCuttingArea'],
];
const bdStructures: typeof dvdStructures = [
  ['di', 'discInformation'],
  ['bca', 'bdBurstCuttingArea'],
];

/** What a drive refuses to tell is left out. */
export function identifyStructures(
  drive: MmcDrive,
  family: 'dvd' | 'bd',
  medium: MediumFacts,
): StructureFacts {
  const blobs = new Map<string, Uint8Array>();
  for (const [name, structure] of family === 'bd' ? bdStructures : dvdStructures) {
    const answer = drive.ask(readDiscStructure(structure), discStructureBytes);
    if (!isFault(answer) && structureData(answer) !== null) blobs.set(name, answer);
  }
  return { blobs, ...(family === 'bd' ? factsOfBd(blobs, medium) : factsOfDvd(blobs)) };
}

type Facts = Omit<StructureFacts, 'blobs'>;
type Blobs = StructureFacts['blobs'];

function factsOfDvd(blobs: Blobs): Facts {
  const pfi = blobs.get('pfi');
  const format = pfi ? parsePhysicalFormat(pfi) : null;
  const extent = format && sectorsOfPfi(format);
  const isPressed = format?.isEmbossed === true && !format.isRecordable && !format.isRewritable;
  const warnings =
    format && !extent
      ? ['The physical format of this disc contradicts itself; its size and layers are not taken from it.']
      : [];
  return {
    pressedSectors: isPressed ? (extent?.sectors ?? null) : null,
    layerBreakLbas: extent?.layerBreakLba ? [extent.layerBreakLba] : [],
    protection: protectionOfDvd(blobs.get('copyright')),
    warnings,
  };
}

function protectionOfDvd(answer: Uint8Array | undefined): DiscProtection | null {
  const copyright = answer ? parseCopyright(answer) : null;
  switch (copyright?.protection) {
    case 'css':
      return 'CSS';
    case 'cprm':
      return 'CPRM';
    case 'other':
      return 'unknown';
    default:
      return null;
  }
}

function factsOfBd(blobs: Blobs, medium: MediumFacts): Facts {
  const di = blobs.get('di');
  const information = di ? parseBdDiscInformation(di) : null;
  const extent = information && sectorsOfDiscInformation(information);
  return {
    pressedSectors: extent?.sectors ?? null,
    layerBreakLbas: extent?.layerBreakLbas ?? [],
    protection: hasAacs(medium) ? 'AACS' : null,
    warnings: information?.warnings ?? [],
  };
}

/** The feature is current while a medium with AACS lies in the drive (MMC-6, 5.3.37). */
function hasAacs({ blobs }: MediumFacts): boolean {
  const answer = blobs.get('configuration');
  const configuration = answer ? parseConfiguration(answer) : null;
  return (configuration && featureOf(configuration, features.aacs)?.isCurrent) === true;
}

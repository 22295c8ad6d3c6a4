/** Names everything a medium seems to hold. A list, because hybrids are the rule on discs for two systems. */
import type { Filesystem } from '../../../shared/model/drive.ts';
import { findAdfs, findDfs } from './acorn.ts';
import { findAmiga, findOtherAmiga } from './amiga.ts';
import { findCdi, findFatx, findOpera, findXdvdfs } from './consoles.ts';
import { findCpmHint } from './cpm.ts';
import { findAppleDos, findCommodore, findProdos, findTrDos } from './eight-bit.ts';
import { findFat, findHuman68kFat, findOldDosFat } from './fat.ts';
import type { Finding, Signature } from './finding.ts';
import { findHfs, findHfsPlus, findMfs } from './macintosh.ts';
import { findExfat, findHpfs, findNtfs } from './microsoft.ts';
import { findHighSierra, findIso9660, findUdf } from './optical-volumes.ts';
import { hasRoom, partitionSchemes } from './partitions.ts';
import { type SectorReader, windowReader } from './sector-reader.ts';
import { unixSignatures } from './unix.ts';

/** In the order in which they are named: the likely ones first, so that a small budget of reads goes to them. */
const signatures: readonly Signature[] = [
  findFat,
  findOldDosFat,
  findHuman68kFat,
  findExfat,
  findNtfs,
  findHfs,
  findHfsPlus,
  findMfs,
  findAmiga,
  findOtherAmiga,
  findProdos,
  findAppleDos,
  findDfs,
  findAdfs,
  findTrDos,
  findCommodore,
  findHpfs,
  findIso9660,
  findHighSierra,
  findUdf,
  findCdi,
  findOpera,
  findXdvdfs,
  findFatx,
  ...unixSignatures,
];

/**
 * Tries every signature on the whole medium and on each partition. A partition's `startLba` counts sectors of the
 * medium. Nothing is invented: what cannot be read is not there, and an unknown medium gives an empty list.
 */
export function identify(reader: SectorReader): Filesystem[] {
  const found = contentsOf(reader, 0);
  for (const findTable of partitionSchemes) {
    const table = findTable(reader);
    if (!table) continue;
    const { type, evidence } = table;
    found.push({ type, label: '', startLba: 0, evidence: [...evidence] });
    for (const part of table.parts.filter((candidate) => hasRoom(reader, candidate))) {
      const inside = windowReader(reader, part.startBytes, part.sizeBytes);
      const startLba = Math.floor(part.startBytes / reader.sectorSize);
      const shifted = contentsOf(inside, startLba, part.startBytes);
      found.push(...shifted.filter((one) => !isKnown(found, one)));
    }
  }
  if (found.length === 0) {
    const hint = findCpmHint(reader);
    if (hint) found.push(placed(hint, 0, 0));
  }
  return found;
}

function contentsOf(reader: SectorReader, startLba: number, startBytes = 0): Filesystem[] {
  const found: Filesystem[] = [];
  for (const find of signatures) {
    const finding = find(reader);
    if (finding) found.push(placed(finding, startLba, startBytes));
  }
  return found;
}

/** Evidence says where on the medium it stands, not where in its partition. */
function placed({ type, label, evidence }: Finding, startLba: number, startBytes: number): Filesystem {
  return {
    type,
    label,
    startLba,
    evidence: evidence.map((one) =>
      one.offsetBytes === undefined ? one : { ...one, offsetBytes: one.offsetBytes + startBytes },
    ),
  };
}

/** Two tables of a hybrid often show the same part. */
function isKnown(found: readonly Filesystem[], one: Filesystem): boolean {
  return found.some(({ type, startLba }) => type === one.type && startLba === one.startLba);
}

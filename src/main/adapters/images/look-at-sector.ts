/** Everything an opened image can tell of one of its sectors. */
import { basename, dirname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { LookAtSector, QLook, SectorLook } from '../../../shared/model/sector-look.ts';
import { sectorLookLimits } from '../../../shared/model/sector-look.ts';
import { isYetToTry, type SectorState } from '../../../shared/model/sector-state.ts';
import { sidecarSuffix } from '../../../shared/model/sidecar.ts';
import { type Owners, ownersOf } from '../../core/filesystem/owners.ts';
import { isQCrcRight, parseQ, qBytes } from '../../core/optical/q-frame.ts';
import { checkSector } from '../../core/optical/sector.ts';
import { sectorFields } from '../../core/optical/sector-fields.ts';
import { headerAt, lbaOfHeaderWord, sectorBytes } from '../../core/optical/sector-layout.ts';
import { failuresOfVerdict, kindOfVerdict } from '../../core/optical/sector-verdict.ts';
import { channelBytes, subchannelBytes } from '../../core/optical/subchannel.ts';
import { exists } from '../files/dump-names.ts';
import { type Tree, treesOf } from '../image-trees.ts';
import type { OpenedImage } from '../open-image.ts';
import { historyInSidecar, historyInStore, noHistory, type SectorHistory } from './sector-history.ts';

export interface SectorLooker {
  /** @throws SpindleError bad-request for an LBA outside the medium */
  sector(asked: LookAtSector): Promise<SectorLook>;
}

const giveTurn = () => new Promise<void>((resume) => setImmediate(resume));

type Content = Pick<
  SectorLook,
  'sectorBytes' | 'bytes' | 'isGenerated' | 'fields' | 'kind' | 'failures' | 'headerLba'
>;

export function sectorLooker(image: OpenedImage): SectorLooker {
  const { reader } = image;
  const totalSectors = Math.ceil(reader.sizeBytes / reader.sectorSize);
  const trees = treesOf(image);
  const owners = new Map<Tree, Promise<Owners | null>>();
  const sidecar = sidecarOf(image);

  function ownersIn(tree: Tree): Promise<Owners | null> {
    const known = owners.get(tree) ?? ownersOf(tree.filesystem, tree.startBytes, giveTurn);
    owners.set(tree, known);
    return known;
  }

  async function filesOf(lba: number): Promise<Pick<SectorLook, 'files' | 'fileCount'>> {
    const files: SectorLook['files'] = [];
    for (const tree of trees) {
      const found = await ownersIn(tree);
      for (const owner of found?.of(lba * reader.sectorSize, reader.sectorSize) ?? [])
        files.push({ tree: tree.name, ...owner });
    }
    return { files: files.slice(0, sectorLookLimits.files), fileCount: files.length };
  }

  return {
    async sector({ lba }) {
      if (lba >= totalSectors)
        throw new SpindleError('bad-request', `There is no sector ${lba}: the medium has ${totalSectors}.`, {
          lba,
          totalSectors,
        });
      const history = historyOf(image, sidecar, totalSectors, lba);
      const isVouched = isKept(image, history.state, lba);
      return {
        lba,
        ...history,
        ...(isVouched ? contentOf(image, lba) : nothingOf(image)),
        place: image.sectorPlace(lba),
        q: qOf(image, lba),
        ...(await filesOf(lba)),
      };
    },
  };
}

/** Of a store that a job works on, the newest state counts; of all others, what was known when it was opened. */
function isKept({ format, reader, unread }: OpenedImage, state: SectorState | null, lba: number): boolean {
  if (format === 'store') return state !== 'bad' && (state === null || !isYetToTry(state));
  return !unread.touches(lba * reader.sectorSize, reader.sectorSize);
}

function historyOf(
  { format, path, reader, unread, damage, damageFrom }: OpenedImage,
  sidecar: string | null,
  totalSectors: number,
  lba: number,
): SectorHistory {
  if (format === 'store') return historyInStore(path, totalSectors, lba);
  if (sidecar !== null) return historyInSidecar(sidecar, lba);
  if (damageFrom === null) return noHistory;
  // A map of another program, or what the container itself says of its sectors.
  const [offset, length] = [lba * reader.sectorSize, reader.sectorSize];
  const state = unread.touches(offset, length) ? 'bad' : damage.touches(offset, length) ? 'suspect' : 'good';
  return {
    ...noHistory,
    ...{ state, stateFrom: basename(damageFrom) },
    notKept: noHistory.notKept.filter((fact) => fact !== 'state'),
  };
}

/** The sidecar that tells of this image, if that is what tells. */
function sidecarOf({ damageFrom, path, format }: OpenedImage): string | null {
  if (format === 'store' || damageFrom === null) return null;
  if (damageFrom.endsWith(sidecarSuffix)) return damageFrom;
  const beside = join(dirname(path), basename(path).replace(/\.[^.]*$/, '') + sidecarSuffix);
  return damageFrom === beside && exists(beside) ? beside : null;
}

function contentOf(image: OpenedImage, lba: number): Content {
  const { kept: reader } = image;
  const raw = reader.rawSectorAt?.(lba) ?? null;
  if (raw) return rawContent(raw, lba, image.isMade(lba));
  if (reader.rawSectorAt) return nothingOf(image);
  const length = Math.min(reader.sectorSize, reader.sizeBytes - lba * reader.sectorSize);
  const bytes =
    length <= sectorLookLimits.sectorBytes ? reader.readAt(lba * reader.sectorSize, length) : null;
  return {
    ...nothingOf(image),
    bytes: bytes && asBase64(bytes),
    fields: bytes ? [{ name: 'user', offset: 0, length }] : [],
  };
}

function nothingOf({ reader }: OpenedImage): Content {
  return {
    sectorBytes: reader.rawSectorAt ? sectorBytes : reader.sectorSize,
    ...{ bytes: null, isGenerated: false, fields: [], kind: null, failures: [], headerLba: null },
  };
}

function rawContent(raw: Uint8Array, lba: number, isGenerated: boolean): Content {
  const verdict = checkSector(raw, 0, lba);
  const kind = kindOfVerdict(verdict);
  const word = raw[headerAt]! | (raw[headerAt + 1]! << 8) | (raw[headerAt + 2]! << 16);
  return {
    sectorBytes,
    bytes: asBase64(raw),
    isGenerated,
    fields: sectorFields(kind),
    kind,
    failures: [...failuresOfVerdict(verdict)],
    headerLba: kind === 'audio-like' || kind === 'scrambled' ? null : lbaOfHeaderWord(word),
  };
}

function qOf(image: OpenedImage, lba: number): QLook | null {
  const channels = new Uint8Array(subchannelBytes);
  if (!image.readSubchannel(lba, channels)) return null;
  // Where no subchannel came the store holds zeros, which are no subchannel at all.
  if (channels.every((byte) => byte === 0)) return null;
  const q = channels.subarray(channelBytes, channelBytes + qBytes);
  const frame = parseQ(q);
  return { hex: Buffer.from(q).toString('hex'), isCrcRight: isQCrcRight(q), says: frame };
}

function asBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

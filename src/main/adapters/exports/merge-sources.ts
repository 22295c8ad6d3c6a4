/** The dumps that are merged: finished ones by their sidecars, parked ones by their stores; read only. */
import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { Disc } from '../../../shared/model/disc.ts';
import type { Medium } from '../../../shared/model/drive.ts';
import { totalSectors } from '../../../shared/model/sector-runs.ts';
import { type Sidecar, sidecarSuffix, storeSuffix } from '../../../shared/model/sidecar.ts';
import type { MergeInput } from '../../core/merge/plan-merge.ts';
import { sectorBytes } from '../../core/optical/sector-layout.ts';
import { subchannelBytes } from '../../core/optical/subchannel.ts';
import { openByteFile } from '../files/byte-file.ts';
import { exists, readSidecar, sidecarPath } from '../files/dump-names.ts';
import { readState, storeImagePath } from '../files/dump-store.ts';
import { isStore, readStoreDocument } from '../files/store-document.ts';
import { findOwner } from '../files/verify-dump.ts';
import { type ImageSectors, imageOfSidecar, openSectors } from '../open-sectors.ts';

export interface MergeSource extends MergeInput {
  /** Absolute, of the sidecar or the store. */
  readonly path: string;
  readonly name: string;
  readonly kind: Sidecar['kind'];
  readonly medium: Medium;
  readonly disc: Disc | null;
  readonly record: Pick<Sidecar, 'dumpId' | 'outcome' | 'carrier' | 'drives' | 'extents' | 'startedAt'>;
  readonly discRecord: Pick<
    NonNullable<Sidecar['disc']>,
    'tocSha1' | 'readOffset' | 'readOffsetOrigin' | 'subchannel'
  > | null;
  /** Packs as the disc has them, where the image keeps them. */
  readonly cdTextPacks: Uint8Array | null;
  /** Every file that is read, with its SHA-256 where a sidecar vouches for it. */
  readonly files: readonly { readonly path: string; readonly sha256: string | null }[];
  /** Fills 96 bytes; null where the dump kept no subchannel. */
  readonly readSubchannel: ((lba: number, into: Uint8Array) => void) | null;
  close(): void;
}

/**
 * @param argument a sidecar, a file that has one, or the store of a parked dump
 * @param scratch where a packed image may be unpacked
 * @throws SpindleError not-found, bad-usage, bad-sidecar, store-corrupt, bad-image, permission-denied
 */
export async function openMergeSource(argument: string, scratch: string): Promise<MergeSource> {
  const path = resolve(argument);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new SpindleError('not-found', `${path} is not there.`, { path });
  if (isStore(path)) return storeSource(path, scratch);
  if (!stat.isFile()) throw noDump(path);
  if (path.endsWith(sidecarSuffix)) return sidecarSource(path, scratch);
  const owner = await findOwner(path);
  if (owner === null) throw noDump(path);
  return sidecarSource(owner, scratch);
}

function noDump(path: string): SpindleError {
  return new SpindleError(
    'bad-usage',
    `${path} is no dump: nothing says which of its sectors were read. Name a sidecar (NAME${sidecarSuffix}), a file that has one, or the store of a parked dump (NAME${storeSuffix}).`,
    { path },
  );
}

async function sidecarSource(path: string, scratch: string): Promise<MergeSource> {
  const sidecar = readSidecar(path);
  const { medium } = sidecar.source;
  if (totalSectors(sidecar.states) !== medium.totalSectors)
    throw new SpindleError(
      'bad-sidecar',
      `${path} cannot be merged: its sector states cover ${totalSectors(sidecar.states)} sectors, its medium has ${medium.totalSectors}.`,
      { path },
    );
  const isCd = sidecar.disc !== null && medium.sectorSize === sectorBytes;
  const opened = await openSectorsOf(path, sidecar, scratch);
  const subchannel = subchannelFile(path, sidecar);
  const hashOf = (file: string) =>
    sidecar.files.find((each) => join(dirname(path), each.path) === file)?.sha256 ?? null;
  const files = subchannel ? [...opened.files, subchannel.path] : opened.files;
  if (isCd !== (opened.kind === 'disc')) {
    opened.close();
    throw new SpindleError('bad-sidecar', `${path} and its image ${opened.path} do not fit together.`, {
      path,
    });
  }
  return {
    path,
    name: sidecar.name,
    kind: sidecar.kind,
    medium,
    disc: sidecar.disc?.disc ?? null,
    record: sidecar,
    discRecord: sidecar.disc,
    cdTextPacks: opened.kind === 'disc' ? opened.image.cdTextPacks : null,
    states: sidecar.states,
    files: files.map((file) => ({ path: file, sha256: hashOf(file) })),
    read: readerOf(opened, medium),
    readSubchannel: subchannel?.read ?? null,
    close() {
      opened.close();
      subchannel?.close();
    },
  };
}

/** The ISO of a DVD is its sectors, not the user data of a CD. */
async function openSectorsOf(
  path: string,
  { kind, source }: Sidecar,
  scratch: string,
): Promise<ImageSectors> {
  const isDvd = kind === 'optical' && source.medium.sectorSize !== sectorBytes;
  if (!isDvd) return openSectors(path, { scratch });
  const image = imageOfSidecar(path);
  const file = openByteFile(image);
  const { sectorSize } = source.medium;
  return {
    kind: 'block',
    path: image,
    files: [image],
    image: { ...file, format: 'ISO', sectorSize, geometry: null, flaws: [], comment: '', warnings: [] },
    close: () => file.close(),
  };
}

function readerOf(opened: ImageSectors, { sectorSize, sizeBytes }: Medium): MergeInput['read'] {
  if (opened.kind === 'disc')
    return (lba, count, into) => {
      for (let index = 0; index < count; index++)
        opened.image.readSector(lba + index, into.subarray(index * sectorBytes, (index + 1) * sectorBytes));
    };
  if (opened.image.sizeBytes !== sizeBytes) {
    opened.close();
    throw new SpindleError(
      'bad-image',
      `${opened.path} has ${opened.image.sizeBytes} bytes, its medium ${sizeBytes}: it is not what its sidecar speaks of.`,
      { path: opened.path },
    );
  }
  return (lba, _count, into) => opened.image.read(lba * sectorSize, into);
}

/** What lies between sessions is left out of the file. */
function subchannelFile(path: string, { files, disc }: Sidecar) {
  const named = files.find(({ role }) => role === 'subchannel');
  const subchannelPath = named && join(dirname(path), named.path);
  if (!disc || !subchannelPath || !exists(subchannelPath)) return null;
  const areas = disc.disc.sessions.map(({ startLba, leadOutLba }, at) => ({
    startLba: at === 0 ? 0 : startLba,
    endLba: leadOutLba,
  }));
  const sectors = areas.reduce((sum, { startLba, endLba }) => sum + endLba - startLba, 0);
  const file = openByteFile(subchannelPath);
  if (file.sizeBytes !== sectors * subchannelBytes) {
    file.close();
    return null;
  }
  return {
    path: subchannelPath,
    close: () => file.close(),
    read(lba: number, into: Uint8Array) {
      let before = 0;
      for (const { startLba, endLba } of areas) {
        if (lba >= startLba && lba < endLba) {
          file.read((before + lba - startLba) * subchannelBytes, into);
          return;
        }
        before += endLba - startLba;
      }
      into.fill(0);
    },
  };
}

/** Of what a parked job read since its last checkpoint nothing is claimed. */
async function storeSource(directory: string, scratch: string): Promise<MergeSource> {
  const document = readStoreDocument(directory);
  const state = readState(directory);
  // What is published vouches for itself, and the store has given its image away.
  const sidecar = sidecarPath(dirname(directory), document.name);
  if (state.published && exists(sidecar)) return sidecarSource(sidecar, scratch);
  const { medium, disc } = document;
  const image = openByteFile(storeImagePath(directory));
  const subchannelPath = join(directory, 'subchannel.raw');
  const subchannel = disc?.hasSubchannel && exists(subchannelPath) ? openByteFile(subchannelPath) : null;
  return {
    path: directory,
    name: basename(directory, storeSuffix),
    kind: disc ? 'optical' : 'block',
    medium,
    disc: disc?.disc ?? null,
    record: {
      dumpId: document.dumpId,
      outcome: 'partial',
      carrier: state.options.carrier,
      drives: state.drives,
      extents: state.extents,
      startedAt: document.startedAt,
    },
    discRecord: disc && { ...disc, subchannel: null },
    cdTextPacks: null,
    states: state.states,
    files: [storeImagePath(directory), ...(subchannel ? [subchannelPath] : [])].map((path) => ({
      path,
      sha256: null,
    })),
    read: (lba, _count, into) => image.read(lba * medium.sectorSize, into),
    readSubchannel: subchannel && ((lba, into) => subchannel.read(lba * subchannelBytes, into)),
    close() {
      image.close();
      subchannel?.close();
    },
  };
}

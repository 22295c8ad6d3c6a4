/** A disc image from a media descriptor (.mds) and its sectors (.mdf). */
import { SpindleError } from '../../../../shared/errors.ts';
import type { DiscSession, TrackMode } from '../../../../shared/model/disc.ts';
import { pregapLba } from '../../../../shared/msf.ts';
import type { ByteSource, FindSibling } from '../byte-source.ts';
import type { DiscImage, ImageTrack } from '../disc-image.ts';
import {
  discImageOf,
  type Extent,
  rawSectorBytes,
  type StoredForm,
  type SubchannelPart,
} from '../extent-image.ts';
import { sheetWarnings } from '../sheet-text.ts';
import { bareName } from '../sibling-name.ts';
import { subchannelOrder } from '../subchannel-order.ts';
import { type MdsTrack, parseMds } from './parse-mds.ts';

const subchannelBytes = 96;
const controlData = 4;

function modeOf({ mode, number }: MdsTrack): TrackMode {
  if (mode === 1) return 'AUDIO';
  if (mode === 2) return 'MODE1';
  if (mode >= 3 && mode <= 5) return 'MODE2';
  throw new SpindleError(
    'unsupported',
    `Track ${number} of the media descriptor is of a kind that is not known here.`,
    {
      mode,
    },
  );
}

function formOf(track: MdsTrack, strideBytes: number): StoredForm {
  const main = strideBytes - (track.hasSubchannel ? subchannelBytes : 0);
  const mode = modeOf(track);
  if (main === rawSectorBytes) return mode === 'AUDIO' ? 'audio-little-endian' : 'raw-2352';
  if (main === 2048) return mode === 'MODE1' ? 'mode1-2048' : 'mode2-form1-2048';
  if (main === 2336) return 'mode2-2336';
  if (main === 2324) return 'mode2-form2-2324';
  throw new SpindleError(
    'unsupported',
    `Track ${track.number} has sectors of ${main} bytes, which no disc has.`,
    {
      sectorBytes: track.sectorBytes,
    },
  );
}

function findData(name: string, { fileName }: MdsTrack, findSibling: FindSibling): ByteSource {
  const stem = (bareName(name) ?? name).replace(/\.[^.]*$/, '');
  const wanted = fileName && !fileName.startsWith('*') ? fileName : `${stem}.mdf`;
  // People rename both files, and the descriptor keeps the old name.
  const found = findSibling(wanted) ?? findSibling(`${stem}.mdf`);
  if (found) return found;
  throw new SpindleError(
    'not-found',
    `${wanted}, which holds the sectors, is not beside the media descriptor.`,
    {
      name,
    },
  );
}

/**
 * @param name of the descriptor, from which that of the data follows
 * @throws SpindleError bad-image, not-found, unsupported, in words about this file
 */
export function openMds(name: string, bytes: Uint8Array, findSibling: FindSibling): DiscImage {
  const warnings = sheetWarnings();
  const sessions: DiscSession[] = [];
  const tracks: ImageTrack[] = [];
  const extents: Extent[] = [];
  const reachedIn = new Map<string, number>();
  let reached = pregapLba;
  for (const session of parseMds(bytes)) {
    if (session.tracks.length === 0) continue;
    for (const track of session.tracks) {
      const { number, startLba } = track;
      const source = findData(name, track, findSibling);
      const mode = modeOf(track);
      const form = formOf(track, track.sectorBytes);
      const lengthSectors =
        track.lengthSectors ?? Math.floor((source.sizeBytes - track.startAt) / track.sectorBytes);
      const isFirst = tracks.length === 0;
      const firstLba = isFirst ? pregapLba : startLba - (track.pregapSectors ?? 0);
      const isInOrder = number === tracks.length + 1 && startLba >= reached && firstLba >= reached;
      if (!isInOrder || startLba < 0 || lengthSectors < 1)
        throw new SpindleError(
          'bad-image',
          `Track ${number} of the media descriptor is not where it can be.`,
          {
            startLba,
            lengthSectors,
          },
        );
      const { sectorBytes, startAt } = track;
      const file = track.fileName ?? '';
      // The pregap is kept right before the track where there is room for it, and made up where there is none.
      const room = Math.floor((startAt - (reachedIn.get(file) ?? 0)) / sectorBytes);
      const kept = room >= startLba - firstLba ? startLba - firstLba : 0;
      if (kept === 0 && firstLba < startLba)
        extents.push({ kind: 'generated', startLba: firstLba, lengthSectors: startLba - firstLba, mode });
      const offsetBytes = startAt - kept * sectorBytes;
      const endBytes = startAt + lengthSectors * sectorBytes;
      extents.push({
        kind: 'stored',
        startLba: startLba - kept,
        lengthSectors: kept + lengthSectors,
        form,
        source,
        offsetBytes,
        strideBytes: sectorBytes,
        endBytes,
        subchannel: track.hasSubchannel ? subchannelOf(source, offsetBytes, sectorBytes) : null,
      });
      if (endBytes > source.sizeBytes)
        warnings.add(
          null,
          `Track ${number} ends behind the end of its file; what is missing cannot be read.`,
        );
      reachedIn.set(file, endBytes);
      reached = startLba + lengthSectors;
      const control = mode === 'AUDIO' ? track.control : track.control | controlData;
      const common = { number, session: sessions.length + 1, mode, control, startLba, isrc: null };
      tracks.push({ ...common, pregapLba: firstLba, indices: [], endLba: reached });
    }
    const own = tracks.filter((track) => track.session === sessions.length + 1);
    sessions.push({
      number: sessions.length + 1,
      firstTrack: own[0]!.number,
      lastTrack: own.at(-1)!.number,
      startLba: own[0]!.startLba,
      leadOutLba: reached,
    });
  }
  if (tracks.length === 0)
    throw new SpindleError('bad-image', 'The media descriptor has no track.', { sizeBytes: bytes.length });
  return discImageOf({
    sessions,
    tracks: tracks.map((track, at) => {
      const next = tracks[at + 1];
      return next?.session === track.session ? { ...track, endLba: next.pregapLba } : track;
    }),
    mcn: null,
    cdTextPacks: null,
    endLba: reached,
    warnings: warnings.all(),
    extents,
  });
}

function subchannelOf(source: ByteSource, offsetBytes: number, strideBytes: number): SubchannelPart | null {
  const at = offsetBytes + strideBytes - subchannelBytes;
  const order = subchannelOrder(source, at, strideBytes);
  return order && { source, offsetBytes: at, strideBytes, order };
}

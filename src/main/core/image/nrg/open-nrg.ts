/** Nero images, versions 1 and 2. */
import { SpindleError } from '../../../../shared/errors.ts';
import type { DiscSession, TrackMode } from '../../../../shared/model/disc.ts';
import { pregapLba } from '../../../../shared/msf.ts';
import type { ByteSource } from '../byte-source.ts';
import type { DiscImage, ImageTrack } from '../disc-image.ts';
import { discImageOf, type Extent, rawSectorBytes, type StoredForm, storedBytes } from '../extent-image.ts';
import { type SheetWarnings, sheetWarnings } from '../sheet-text.ts';
import { subchannelOrder } from '../subchannel-order.ts';
import { type NrgSession, type NrgTrack, parseNrg } from './parse-nrg.ts';

interface Form {
  readonly mode: TrackMode;
  readonly stored: StoredForm;
}

const forms: ReadonlyMap<number, Form> = new Map([
  [0x00, { mode: 'MODE1', stored: 'mode1-2048' }],
  [0x02, { mode: 'MODE2', stored: 'mode2-form1-2048' }],
  [0x03, { mode: 'MODE2', stored: 'mode2-2336' }],
  [0x05, { mode: 'MODE1', stored: 'raw-2352' }],
  [0x06, { mode: 'MODE2', stored: 'raw-2352' }],
  [0x07, { mode: 'AUDIO', stored: 'audio-little-endian' }],
  [0x0f, { mode: 'MODE1', stored: 'raw-2352' }],
  [0x10, { mode: 'AUDIO', stored: 'audio-little-endian' }],
  [0x11, { mode: 'MODE2', stored: 'raw-2352' }],
]);
const controlData = 4;
const leadOut = 0xaa;
const withSubchannelBytes = 2448;
/** Between the lead-outs of the first and of later sessions and the next track: lead-out, lead-in and pregap. */
const firstGapSectors = 11_400;
const laterGapSectors = 6_900;
const plainPregapSectors = 150;

interface Placed {
  readonly track: ImageTrack;
  readonly extents: readonly Extent[];
}

function formOf({ mode, number }: NrgTrack): Form {
  const form = forms.get(mode);
  if (form) return form;
  throw new SpindleError(
    'unsupported',
    `Track ${number} of the Nero image is of a kind that is not known here.`,
    {
      mode,
    },
  );
}

function place(
  source: ByteSource,
  session: number,
  { cues }: NrgSession,
  nrg: NrgTrack,
  reachedLba: number,
  warnings: SheetWarnings,
): Placed {
  const { number, sectorBytes, pregapAt, startAt, endAt, isrc } = nrg;
  const { mode, stored } = formOf(nrg);
  const isOrdered = pregapAt <= startAt && startAt < endAt && sectorBytes >= storedBytes[stored];
  if (!isOrdered)
    throw new SpindleError('bad-image', `Track ${number} of the Nero image ends before it begins.`, {
      pregapAt,
      startAt,
      endAt,
      sectorBytes,
    });
  const storedPregap = Math.floor((startAt - pregapAt) / sectorBytes);
  const ownCues = cues.filter((cue) => cue.track === number);
  const one = ownCues.find(({ index }) => index === 1);
  const zero = ownCues.find(({ index }) => index === 0);
  const startLba = one?.lba ?? nrg.lba ?? reachedLba + storedPregap;
  const lengthSectors = Math.floor((endAt - startAt) / sectorBytes);
  const declared = zero && zero.lba <= startLba ? zero.lba : startLba - storedPregap;
  const firstLba = number === 1 && session === 1 ? pregapLba : Math.max(declared, reachedLba);
  if (startLba < reachedLba || startLba + lengthSectors > 2 ** 31)
    throw new SpindleError('bad-image', `The Nero image puts track ${number} into the one before it.`, {
      startLba,
    });
  const endLba = startLba + lengthSectors;
  const storedFrom = Math.max(startLba - storedPregap, firstLba);
  const extents: Extent[] = [];
  if (storedFrom > firstLba)
    extents.push({ kind: 'generated', startLba: firstLba, lengthSectors: storedFrom - firstLba, mode });
  const offsetBytes = startAt - (startLba - storedFrom) * sectorBytes;
  extents.push({
    kind: 'stored',
    startLba: storedFrom,
    lengthSectors: endLba - storedFrom,
    form: stored,
    source,
    offsetBytes,
    strideBytes: sectorBytes,
    endBytes: endAt,
    subchannel: subchannelOf(source, offsetBytes, sectorBytes),
  });
  if (endAt > source.sizeBytes) warnings.add(null, `Track ${number} ends behind the end of the file.`);
  const track = {
    number,
    session,
    mode,
    control: one?.control ?? (mode === 'AUDIO' ? 0 : controlData),
    pregapLba: firstLba,
    startLba,
    indices: ownCues
      .filter(({ index, lba }) => index > 1 && index <= 99 && lba > startLba && lba < endLba)
      .map(({ index, lba }) => ({ number: index, lba })),
    endLba,
    isrc,
  };
  return { track, extents };
}

function subchannelOf(source: ByteSource, offsetBytes: number, strideBytes: number) {
  if (strideBytes !== withSubchannelBytes) return null;
  const order = subchannelOrder(source, offsetBytes + rawSectorBytes, strideBytes);
  return order && { source, offsetBytes: offsetBytes + rawSectorBytes, strideBytes, order };
}

/** @throws SpindleError bad-image, unsupported, in words about this file */
export function openNrg(source: ByteSource): DiscImage {
  const warnings = sheetWarnings();
  const nrg = parseNrg(source, warnings);
  const sessions: DiscSession[] = [];
  const tracks: ImageTrack[] = [];
  const extents: Extent[] = [];
  let reached = pregapLba;
  for (const [at, session] of nrg.sessions.entries()) {
    const number = at + 1;
    if (at > 0) reached += (at === 1 ? firstGapSectors : laterGapSectors) - plainPregapSectors;
    const isPlaced = session.cues.length > 0 || session.tracks.some(({ lba }) => lba !== null);
    // What the file says counts, even where the gap is shorter than a recorder would leave it.
    if (at > 0 && isPlaced) reached = sessions[at - 1]!.leadOutLba;
    const first = tracks.length;
    for (const track of session.tracks) {
      const expected = tracks.length + 1;
      if (track.number !== expected)
        throw new SpindleError(
          'bad-image',
          `The Nero image has track ${track.number} where ${expected} belongs.`,
          {
            number: track.number,
          },
        );
      const placed = place(source, number, session, track, reached, warnings);
      tracks.push(placed.track);
      extents.push(...placed.extents);
      reached = placed.track.endLba;
    }
    if (tracks.length > 99) throw new SpindleError('bad-image', 'The Nero image has more than 99 tracks.');
    const declared = session.cues.findLast(({ track }) => track === leadOut)?.lba;
    const leadOutLba = declared !== undefined && declared > reached ? declared : reached;
    sessions.push({
      number,
      firstTrack: first + 1,
      lastTrack: tracks.length,
      startLba: tracks[first]!.startLba,
      leadOutLba,
    });
    reached = leadOutLba;
  }
  return discImageOf({
    sessions,
    tracks: closed(tracks),
    mcn: nrg.sessions.find(({ mcn }) => mcn !== null)?.mcn ?? null,
    cdTextPacks: nrg.cdTextPacks,
    endLba: reached,
    warnings: warnings.all(),
    extents,
  });
}

/** A track reaches to the pregap of the next one, though no file has what lies between. */
function closed(tracks: readonly ImageTrack[]): readonly ImageTrack[] {
  return tracks.map((track, at) => {
    const next = tracks[at + 1];
    return next && next.session === track.session ? { ...track, endLba: next.pregapLba } : track;
  });
}

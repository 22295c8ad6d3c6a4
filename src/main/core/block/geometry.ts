/**
 * How a medium may be laid out, ranked. Nothing is decided here: every format of the right size is a hypothesis,
 * evidence moves it up or down, and hypotheses with the same evidence keep the same confidence.
 */
import type { Evidence, Filesystem, GeometryHypothesis } from '../../../shared/model/drive.ts';
import { countWords } from '../../../shared/words.ts';
import { fatIdOf } from '../identify/fat.ts';
import { proof } from '../identify/finding.ts';
import type { SectorReader } from '../identify/sector-reader.ts';
import {
  layoutOf,
  type ParameterBlock,
  parameterBlockBytes,
  parseParameterBlock,
  type TrackLayout,
} from './bios-parameter-block.ts';
import {
  type FloppyFormat,
  floppyFormats,
  formatsOfSize,
  largestFloppyBytes,
  oldDosFormats,
} from './floppy-formats.ts';
import { isDiscVolume, systemsOf } from './format-systems.ts';

export interface DeviceGeometry {
  readonly cylinders: number;
  readonly heads: number;
  readonly sectorsPerTrack: number;
}

export interface GeometryInput {
  readonly reader: SectorReader;
  /** What {@link identify} found on the same medium. */
  readonly filesystems: readonly Filesystem[];
  /** Null for images and for devices that do not say. */
  readonly deviceGeometry: DeviceGeometry | null;
  /** Of the image file, lower case, without the dot. */
  readonly extension: string | null;
}

/** What is known of a medium, gathered once. */
export interface Clues extends GeometryInput {
  readonly bootSector: Uint8Array | null;
  readonly block: ParameterBlock | null;
  readonly layout: TrackLayout | null;
  readonly fatId: { readonly value: number; readonly evidence: Evidence } | null;
}

export function gatherClues(input: GeometryInput): Clues {
  const { reader } = input;
  const bootSector = reader.readAt(0, parameterBlockBytes);
  const parsed = bootSector && parseParameterBlock(bootSector);
  const hasFat = input.filesystems.some(({ type, startLba }) => type.startsWith('FAT') && startLba === 0);
  // A block that made no FAT is chance, unless it is what a disk read by the wrong drive leaves of itself.
  const block = parsed?.isSane && (hasFat || parsed.block.bootCode !== 'none') ? parsed.block : null;
  const fatOffset = block ? block.reservedSectors * block.bytesPerSector : 512;
  const fatStart = reader.readAt(fatOffset, 3);
  const id = hasFat ? fatIdOf(fatStart) : null;
  return {
    ...input,
    bootSector,
    block,
    layout: block && layoutOf(block, reader.sizeBytes),
    fatId: fatStart && id !== null ? { value: id, evidence: proof('FAT id', fatOffset, fatStart) } : null,
  };
}

/** Best first; empty when nothing says that this is a floppy or one of the cartridges of the table. */
export function geometryHypotheses(input: GeometryInput): GeometryHypothesis[] {
  return rankedHypotheses(gatherClues(input));
}

export function rankedHypotheses(clues: Clues): GeometryHypothesis[] {
  const rivals = formatsOfSize(clues.reader.sizeBytes).length;
  return candidatesFor(clues)
    .map((format) => judge(format, clues, rivals))
    .sort((a, b) => b.confidence - a.confidence);
}

function candidatesFor(clues: Clues): FloppyFormat[] {
  const { reader, layout, fatId, block, deviceGeometry } = clues;
  const candidates = new Set(formatsOfSize(reader.sizeBytes));
  if (reader.sizeBytes > largestFloppyBytes) return [...candidates];
  if (layout && ![...candidates].some((format) => hasLayout(format, layout))) {
    const known = floppyFormats.filter((format) => format.zones === null && hasLayout(format, layout));
    for (const format of known.length > 0 ? known : [unnamed(layout, 'Boot sector')]) candidates.add(format);
  }
  const oldDos = fatId && !block ? oldDosFormats.get(fatId.value) : undefined;
  if (oldDos) candidates.add(oldDos);
  if (candidates.size === 0 && deviceGeometry)
    candidates.add(unnamed({ ...deviceGeometry, bytesPerSector: reader.sectorSize }, 'Drive'));
  return [...candidates];
}

function hasLayout(format: FloppyFormat, layout: TrackLayout): boolean {
  return (
    format.cylinders === layout.cylinders &&
    format.heads === layout.heads &&
    format.sectorsPerTrack === layout.sectorsPerTrack &&
    format.bytesPerSector === layout.bytesPerSector
  );
}

function unnamed(layout: TrackLayout, by: string): FloppyFormat {
  const { cylinders, heads, sectorsPerTrack, bytesPerSector } = layout;
  return {
    name: `${by}: ${cylinders}/${heads}/${sectorsPerTrack}`,
    system: 'pc',
    cylinders,
    heads,
    sectorsPerTrack,
    bytesPerSector,
    sizeBytes: cylinders * heads * sectorsPerTrack * bytesPerSector,
    mediaId: null,
    fat: null,
    hardware: ['usb', 'controller', 'raw-command', 'flux'],
    extensions: [],
    zones: null,
    note: null,
  };
}

/** One piece of evidence: it supports a hypothesis by a weight, or speaks against it by a factor. */
type Verdict =
  | { readonly supports: number; readonly evidence: Evidence }
  | { readonly factor: number; readonly against: string }
  | null;

/** Weights combine as independent witnesses do: what remains of doubt is the product of the doubts. */
function judge(format: FloppyFormat, clues: Clues, rivals: number): GeometryHypothesis {
  const verdicts = [
    bySize(format, clues, rivals),
    byBlock(format, clues),
    byFatId(format, clues),
    byFilesystems(format, clues),
    byDevice(format, clues),
    byHardware(format, clues),
    byExtension(format, clues),
  ];
  let doubt = 1;
  let factor = 1;
  const evidence: Evidence[] = [];
  const against: string[] = [];
  for (const verdict of verdicts) {
    if (!verdict) continue;
    if ('supports' in verdict) {
      doubt *= 1 - verdict.supports;
      evidence.push(verdict.evidence);
    } else {
      factor *= verdict.factor;
      against.push(verdict.against);
    }
  }
  if (format.note) against.push(format.note);
  const { name, cylinders, heads, sectorsPerTrack, bytesPerSector } = format;
  const confidence = Math.round((1 - doubt) * factor * 1000) / 1000;
  return { name, cylinders, heads, sectorsPerTrack, bytesPerSector, confidence, evidence, against };
}

function bySize(format: FloppyFormat, { reader }: Clues, rivals: number): Verdict {
  const { sizeBytes } = reader;
  if (sizeBytes === format.sizeBytes) {
    const shared = rivals > 1 ? `, a size of ${rivals} formats` : '';
    return { supports: 0.6 / rivals, evidence: { what: `exactly ${countWords(sizeBytes)} bytes${shared}` } };
  }
  const difference = Math.abs(format.sizeBytes - sizeBytes);
  const what = sizeBytes < format.sizeBytes ? 'are missing' : 'would lie beyond the end of such a disk';
  return { factor: 0.4, against: `${countWords(difference)} bytes ${what}.` };
}

function byBlock(format: FloppyFormat, { layout, block, bootSector }: Clues): Verdict {
  if (!layout || !block || !bootSector) return null;
  const { cylinders, heads, sectorsPerTrack, bytesPerSector } = layout;
  const says = `${cylinders} cylinders, ${heads} heads, ${sectorsPerTrack} sectors of ${bytesPerSector} bytes`;
  if (!hasLayout(format, layout) || format.zones)
    return { factor: 0.15, against: `The boot sector says ${says}.` };
  return { supports: 0.9, evidence: proof(`the boot sector says ${says}`, 11, bootSector.subarray(11, 36)) };
}

function byFatId(format: FloppyFormat, { fatId }: Clues): Verdict {
  if (!fatId || format.mediaId === null) return null;
  if (fatId.value === format.mediaId) return { supports: 0.5, evidence: fatId.evidence };
  // TOS writes F7 whatever the disk is: it contradicts nothing.
  if (fatId.value === 0xf7) return null;
  const shown = (value: number) => value.toString(16).toUpperCase();
  return {
    factor: 0.6,
    against: `The FAT begins with ${shown(fatId.value)}, such disks with ${shown(format.mediaId)}.`,
  };
}

function byFilesystems(format: FloppyFormat, clues: Clues): Verdict {
  const telling = clues.filesystems
    .map((filesystem) => ({ filesystem, systems: systemsOf(filesystem, clues) }))
    .filter(({ systems }) => systems.length > 0);
  if (telling.length === 0) return byDiscVolumes(clues);
  const match = telling.find(({ systems }) => systems.includes(format.system));
  if (!match) {
    const types = telling.map(({ filesystem }) => filesystem.type).join(', ');
    return { factor: 0.2, against: `What is on it is of another system: ${types}.` };
  }
  const first = match.filesystem.evidence[0];
  return { supports: 0.6, evidence: { ...first, what: `${match.filesystem.type} is of that system` } };
}

function byDiscVolumes({ filesystems }: Clues): Verdict {
  if (!filesystems.some(isDiscVolume)) return null;
  return { factor: 0.2, against: 'What is on it was made for a disc.' };
}

function byDevice(format: FloppyFormat, { deviceGeometry, reader }: Clues): Verdict {
  if (!deviceGeometry) return null;
  const { cylinders, heads, sectorsPerTrack } = deviceGeometry;
  const says = `The drive reads ${sectorsPerTrack} sectors of ${reader.sectorSize} bytes on ${heads} heads`;
  const isSame =
    heads === format.heads &&
    sectorsPerTrack === format.sectorsPerTrack &&
    cylinders === format.cylinders &&
    reader.sectorSize === format.bytesPerSector;
  return isSame
    ? { supports: 0.3, evidence: { what: `the drive says ${cylinders}/${heads}/${sectorsPerTrack}` } }
    : { factor: 0.4, against: `${says}.` };
}

/** A drive that told its geometry read the disk by its own controller, which some formats do not allow. */
function byHardware(format: FloppyFormat, { deviceGeometry }: Clues): Verdict {
  if (!deviceGeometry || format.hardware.includes('usb') || format.hardware.includes('controller'))
    return null;
  return { factor: 0.2, against: 'No PC floppy drive can read such a disk.' };
}

function byExtension(format: FloppyFormat, { extension }: Clues): Verdict {
  if (!extension || !format.extensions.includes(extension)) return null;
  return { supports: 0.3, evidence: { what: `the file name ends in .${extension}` } };
}

/**
 * Formats that are known by their first bytes and cannot be read here. Told by name: taken for bare sectors, such a file
 * would only look like a damaged disk.
 */
import { SpindleError } from '../../../shared/errors.ts';
import { hasBytes } from '../byte-fields.ts';
import type { ByteSource } from './byte-source.ts';

interface ForeignFormat {
  readonly name: string;
  readonly magic: string | readonly number[];
  readonly advice: string;
}

const unpackFirst = 'Unpack it and open the image in it.';
const toRawDisk = 'Make a raw image of it (qemu-img convert -O raw) and open that.';
const toFloppy = 'Make a raw or ImageDisk image of it (dsktrans of libdsk) and open that.';
const fromFlux = 'Decode it (gw convert, fluxengine) to an image of sectors and open that.';
const withItsProgram = 'Make an ISO or BIN/CUE of it with its own program and open that.';

const formats: readonly ForeignFormat[] = [
  { name: 'a file packed with xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], advice: unpackFirst },
  { name: 'a file packed with bzip2', magic: 'BZh', advice: unpackFirst },
  { name: 'a file packed with zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], advice: unpackFirst },
  { name: 'a 7z archive', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], advice: unpackFirst },
  { name: 'a RAR archive', magic: 'Rar!\u001a\u0007', advice: unpackFirst },
  { name: 'a VMDK disk', magic: 'KDMV', advice: toRawDisk },
  { name: 'a VMDK description', magic: '# Disk DescriptorFile', advice: toRawDisk },
  { name: 'a QCOW disk', magic: 'QFI\u00fb', advice: toRawDisk },
  { name: 'a VHDX disk', magic: 'vhdxfile', advice: toRawDisk },
  { name: 'a VirtualBox disk', magic: '<<< ', advice: toRawDisk },
  {
    name: 'an EnCase (EWF) image',
    magic: [0x45, 0x56, 0x46, 9, 0x0d, 0x0a, 0xff, 0],
    advice: 'Export it raw (ewfexport) and open that.',
  },
  { name: 'an AFF image', magic: 'AFF10', advice: 'Export it raw (affconvert) and open that.' },
  { name: 'a CPC disk image', magic: 'MV - CPC', advice: toFloppy },
  { name: 'an extended CPC disk image', magic: 'EXTENDED CPC DSK', advice: toFloppy },
  { name: 'a DMS archive of an Amiga disk', magic: 'DMS!', advice: 'Unpack it (xdms) to ADF and open that.' },
  { name: 'an HFE flux image', magic: 'HXCPICFE', advice: fromFlux },
  { name: 'an HFE flux image', magic: 'HXCHFEV3', advice: fromFlux },
  { name: 'an IPF flux image', magic: 'CAPS', advice: fromFlux },
  { name: 'a WOZ flux image', magic: 'WOZ1', advice: fromFlux },
  { name: 'a WOZ flux image', magic: 'WOZ2', advice: fromFlux },
  { name: 'an A2R flux image', magic: 'A2R', advice: fromFlux },
  { name: 'an Aaru image', magic: 'AARUFRMT', advice: withItsProgram },
  { name: 'an Aaru image', magic: 'DICMFRMT', advice: withItsProgram },
  { name: 'a PowerISO (DAA) image', magic: 'DAA\u0000', advice: withItsProgram },
  { name: 'an ISZ image', magic: 'IsZ!', advice: withItsProgram },
  { name: 'a CSO image', magic: 'CISO', advice: withItsProgram },
  { name: 'an ECM file', magic: 'ECM\u0000', advice: 'Undo it (unecm) and open the BIN with its cue sheet.' },
  { name: 'a WBFS image', magic: 'WBFS', advice: withItsProgram },
  { name: 'an RVZ image', magic: 'RVZ\u0001', advice: withItsProgram },
  { name: 'a WIA image', magic: 'WIA\u0001', advice: withItsProgram },
];

const headBytes = 32;

/** The header says so twice: a version of the program, and one or two sides. */
function isTeledisk(head: Uint8Array): boolean {
  const [, , sequence, , version = 0, , , , , sides = 0] = head;
  const isNamed = hasBytes(head, 0, 'TD') || hasBytes(head, 0, 'td');
  return isNamed && sequence === 0 && version >= 10 && version <= 21 && (sides === 1 || sides === 2);
}

/** @returns null for what is none of these */
export function foreignFormat(source: ByteSource): Pick<ForeignFormat, 'name' | 'advice'> | null {
  const head = new Uint8Array(Math.min(headBytes, source.sizeBytes));
  source.read(0, head);
  if (isTeledisk(head)) return { name: 'a Teledisk image', advice: toFloppy };
  return formats.find(({ magic }) => hasBytes(head, 0, magic)) ?? null;
}

/** @throws SpindleError unsupported, with the name of the format and what to do */
export function refuseForeignFormat(fileName: string, source: ByteSource): void {
  const format = foreignFormat(source);
  if (format)
    throw new SpindleError(
      'unsupported',
      `${fileName} is ${format.name}, which cannot be read here. ${format.advice}`,
      { format: format.name },
    );
}

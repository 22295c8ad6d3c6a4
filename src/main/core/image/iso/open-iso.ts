/** A disc image of one track from its sectors alone. */
import { SpindleError } from '../../../../shared/errors.ts';
import { u8 } from '../../byte-fields.ts';
import { lbaOfHeaderWord } from '../../optical/sector-layout.ts';
import type { ByteSource } from '../byte-source.ts';
import type { DiscImage } from '../disc-image.ts';
import { discImageOf, rawSectorBytes, type SubchannelPart } from '../extent-image.ts';
import { singleTrackLayout } from '../single-track.ts';
import { subchannelOrder } from '../subchannel-order.ts';
import { type IsoForm, probeIso } from './probe-iso.ts';

/** What discs without a known volume descriptor are taken for: HFS, and anything else written as 2048-byte sectors. */
const unrecognised: IsoForm = {
  strideBytes: 2048,
  mode: 'MODE1',
  form: 'mode1-2048',
  userDataAt: 0,
  volumeSectors: null,
  evidence: [],
};

function sizeWarnings(source: ByteSource, form: IsoForm): readonly string[] {
  const rest = source.sizeBytes % form.strideBytes;
  const sectors = Math.ceil(source.sizeBytes / form.strideBytes);
  const warnings: string[] = [];
  if (rest > 0 && form.strideBytes === 2048) warnings.push('The last sector is not whole; it ends in zeros.');
  if (rest > 0 && form.strideBytes !== 2048)
    warnings.push(`The image ends in ${rest} bytes that make no whole sector; they are left out.`);
  if (form.volumeSectors !== null && sectors < form.volumeSectors)
    warnings.push(
      `The volume has ${form.volumeSectors} sectors, the image ${sectors}: it is not whole, or the volume names its whole medium.`,
    );
  return warnings;
}

function addressWarnings(source: ByteSource, form: IsoForm): readonly string[] {
  if (form.form !== 'raw-2352' || source.sizeBytes < rawSectorBytes) return [];
  const header = new Uint8Array(3);
  source.read(12, header);
  const lba = lbaOfHeaderWord(u8(header, 0) | (u8(header, 1) << 8) | (u8(header, 2) << 16));
  return lba === 0 ? [] : [`The first sector says it is LBA ${lba ?? 'unknown'}; it is shown as LBA 0.`];
}

function subchannelOf(source: ByteSource, form: IsoForm): SubchannelPart | null {
  if (form.strideBytes !== 2448) return null;
  const order = subchannelOrder(source, rawSectorBytes, form.strideBytes);
  return order && { source, offsetBytes: rawSectorBytes, strideBytes: form.strideBytes, order };
}

/** @throws SpindleError bad-image for a file with no sector in it */
export function openIso(source: ByteSource): DiscImage {
  const probed = probeIso(source);
  const form = probed ?? unrecognised;
  const isRestKept = form.strideBytes === 2048;
  const lengthSectors = isRestKept
    ? Math.ceil(source.sizeBytes / form.strideBytes)
    : Math.floor(source.sizeBytes / form.strideBytes);
  if (lengthSectors === 0)
    throw new SpindleError('bad-image', 'The image is empty: there is not one sector in it.', {
      sizeBytes: source.sizeBytes,
    });
  const subchannel = subchannelOf(source, form);
  const warnings = [
    ...(probed ? [] : ['No volume descriptor at sector 16: sectors of 2048 bytes are assumed.']),
    ...sizeWarnings(source, form),
    ...addressWarnings(source, form),
    ...(form.strideBytes === 2448 && subchannel === null
      ? ['The 96 bytes behind each sector are no subchannel with a right Q; they are left out.']
      : []),
  ];
  const { sizeBytes: endBytes } = source;
  const { strideBytes } = form;
  const stored = {
    lengthSectors,
    form: form.form,
    source,
    offsetBytes: 0,
    strideBytes,
    endBytes,
    subchannel,
  };
  return discImageOf(singleTrackLayout({ mode: form.mode, stored, warnings }));
}

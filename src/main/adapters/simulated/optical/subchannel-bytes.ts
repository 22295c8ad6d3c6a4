/** The subchannel beside a sector in the forms READ CD gives it (MMC, READ CD, "Sub-channel selection"). */
import {
  channelBytes,
  interleaveSubchannel,
  pOffset,
  qOffset,
  subchannelBytes,
} from '../../../core/optical/subchannel.ts';
import { ruleFor } from '../rules.ts';
import type { Cd } from './disc.ts';
import type { Drive } from './drive.ts';
import { fillQ } from './position-q.ts';
import { spoilQ } from './wrong-bytes.ts';

export const subchannelForms = { none: 0, raw: 1, q: 2, rw: 4 } as const;
export type SubchannelForm = (typeof subchannelForms)[keyof typeof subchannelForms];

const formattedQBytes = 16;

const rOffset = qOffset + channelBytes;
const channels = new Uint8Array(subchannelBytes);
const q = channels.subarray(qOffset, rOffset);

/** @returns the number of bytes put */
export function putSubchannel(
  drive: Drive,
  cd: Cd,
  lba: number,
  reads: number,
  form: SubchannelForm,
  into: Uint8Array,
  at: number,
): number {
  if (form === subchannelForms.none) return 0;
  if (!cd.readSubchannel(lba, channels)) {
    channels.fill(0);
    if (fillQ(cd, lba, drive.traits.pauseEndsAtOne, q)) channels.fill(0xff, 0, channelBytes);
  }
  if (ruleFor(drive.rules.q, drive.rules.seed, lba, reads)) spoilQ(q, lba, reads, drive.rules.seed);
  switch (form) {
    case subchannelForms.raw:
      interleaveSubchannel(channels, 0, into, at);
      return subchannelBytes;
    case subchannelForms.rw:
      channels.fill(0, pOffset, rOffset);
      interleaveSubchannel(channels, 0, into, at);
      return subchannelBytes;
    case subchannelForms.q:
      into.fill(0, at, at + formattedQBytes);
      into.set(q, at);
      into[at + formattedQBytes - 1] = channels[0]! & 0x80;
      return formattedQBytes;
  }
}

/** Q of each sector, made from the layout where the image keeps no subchannel (IEC 60908, 17.5; MMC, "Q sub-channel"). */

import type { ImageTrack } from '../../../core/image/disc-image.ts';
import { buildIsrcQ, buildMcnQ, buildPositionQ, leadOutTrack } from '../../../core/optical/q-frame.ts';
import { type Cd, lastTrack } from './disc.ts';
import { addressable } from './wire-fields.ts';

/** MCN and ISRC stand in about one of a hundred sectors; where, is the drive's and the rig's choice. */
const sectorsPerNumber = 100;
const mcnPlace = 40;
const isrcPlace = 80;
/** P of the lead-out is switched at 2 Hz (IEC 60908, 17.4). */
const leadOutPulseSectors = 37;

/** The sector's place as Q tells it, numbers binary. */
export interface Position {
  readonly control: number;
  readonly track: ImageTrack | null;
  readonly index: number;
  /** Counts down in a pause. */
  readonly relativeSectors: number;
  readonly isPause: boolean;
}

/** @param pauseEndsAtOne whether the last sector of a pause says 00:00:01 rather than 00:00:00 */
export function positionAt(cd: Cd, lba: number, pauseEndsAtOne: boolean): Position {
  const track = cd.trackAt(lba);
  if (!track) return positionOutside(cd, lba);
  const { control } = track;
  if (lba < track.startLba) {
    const relativeSectors = track.startLba - lba - (pauseEndsAtOne ? 0 : 1);
    return { control, track, index: 0, relativeSectors, isPause: true };
  }
  let index = 1;
  for (const { number, lba: from } of track.indices) if (lba >= from) index = number;
  return { control, track, index, relativeSectors: lba - track.startLba, isPause: false };
}

function positionOutside(cd: Cd, lba: number): Position {
  const session = cd.sessions.findLast(({ leadOutLba }) => lba >= leadOutLba) ?? cd.sessions.at(-1)!;
  const { control } = cd.trackNumbered(session.lastTrack) ?? lastTrack(cd);
  const relativeSectors = Math.max(0, lba - session.leadOutLba);
  const isPause = Math.floor(relativeSectors / leadOutPulseSectors) % 2 === 1;
  return { control, track: null, index: 1, relativeSectors, isPause };
}

const isMcn = /^\d{13}$/;
const isIsrc = /^[A-Z0-9]{5}\d{7}$/;

/**
 * Fills the 12 bytes of Q at an LBA.
 * @returns whether P is set
 */
export function fillQ(cd: Cd, lba: number, pauseEndsAtOne: boolean, q: Uint8Array): boolean {
  const { control, track, index, relativeSectors, isPause } = positionAt(cd, lba, pauseEndsAtOne);
  const absoluteLba = addressable(lba);
  const place = (lba + 1500) % sectorsPerNumber;
  const mcn = lba >= 0 && place === mcnPlace ? cd.mcn : null;
  const isrc = track && lba >= track.startLba && place === isrcPlace ? track.isrc : null;
  if (mcn !== null && isMcn.test(mcn)) q.set(buildMcnQ(control, mcn, absoluteLba));
  else if (isrc !== null && isIsrc.test(isrc)) q.set(buildIsrcQ(control, isrc, absoluteLba));
  else {
    const number = track?.number ?? leadOutTrack;
    q.set(buildPositionQ({ control, track: number, index, relativeSectors, absoluteLba }));
  }
  return isPause;
}

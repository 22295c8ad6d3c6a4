/** Addresses of a CD: minutes, seconds and frames as on the disc, LBAs as drives count (MMC, "LBA and MSF"). */

export const framesPerSecond = 75;
/** LBA 0 is at MSF 00:02:00, behind the 150 sectors of the first pregap. */
export const pregapLba = -150;

const secondsPerMinute = 60;
const framesPerMinute = framesPerSecond * secondsPerMinute;
/** MSF 90:00:00 up to 99:59:74 can mean the lead-in, -45150 to -151: time runs on through 00:00:00. */
const leadInMinute = 90;
const wrapFrames = 100 * framesPerMinute;
export const leadInStartLba = leadInMinute * framesPerMinute - wrapFrames + pregapLba;
const lastMsfLba = wrapFrames - 1 + pregapLba;

export interface Msf {
  readonly minute: number;
  readonly second: number;
  readonly frame: number;
}

export function isMsf({ minute, second, frame }: Msf): boolean {
  return (
    minute >= 0 &&
    minute <= 99 &&
    second >= 0 &&
    second < secondsPerMinute &&
    frame >= 0 &&
    frame < framesPerSecond
  );
}

/**
 * -150 to 449849, never the lead-in: for positions of tracks and lead-outs, which may lie beyond minute 90 on
 * 99-minute discs.
 */
export function lbaOfMsf({ minute, second, frame }: Msf): number {
  return minute * framesPerMinute + second * framesPerSecond + frame + pregapLba;
}

/** -45150 to 404849, minutes from 90 being the lead-in: for where a sector or its Q says it is. */
export function lbaOfPositionMsf(msf: Msf): number {
  return lbaOfMsf(msf) - (msf.minute >= leadInMinute ? wrapFrames : 0);
}

/** @throws RangeError for an LBA outside -45150 to 449849, which has no MSF */
export function msfOfLba(lba: number): Msf {
  if (!Number.isInteger(lba) || lba < leadInStartLba || lba > lastMsfLba) {
    throw new RangeError(`LBA ${lba} has no MSF`);
  }
  const frames = lba - pregapLba + (lba < pregapLba ? wrapFrames : 0);
  return {
    minute: Math.floor(frames / framesPerMinute),
    second: Math.floor(frames / framesPerSecond) % secondsPerMinute,
    frame: frames % framesPerSecond,
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `MM:SS:FF` as on the disc; LBA 0 is `00:02:00`. */
export function formatMsf(lba: number): string {
  const { minute, second, frame } = msfOfLba(lba);
  return `${twoDigits(minute)}:${twoDigits(second)}:${twoDigits(frame)}`;
}

/** `MM:SS:FF` of a count of sectors, as cue sheets count from the start of a file; minutes may go beyond 99. */
export function formatDuration(lengthSectors: number): string {
  const minute = Math.floor(lengthSectors / framesPerMinute);
  const second = Math.floor(lengthSectors / framesPerSecond) % secondsPerMinute;
  return `${twoDigits(minute)}:${twoDigits(second)}:${twoDigits(lengthSectors % framesPerSecond)}`;
}

export function isBcd(byte: number): boolean {
  return (byte & 0x0f) <= 9 && byte >> 4 <= 9;
}

/** Check with {@link isBcd} first: digits above 9 count on. */
export function fromBcd(byte: number): number {
  return (byte >> 4) * 10 + (byte & 0x0f);
}

/** 0 to 99. */
export function toBcd(value: number): number {
  return (Math.floor(value / 10) << 4) | (value % 10);
}

/** Commands about the medium: is it there, what is it, what does it say of itself (MMC-6). */
import { cdbOf, lbaField } from './cdb-bytes.ts';

/** Polled, media class only. */
export function getMediaEvent(): Uint8Array {
  return cdbOf(10, 0x4a, [
    [1, 1, 0x01],
    [4, 1, 0x10],
    [7, 2, 8],
  ]);
}

const motions = { stop: 0, start: 1, eject: 2, load: 3 } as const;
export type Motion = keyof typeof motions;

/** `isImmediate`: do not wait until it is done. */
export function startStopUnit(motion: Motion, isImmediate = false): Uint8Array {
  return cdbOf(6, 0x1b, [
    [1, 1, isImmediate ? 1 : 0],
    [4, 1, motions[motion]],
  ]);
}

export function preventMediumRemoval(isPrevented: boolean): Uint8Array {
  return cdbOf(6, 0x1e, [[4, 1, isPrevented ? 1 : 0]]);
}

export function readCapacity(): Uint8Array {
  return cdbOf(10, 0x25, []);
}

/** 100 descriptors of 8 bytes behind the header. */
export const tocBytes = 4 + 100 * 8;
export const sessionInfoBytes = 12;
/** Asked for at once: some drives fail a probe of the header alone. */
export const fullTocBytes = 0x1000;
/** Eight blocks of 256 packs of 18 bytes behind the header. */
export const cdTextBytes = 4 + 8 * 256 * 18;

/** Format 0, addresses as LBA. */
export function readToc(startTrack = 1, allocationBytes = tocBytes): Uint8Array {
  return cdbOf(10, 0x43, [
    [6, 1, startTrack],
    [7, 2, allocationBytes],
  ]);
}

/** Format 1, addresses as LBA. */
export function readSessionInfo(): Uint8Array {
  return cdbOf(10, 0x43, [
    [2, 1, 0x01],
    [7, 2, sessionInfoBytes],
  ]);
}

/** Format 2: Q of the lead-ins, from the first session on. */
export function readFullToc(allocationBytes = fullTocBytes): Uint8Array {
  return cdbOf(10, 0x43, [
    [1, 1, 0x02],
    [2, 1, 0x02],
    [6, 1, 1],
    [7, 2, allocationBytes],
  ]);
}

/** Format 3: what a recorder noted of tracks not yet closed. */
export function readPma(allocationBytes = fullTocBytes): Uint8Array {
  return cdbOf(10, 0x43, [
    [1, 1, 0x02],
    [2, 1, 0x03],
    [7, 2, allocationBytes],
  ]);
}

/** Format 4. */
export function readAtip(allocationBytes = fullTocBytes): Uint8Array {
  return cdbOf(10, 0x43, [
    [1, 1, 0x02],
    [2, 1, 0x04],
    [7, 2, allocationBytes],
  ]);
}

/** Format 5. */
export function readCdText(allocationBytes = cdTextBytes): Uint8Array {
  return cdbOf(10, 0x43, [
    [2, 1, 0x05],
    [7, 2, allocationBytes],
  ]);
}

export function readDiscInformation(allocationBytes = 0x22): Uint8Array {
  return cdbOf(10, 0x51, [[7, 2, allocationBytes]]);
}

const trackAddresses = { lba: 0, track: 1, session: 2 } as const;
/** The track a recorder would write next, where there is one. */
export const invisibleTrack = 0xff;

export function readTrackInformation(
  by: keyof typeof trackAddresses,
  address: number,
  allocationBytes = 0x30,
): Uint8Array {
  return cdbOf(10, 0x52, [[1, 1, trackAddresses[by]], lbaField(2, address), [7, 2, allocationBytes]]);
}

const structureMedia = { dvd: 0, bd: 1 } as const;

/** Formats of READ DISC STRUCTURE; the same number means different things on DVD and BD. */
export const discStructures = {
  physical: { media: 'dvd', format: 0x00 },
  copyright: { media: 'dvd', format: 0x01 },
  dvdBurstCuttingArea: { media: 'dvd', format: 0x03 },
  manufacturer: { media: 'dvd', format: 0x04 },
  discInformation: { media: 'bd', format: 0x00 },
  bdBurstCuttingArea: { media: 'bd', format: 0x03 },
  dvdList: { media: 'dvd', format: 0xff },
  bdList: { media: 'bd', format: 0xff },
} as const satisfies Record<string, { media: keyof typeof structureMedia; format: number }>;
export type DiscStructure = keyof typeof discStructures;

/** 2048 bytes and a header; BD disc information may be two of them. */
export const discStructureBytes = 4 + 4096;

export function readDiscStructure(
  structure: DiscStructure,
  layer = 0,
  allocationBytes = discStructureBytes,
): Uint8Array {
  const { media, format } = discStructures[structure];
  return cdbOf(12, 0xad, [
    [1, 1, structureMedia[media]],
    [6, 1, layer],
    [7, 1, format],
    [8, 2, allocationBytes],
  ]);
}

const keyFormats = { 'authentication-success': 0x05, 'region-state': 0x08 } as const;

/** Only what a drive says about itself; authentication is none of ours. */
export function reportKey(format: keyof typeof keyFormats): Uint8Array {
  return cdbOf(12, 0xa4, [
    [8, 2, 8],
    [10, 1, keyFormats[format]],
  ]);
}

export const subChannelBytes = 0x18;

/** Slow and often wrong: what the captured Q says comes first. */
export function readMediaCatalogueNumber(): Uint8Array {
  return cdbOf(10, 0x42, [
    [2, 1, 0x40],
    [3, 1, 0x02],
    [7, 2, subChannelBytes],
  ]);
}

/** Slow and often wrong, like {@link readMediaCatalogueNumber}. */
export function readIsrc(track: number): Uint8Array {
  return cdbOf(10, 0x42, [
    [2, 1, 0x40],
    [3, 1, 0x03],
    [6, 1, track],
    [7, 2, subChannelBytes],
  ]);
}

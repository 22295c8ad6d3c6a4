/** Container files made in tests, of the formats nothing here writes. */
import { deflateSync } from 'node:zlib';
import { bytesOf } from './image-files.ts';

export interface D88Sector {
  readonly id: number;
  readonly status?: number;
  readonly deleted?: boolean;
  readonly fill: number;
}

export function d88(name: string, tracks: readonly (readonly D88Sector[])[], sizeCode = 1): Uint8Array {
  const sectorBytes = 128 << sizeCode;
  const body: number[] = [];
  const table = new Array<number>(164).fill(0);
  for (const [index, sectors] of tracks.entries()) {
    if (sectors.length === 0) continue;
    table[index] = 0x2b0 + body.length;
    for (const { id, status = 0, deleted = false, fill } of sectors) {
      body.push(index >> 1, index & 1, id, sizeCode, sectors.length, 0, 0, deleted ? 0x10 : 0, status);
      body.push(0, 0, 0, 0, 0, sectorBytes & 0xff, sectorBytes >> 8);
      body.push(...new Array<number>(sectorBytes).fill(fill));
    }
  }
  const file = new Uint8Array(0x2b0 + body.length);
  const view = new DataView(file.buffer);
  file.set(bytesOf(name));
  view.setUint32(0x1c, file.length, true);
  table.forEach((at, index) => {
    view.setUint32(0x20 + index * 4, at, true);
  });
  file.set(body, 0x2b0);
  return file;
}

/** A UDIF file of zlib, raw and zero parts, as `hdiutil create -format UDZO` orders them. */
export function dmg(parts: readonly { kind: number; bytes: Uint8Array }[]): Uint8Array {
  const stored: Uint8Array[] = [];
  const table = new Uint8Array(204 + 40 * (parts.length + 1));
  const view = new DataView(table.buffer);
  table.set(bytesOf('mish'));
  let sector = 0;
  let at = 0;
  for (const [index, { kind, bytes }] of parts.entries()) {
    const packed = kind === 0x8000_0005 ? deflateSync(bytes) : kind === 1 ? bytes : new Uint8Array(0);
    const entry = 204 + index * 40;
    view.setUint32(entry, kind);
    view.setBigUint64(entry + 8, BigInt(sector));
    view.setBigUint64(entry + 16, BigInt(bytes.length / 512));
    view.setBigUint64(entry + 24, BigInt(at));
    view.setBigUint64(entry + 32, BigInt(packed.length));
    stored.push(packed);
    sector += bytes.length / 512;
    at += packed.length;
  }
  view.setUint32(4, 1);
  view.setBigUint64(16, BigInt(sector));
  view.setUint32(200, parts.length + 1);
  view.setUint32(204 + parts.length * 40, 0xffff_ffff);
  const list = bytesOf(
    [
      '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>resource-fork</key><dict>',
      '<key>blkx</key><array><dict><key>Attributes</key><string>0x0050</string><key>Data</key><data>',
      Buffer.from(table).toString('base64'),
      '</data><key>ID</key><string>0</string><key>Name</key><string>disk</string></dict></array>',
      '</dict></dict></plist>',
    ].join('\n'),
  );
  const trailer = new Uint8Array(512);
  const end = new DataView(trailer.buffer);
  trailer.set(bytesOf('koly'));
  end.setUint32(4, 4);
  end.setUint32(8, 512);
  end.setUint32(12, 1);
  end.setBigUint64(32, BigInt(at));
  end.setUint32(56, 1);
  end.setUint32(60, 1);
  end.setBigUint64(216, BigInt(at));
  end.setBigUint64(224, BigInt(list.length));
  end.setBigUint64(492, BigInt(sector));
  return Buffer.concat([...stored, list, trailer]);
}

export interface MdsTrack {
  readonly mode: number;
  readonly control: number;
  readonly sectorBytes: number;
  readonly startLba: number;
  readonly startAt: number;
  readonly pregap: number;
  readonly sectors: number;
  readonly subchannel?: boolean;
}

/** Layout as the research has it: header 88, session 24, tracks 80 each, extras 8 each, footer 16, name. */
export function mds(tracks: readonly MdsTrack[], fileName = '*.mdf', isWide = false): Uint8Array {
  const tracksAt = 88 + 24;
  const points = [0xa0, 0xa1, 0xa2];
  const extrasAt = tracksAt + 80 * (points.length + tracks.length);
  const footerAt = extrasAt + 8 * tracks.length;
  const nameAt = footerAt + 16;
  const bytes = new Uint8Array(nameAt + 2 * fileName.length + 2);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('MEDIA DESCRIPTOR'));
  bytes.set([1, 3], 16);
  view.setUint16(20, 1, true);
  view.setUint32(80, 88, true);
  const last = tracks.at(-1)!;
  view.setInt32(88, -150, true);
  view.setInt32(92, last.startLba + last.sectors, true);
  view.setUint16(96, 1, true);
  bytes.set([points.length + tracks.length, points.length, 1, 0, tracks.length, 0], 98);
  view.setUint32(88 + 20, tracksAt, true);
  points.forEach((point, at) => {
    bytes[tracksAt + at * 80 + 4] = point;
  });
  tracks.forEach((track, index) => {
    const at = tracksAt + 80 * (points.length + index);
    bytes.set([track.mode, track.subchannel ? 8 : 0, 0x10 | track.control, 0, index + 1], at);
    view.setUint32(at + 12, extrasAt + 8 * index, true);
    view.setUint16(at + 16, track.sectorBytes, true);
    view.setInt32(at + 36, track.startLba, true);
    view.setBigUint64(at + 40, BigInt(track.startAt), true);
    view.setUint32(at + 48, 1, true);
    view.setUint32(at + 52, footerAt, true);
    view.setUint32(extrasAt + 8 * index, track.pregap, true);
    view.setUint32(extrasAt + 8 * index + 4, track.sectors, true);
  });
  view.setUint32(footerAt, nameAt, true);
  view.setUint32(footerAt + 4, isWide ? 1 : 0, true);
  for (const [at, character] of Array.from(fileName).entries()) {
    if (isWide) view.setUint16(nameAt + at * 2, character.charCodeAt(0), true);
    else bytes[nameAt + at] = character.charCodeAt(0);
  }
  return bytes;
}

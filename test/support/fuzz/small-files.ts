/** Sound files of a few lines or sectors, to be broken. */
import { bytesOf } from '../image-files.ts';

export function wave(dataBytes: number): Uint8Array {
  const bytes = new Uint8Array(44 + dataBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('RIFF'));
  view.setUint32(4, 36 + dataBytes, true);
  bytes.set(bytesOf('WAVEfmt '), 8);
  for (const [at, value] of [
    [16, 16],
    [24, 44_100],
    [28, 176_400],
    [40, dataBytes],
  ] as const)
    view.setUint32(at, value, true);
  for (const [at, value] of [
    [20, 1],
    [22, 2],
    [32, 4],
    [34, 16],
  ] as const)
    view.setUint16(at, value, true);
  bytes.set(bytesOf('data'), 36);
  return bytes;
}

export function vhd(): Uint8Array {
  const file = new Uint8Array(64 * 512 + 512);
  const view = new DataView(file.buffer, 64 * 512);
  file.set(bytesOf('conectix'), 64 * 512);
  view.setUint32(52, 64 * 512);
  view.setUint32(60, 2);
  return file;
}

export function twoMg(): Uint8Array {
  const file = new Uint8Array(64 + 143_360).fill(7, 64);
  const view = new DataView(file.buffer);
  file.set(bytesOf('2IMGTEST'));
  for (const [at, value] of [
    [12, 1],
    [20, 280],
    [24, 64],
  ] as const)
    view.setUint32(at, value, true);
  view.setUint16(8, 64, true);
  return file;
}

export const cue = [
  'CATALOG 4006381333931\nREM SESSION 01\nFILE "a.bin" BINARY\n  TRACK 01 MODE1/2352\n    FLAGS DCP\n',
  '    INDEX 01 00:00:00\n  TRACK 02 AUDIO\n    TITLE "Two"\n    ISRC USRC17607839\n    PREGAP 00:02:00\n',
  '    INDEX 00 00:10:00\n    INDEX 01 00:12:00\n    INDEX 02 00:20:00\n    POSTGAP 00:01:00\n',
  'REM SESSION 02\nFILE "b.wav" WAVE\n  TRACK 03 AUDIO\n    INDEX 01 00:00:00\n',
  'FILE "c.bin" BINARY\n  TRACK 04 MODE2/2336\n    INDEX 01 00:00:00\n',
].join('');
export const toc = [
  'CD_ROM_XA\nCATALOG "4006381333931"\nCD_TEXT { LANGUAGE_MAP { 0 : EN } LANGUAGE 0 { TITLE "x" } }\n',
  'TRACK MODE1_RAW RW_RAW\nDATAFILE "a.bin" #0 00:10:00\nZERO 00:01:00\n',
  'TRACK AUDIO\nISRC "USRC17607839"\nPRE_EMPHASIS\nSILENCE 00:01:00\nFILE "b.bin" 0 00:04:00\nSTART 00:01:00\nINDEX 00:02:00\n',
].join('');
export const ccd = [
  '[CloneCD]\r\nVersion=3\r\n[Disc]\r\nTocEntries=4\r\nSessions=1\r\nDataTracksScrambled=0\r\nCDTextLength=0\r\n',
  '[Session 1]\r\nPreGapMode=1\r\nPreGapSubC=0\r\n',
  ...[
    [0, 0xa0, 0, 1, 0, 0, 4350],
    [1, 0xa1, 0, 1, 0, 0, 4350],
    [2, 0xa2, 0, 0, 6, 0, 300],
    [3, 1, 0, 0, 2, 0, 0],
  ].map(
    ([entry, point, , minute, second, frame, lba]) =>
      `[Entry ${entry}]\r\nSession=1\r\nPoint=0x${point!.toString(16)}\r\nADR=0x01\r\nControl=0x04\r\nTrackNo=0\r\nAMin=0\r\nASec=0\r\nAFrame=0\r\nALBA=-150\r\nZero=0\r\nPMin=${minute}\r\nPSec=${second}\r\nPFrame=${frame}\r\nPLBA=${lba}\r\n`,
  ),
  '[TRACK 1]\r\nMODE=1\r\nINDEX 1=0\r\n',
].join('');
export const map =
  '# Mapfile. Created by GNU ddrescue version 1.27\n# Command line: ddrescue -b2048 a b c\n0x00010000 ? 1\n0x0 0x10000 +\n0x10000 0x8000 *\n0x18000 0x8000 -\n0x20000 0x10000 ?\n';
export const dat =
  'clrmamepro (\n\tname "x"\n)\ngame (\n\tname "g"\n\trom ( name "a b.bin" size 123 crc 01020304 md5 00 sha1 00 )\n)\n';

/** The answer of READ TOC format 2 for one session of three tracks. */
export function fullToc(): Uint8Array {
  const rows = [0xa0, 0xa1, 0xa2, 1, 2, 3].map((point) => [1, 0x14, 0, point, 0, 0, 0, 0, 1, point, 0]);
  const body = rows.flat();
  return Uint8Array.from([0, body.length + 2, 1, 1, ...body]);
}

export function packs(): Uint8Array {
  return Uint8Array.from(
    { length: 18 * 6 },
    (_, at) => [0x80, 1, at / 18, 0, 0x41, 0x42, 0, 0x43][at % 18] ?? 0,
  );
}

export function drive(): Uint8Array {
  return Uint8Array.from([
    0, 0, 0, 32, 0, 0, 0, 8, 0, 0, 3, 4, 0, 8, 1, 0, 0, 0x1e, 0x13, 4, 3, 0, 0, 0, 1, 8, 3, 4, 65, 66, 67, 68,
  ]);
}

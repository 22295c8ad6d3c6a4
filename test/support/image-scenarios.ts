/** Images as the files screen meets them: letters of an office, hybrids, a scratch under a file, very many files. */
import { crc32, deflateSync } from 'node:zlib';
import { type MadeEntry, type MadeImage, madeImage } from './made-image.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

/** `Grüße aus Köln`, as DOS wrote it (CP437: ü 81h, ß E1h, ö 94h). */
const dosLetter = Uint8Array.from([
  ...ascii('Sehr geehrte Frau M'),
  0x81,
  ...ascii('ller,\r\n\r\nviele Gr'),
  0x81,
  0xe1,
  ...ascii('e aus K'),
  0x94,
  ...ascii('ln. Die Akten der Abteilung sind sortiert.\r\n'),
]);

function ledger(lines: number): Uint8Array {
  return ascii(
    Array.from(
      { length: lines },
      (_, index) =>
        `${String(index + 1).padStart(5, '0')}  Reading room ledger, box ${1 + (index % 24)}, leaf ${1 + (index % 60)}\r\n`,
    ).join(''),
  );
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(ascii(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** A picture of rings, true colour (PNG, 11.2). */
export function pngOf(width: number, height: number): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = new Uint8Array(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const ring = Math.hypot(x - width / 2, y - height / 2);
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows.set([120 + 90 * Math.sin(ring / 6), 140 + 60 * Math.sin(ring / 9), 190], at);
    }
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...chunk('IDAT', deflateSync(rows)),
    ...chunk('IEND', new Uint8Array(0)),
  ]);
}

const program = Uint8Array.from({ length: 48_000 }, (_, index) => (index * 31 + (index >> 6)) & 0xff);

const office: readonly MadeEntry[] = [
  {
    name: 'LETTERS',
    modified: '1993-04-02T09:15:00',
    children: [
      { name: 'MUELLER.TXT', content: dosLetter, modified: '1993-03-11T14:02:00' },
      { name: 'KOELN.TXT', content: dosLetter, modified: '1993-03-12T08:40:00' },
      { name: 'INVOICE.TXT', content: ledger(20), modified: '1993-03-30T16:20:00' },
    ],
  },
  {
    name: 'PICTURES',
    modified: '1993-04-02T09:16:00',
    children: [{ name: 'RINGS.PNG', content: pngOf(240, 160), modified: '1993-04-01T10:00:00' }],
  },
  { name: 'EDITOR.EXE', content: program, modified: '1991-09-09T05:00:00' },
  { name: 'LEDGER.TXT', content: ledger(400), modified: '1993-04-02T11:30:00' },
  {
    name: 'README.TXT',
    content: ascii('Accounts of the reading room, 1993.\r\n'),
    modified: '1993-04-02T09:10:00',
  },
  { name: 'EMPTY.DAT', content: new Uint8Array(0), modified: '1993-04-02T09:10:00' },
  {
    name: '?RAFT.TXT',
    content: ascii('A draft that was thrown away.\r\n'),
    isDeleted: true,
    modified: '1993-02-01T12:00:00',
  },
];

/** One sector within the ledger is lost, one of the program is in doubt, a letter was never read. */
export function hurtOffice(): MadeImage {
  return madeImage([{ type: 'FAT12', label: 'LETTERS 93', entries: office }], {
    damaged: (placeOf) => [
      { offsetBytes: placeOf('LEDGER.TXT').offsetBytes + 512, lengthBytes: 1024 },
      { offsetBytes: placeOf('KOELN.TXT').offsetBytes, lengthBytes: 512 },
    ],
    doubtful: (placeOf) => [{ offsetBytes: placeOf('EDITOR.EXE').offsetBytes + 1024, lengthBytes: 512 }],
  });
}

/** The same volume for two systems, as discs of the nineties were, and a track of sound. */
export function hybridDisc(): MadeImage {
  const tone = (lba: number) => {
    const sector = new Uint8Array(2352);
    const view = new DataView(sector.buffer);
    for (let sample = 0; sample < 588; sample++) {
      const level = 6000 * Math.sin(((lba * 588 + sample) * 2 * Math.PI * 330) / 44_100);
      view.setInt16(sample * 4, level, true);
      view.setInt16(sample * 4 + 2, level, true);
    }
    return sector;
  };
  const macintosh: MadeEntry[] = [
    {
      name: 'Read Me',
      content: Uint8Array.from([...ascii('R'), 0x8e, ...ascii('sum'), 0x8e, ...ascii(' of the disc.\r')]),
      facts: { type: 'TEXT', creator: 'ttxt' },
      modified: '1994-06-01T10:00:00',
    },
  ];
  const made = madeImage([
    { type: 'Rock Ridge', label: 'READING_ROOM', entries: office.filter(({ isDeleted }) => !isDeleted) },
    {
      type: 'Joliet',
      label: 'Reading room',
      entries: [{ name: 'Read me first.txt', content: ascii('Hello.\n') }],
    },
    { type: 'HFS', label: 'Reading Room', entries: macintosh },
  ]);
  return {
    ...made,
    kind: 'optical',
    reader: { ...made.reader, rawSectorAt: tone },
    audioTracks: [
      { number: 2, startLba: 1000, endLba: 1000 + 75 * 20 },
      { number: 3, startLba: 2500, endLba: 2500 + 75 * 31 },
    ],
    damage: {
      ...made.damage,
      within: (at, length) =>
        at === 2500 * 2048 && length > 2048
          ? [{ offsetBytes: 3100 * 2048, lengthBytes: 40 * 2048 }]
          : made.damage.within(at, length),
    },
  };
}

export function manyFiles(count: number): MadeImage {
  const entries = Array.from(
    { length: count },
    (_, index): MadeEntry => ({
      name: `leaf ${String(index).padStart(6, '0')}.tif`,
      modified: '2001-01-01T00:00:00',
    }),
  );
  return madeImage([
    {
      type: 'ISO 9660',
      label: 'LEAVES',
      entries: [...entries, { name: 'zebra.txt', content: ascii('The last of all.\n') }],
    },
  ]);
}

/** A CD-i disc of Green Book III, as no free program writes one: plain files, a hidden one, a folder, a real-time file. */
const blockBytes = 2048;
const blocks = {
  label: 16,
  table: 18,
  root: 20,
  folder: 21,
  readme: 22,
  hidden: 23,
  inner: 24,
  film: 25,
} as const;
export const cdiContent = {
  readme: 'hello, CD-i',
  inner: 'below',
  filmSectors: 3,
  firstFilmLba: blocks.film,
} as const;

interface Made {
  readonly name: string;
  readonly block: number;
  readonly sizeBytes: number;
  readonly attributes?: number;
  readonly flags?: number;
  readonly interleave?: number;
}

function record({
  name,
  block,
  sizeBytes,
  attributes = 0x0555,
  flags = 0,
  interleave = 0,
}: Made): Uint8Array {
  const systemAt = 33 + name.length + ((33 + name.length) % 2);
  const bytes = new Uint8Array(systemAt + 10);
  const view = new DataView(bytes.buffer);
  bytes[0] = bytes.length;
  view.setUint32(6, block);
  view.setUint32(14, sizeBytes);
  bytes.set([92, 4, 1, 12, 30, 15], 18);
  bytes[25] = flags;
  bytes[27] = interleave;
  view.setUint16(30, 1);
  bytes[32] = name.length;
  bytes.set(Buffer.from(name, 'latin1'), 33);
  view.setUint16(systemAt + 4, attributes);
  bytes[systemAt + 8] = 1;
  return bytes;
}

function directory(block: number, parent: number, entries: readonly Made[]): Uint8Array {
  const own = { sizeBytes: blockBytes, attributes: 0x8555 };
  const records = [
    { ...own, name: '\u0000', block },
    { ...own, name: '\u0001', block: parent },
    ...entries,
  ].map(record);
  return Buffer.concat(records);
}

/** User data of the whole disc. */
export function cdiDisc(): Uint8Array {
  const bytes = new Uint8Array(blockBytes * 30);
  const put = (block: number, content: Uint8Array) => bytes.set(content, block * blockBytes);
  const label = new Uint8Array(blockBytes);
  const view = new DataView(label.buffer);
  label.set(Buffer.from('\u0001CD-I \u0001\u0000CD-RTOS'));
  label.set(Buffer.from('FILMS'), 40);
  view.setUint16(130, blockBytes);
  view.setUint32(136, 20);
  view.setUint32(148, blocks.table);
  put(blocks.label, label);
  put(blocks.table, Uint8Array.of(1, 0, 0, 0, 0, blocks.root, 0, 1, 0, 0));
  put(
    blocks.root,
    directory(blocks.root, blocks.root, [
      { name: 'FOLDER', block: blocks.folder, sizeBytes: blockBytes, attributes: 0x8555 },
      { name: 'cdi_readme', block: blocks.readme, sizeBytes: cdiContent.readme.length },
      { name: 'secret', block: blocks.hidden, sizeBytes: 5, flags: 1 },
      { name: 'film.rtf', block: blocks.film, sizeBytes: cdiContent.filmSectors * blockBytes, interleave: 2 },
    ]),
  );
  put(
    blocks.folder,
    directory(blocks.folder, blocks.root, [{ name: 'inner', block: blocks.inner, sizeBytes: 5 }]),
  );
  put(blocks.readme, Buffer.from(cdiContent.readme));
  put(blocks.inner, Buffer.from(cdiContent.inner));
  return bytes;
}

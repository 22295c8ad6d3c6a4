/** A DAT file, read once from beginning to end in bounded memory: Logiqx XML or the text form of clrmamepro. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { SpindleError } from '../../../shared/errors.ts';
import { ClrMameProReader } from '../../core/dats/clrmamepro.ts';
import type { DatSink } from '../../core/dats/dat.ts';
import { badDat } from '../../core/dats/dat-fields.ts';
import { LogiqxReader } from '../../core/dats/logiqx.ts';

const chunkBytes = 256 * 1024;

export interface DatFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

type Decoder = InstanceType<typeof TextDecoder>;

/** Takes text in pieces and says, at the end, whether it was whole. */
interface TextReader {
  write(text: string): void;
  end(): void;
}

/**
 * @param sink gets what was read; what it got is void when this throws
 * @throws SpindleError bad-dat, not-found
 */
export function readDat(path: string, sink: DatSink): DatFile {
  const fd = openDat(path);
  try {
    const sha256 = createHash('sha256');
    const buffer = Buffer.allocUnsafe(chunkBytes);
    let sizeBytes = 0;
    let text: { decoder: Decoder; reader: TextReader } | null = null;
    for (;;) {
      const bytesRead = readSync(fd, buffer, 0, chunkBytes, sizeBytes);
      if (bytesRead === 0) break;
      const bytes = buffer.subarray(0, bytesRead);
      text ??= { decoder: decoderFor(bytes), reader: readerFor(bytes, sink) };
      sha256.update(bytes);
      text.reader.write(decode(text.decoder, bytes));
      sizeBytes += bytesRead;
    }
    if (!text) throw badDat('the file is empty');
    text.reader.write(decode(text.decoder, null));
    text.reader.end();
    return { sizeBytes, sha256: sha256.digest('hex') };
  } finally {
    closeSync(fd);
  }
}

/** The same without understanding it: is this the file that was imported? */
export function hashDat(path: string): DatFile {
  const fd = openDat(path);
  try {
    const sha256 = createHash('sha256');
    const buffer = Buffer.allocUnsafe(chunkBytes);
    let sizeBytes = 0;
    for (;;) {
      const bytesRead = readSync(fd, buffer, 0, chunkBytes, sizeBytes);
      if (bytesRead === 0) return { sizeBytes, sha256: sha256.digest('hex') };
      sha256.update(buffer.subarray(0, bytesRead));
      sizeBytes += bytesRead;
    }
  } finally {
    closeSync(fd);
  }
}

/** @throws SpindleError not-found */
export function datSize(path: string): number {
  const fd = openDat(path);
  try {
    return fstatSync(fd).size;
  } finally {
    closeSync(fd);
  }
}

function openDat(path: string): number {
  try {
    const fd = openSync(path, 'r');
    if (fstatSync(fd).isFile()) return fd;
    closeSync(fd);
  } catch (error) {
    const system = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SpindleError(
      'not-found',
      `The DAT ${path} cannot be opened (${system}). Nothing was changed.`,
      {
        path,
        system,
      },
    );
  }
  throw new SpindleError('not-found', `${path} is not a file. Nothing was changed.`, { path });
}

function readerFor(beginning: Uint8Array, sink: DatSink): TextReader {
  if (beginning[0] === 0x50 && beginning[1] === 0x4b) throw badDat('it is packed (ZIP): unpack it first');
  const text = asLatin(beginning.subarray(0, 1024));
  const isXml = text.includes('<') && !/^\s*clrmamepro\s*\(/i.test(text);
  return isXml ? xmlReader(sink) : new ClrMameProReader(sink);
}

const asLatin = (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes);

/** What the declaration names; anything else must be UTF-8, and is refused where it is not. */
function decoderFor(beginning: Uint8Array): Decoder {
  const [first, second] = beginning;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const declaration = asLatin(beginning.subarray(0, 256));
  const named = /^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']/.exec(declaration)?.[1]?.toLowerCase();
  const isLatin = named === 'iso-8859-1' || named === 'windows-1252' || named === 'iso-8859-15';
  return new TextDecoder(isLatin ? named : 'utf-8', { fatal: true });
}

function decode(decoder: Decoder, bytes: Uint8Array | null): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw badDat(`its text is not ${decoder.encoding.toUpperCase()}`);
  }
}

function xmlReader(sink: DatSink): TextReader {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const reader = new LogiqxReader(sink, () => parser.line);
  parser.on('doctype', (text) => reader.doctype(text));
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes));
  parser.on('closetag', () => reader.close());
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('error', (error) => {
    throw notXml(error, parser.line);
  });
  return {
    write: (text) => {
      parser.write(text);
    },
    end: () => {
      parser.close();
      reader.end();
    },
  };
}

/** Saxes begins its words with line and column. */
function notXml(error: Error, line: number): SpindleError {
  const what = error.message.replace(/^.*?\d+:\d+: /, '').replace(/\.$/, '');
  return badDat(`its XML is broken (${what})`, line);
}

/** Records, one a line, into the catalogue: in the order the dumps were made, one line in memory at a time. */
import { type FileHandle, open } from 'node:fs/promises';
import { SpindleError } from '../../../shared/errors.ts';
import type { ImportReport } from '../../../shared/model/catalogue.ts';
import { parseRecordLine } from '../../core/handover/json-lines.ts';
import type { Catalogue } from '../../core/ports.ts';
import { openError } from '../posix-faults.ts';
import { pump } from './pump.ts';

interface LinePlace {
  readonly number: number;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

/** No sidecar is larger. */
const longestLineBytes = 256 * 1024 * 1024;
const lineFeed = 10;

/** @throws SpindleError not-found, permission-denied, catalogue-*; lines that cannot be used are told, one sentence each */
export async function importRecordLines(path: string, catalogue: Catalogue): Promise<ImportReport> {
  const refused: { path: string; why: string }[] = [];
  const file = await open(path, 'r').catch((error) => {
    throw openError(error, path, 'Ask its owner for read permission.');
  });
  const refuse = ({ number }: LinePlace, problem: string) =>
    refused.push({ path: `${path}:${number}`, why: `Line ${number} ${problem}. It was left out.` });
  try {
    const found: { readonly place: LinePlace; readonly endedMs: number }[] = [];
    for (const place of await linePlaces(file)) {
      const parsed = await readLine(file, place);
      if (parsed === null) continue;
      if ('problem' in parsed) refuse(place, parsed.problem);
      else found.push({ place, endedMs: Date.parse(parsed.line.record.endedAt) });
    }
    found.sort((a, b) => a.endedMs - b.endedMs || a.place.number - b.place.number);
    let added = 0;
    let known = 0;
    for (const { place } of found) {
      const parsed = await readLine(file, place);
      if (parsed === null || 'problem' in parsed) {
        refuse(place, 'changed while it was read');
        continue;
      }
      try {
        if ((await catalogue.record(parsed.line.record, parsed.line.directory)).added) added++;
        else known++;
      } catch (error) {
        if (!(error instanceof SpindleError) || error.code !== 'bad-sidecar') throw error;
        refuse(place, `was not recorded: ${error.message}`);
      }
    }
    return { added, known, refused };
  } finally {
    await file.close();
  }
}

async function linePlaces(file: FileHandle): Promise<LinePlace[]> {
  const places: LinePlace[] = [];
  let start = 0;
  const add = (end: number) => {
    if (end > start) places.push({ number: places.length + 1, offsetBytes: start, lengthBytes: end - start });
    start = end + 1;
  };
  const sizeBytes = await pump(file, (piece, offsetBytes) => {
    for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1))
      add(offsetBytes + at);
  });
  add(sizeBytes);
  return places;
}

/** @returns null for an empty line */
async function readLine(file: FileHandle, { offsetBytes, lengthBytes }: LinePlace) {
  if (lengthBytes > longestLineBytes) return { problem: 'is longer than any record' };
  const bytes = Buffer.alloc(lengthBytes);
  const { bytesRead } = await file.read(bytes, 0, lengthBytes, offsetBytes);
  const text = bytes
    .toString('utf8', 0, bytesRead)
    .replace(/^\ufeff/, '')
    .trim();
  return text === '' ? null : parseRecordLine(text);
}

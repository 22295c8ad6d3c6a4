/** `spindle catalogue photo`: photos and scans of carriers. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { HubClient } from '../../../../shared/contract/client.ts';
import { SpindleError } from '../../../../shared/errors.ts';
import { type AssetRole, vocabularyWords } from '../../../../shared/model/vocabulary.ts';
import { bytesWords, countWords } from '../../../../shared/words.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

interface AddOptions extends CatalogueOptions {
  readonly role: AssetRole;
  readonly note?: string;
}

const pieceBytes = 384 * 1024;

export async function add(
  terminal: Terminal,
  code: string,
  file: string,
  { catalogue, role, note = '' }: AddOptions,
): Promise<number> {
  const path = resolve(file);
  const source = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new SpindleError(
      'not-found',
      `The photo ${path} cannot be opened (${error.code}). Nothing was changed.`,
      { path },
    );
  });
  try {
    if (!(await source.stat()).isFile())
      throw new SpindleError('bad-request', `${path} is no file. Nothing was changed.`, { path });
    return await withHub(catalogue, async ({ client }) => {
      const uploadId = await upload(client, source);
      const result = await client.assets.add({ code, role, name: basename(path), uploadId, note });
      terminal.emit({ type: 'result', ...result });
      terminal.say(result.summary);
      return exitStatus.clean;
    });
  } finally {
    await source.close();
  }
}

/** Piece by piece, so that a file that is too large is refused before it fills memory. */
async function upload(client: HubClient, source: FileHandle): Promise<string> {
  const uploadId = randomUUID();
  const piece = Buffer.alloc(pieceBytes);
  for (let offsetBytes = 0; ; ) {
    const { bytesRead } = await source.read(piece, 0, pieceBytes, offsetBytes);
    if (bytesRead === 0 && offsetBytes > 0) return uploadId;
    const base64 = piece.subarray(0, bytesRead).toString('base64');
    await client.collection.uploads.put({ uploadId, offsetBytes, base64 });
    if (bytesRead === 0) return uploadId;
    offsetBytes += bytesRead;
  }
}

export async function list(terminal: Terminal, code: string, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { carrier, assets } = await client.collection.carriers.show({ code });
    for (const asset of assets) {
      terminal.emit({ type: 'photo', ...asset });
      const size = `${asset.width ?? '?'} x ${asset.height ?? '?'}, ${bytesWords(asset.sizeBytes)}`;
      terminal.say(
        `${asset.uuid}  ${vocabularyWords('assetRole', asset.role)}  ${size}  ${asset.name}  sha256 ${asset.sha256}`,
      );
    }
    terminal.emit({ type: 'result', carrier: carrier.code, photos: assets.length });
    terminal.say(`${carrier.code}: photos: ${countWords(assets.length)}`);
    return exitStatus.clean;
  });
}

export async function remove(terminal: Terminal, uuid: string, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const result = await client.assets.remove({ uuid: uuid.toLowerCase() });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

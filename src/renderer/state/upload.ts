/** Gives a file to the hub, piece by piece. */
import type { HubClient } from '../../shared/contract/client.ts';

/** Below what one message may have once it is base64. */
const pieceBytes = 384 * 1024;

/** @returns what the hub knows it by. @throws SpindleError bad-request when it is too large */
export async function upload(client: HubClient, file: Blob): Promise<string> {
  const uploadId = crypto.randomUUID();
  let offsetBytes = 0;
  do {
    const piece = await file.slice(offsetBytes, offsetBytes + pieceBytes).bytes();
    await client.collection.uploads.put({ uploadId, offsetBytes, base64: base64(piece) });
    offsetBytes += piece.length;
  } while (offsetBytes < file.size);
  return uploadId;
}

const stepBytes = 32 * 1024;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += stepBytes)
    text += String.fromCharCode(...bytes.subarray(at, at + stepBytes));
  return btoa(text);
}

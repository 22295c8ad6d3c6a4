import { useEffect, useState } from 'react';
import { useHub } from '../../state/hub-context.tsx';
import { bytesOfBase64 } from '../files/piece-bytes.ts';

/** An address of a photo's bytes for as long as it is shown; null until they are here. */
export function usePhoto(
  uuid: string,
  thumbnail: boolean,
): { readonly url: string | null; readonly isBroken: boolean } {
  const { client } = useHub();
  const [url, setUrl] = useState<string | null>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    let made: string | null = null;
    const load = async () => {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let type = '';
      for (let offsetBytes = 0, sizeBytes = 1; offsetBytes < sizeBytes; ) {
        const piece = await client.assets.read({ uuid, thumbnail, offsetBytes }, { signal: end.signal });
        const bytes = bytesOfBase64(piece.bytes);
        if (bytes.length === 0) break;
        parts.push(bytes);
        offsetBytes += bytes.length;
        ({ sizeBytes, mediaType: type } = piece);
      }
      made = URL.createObjectURL(new Blob(parts, { type }));
      if (end.signal.aborted) URL.revokeObjectURL(made);
      else setUrl(made);
    };
    load().catch(() => {
      if (!end.signal.aborted) setBroken(true);
    });
    return () => {
      end.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [client, uuid, thumbnail]);
  return { url, isBroken };
}

/** A picture of the image, decoded by the browser from bytes that came over the line; never from an address. */
import { useEffect, useState } from 'react';
import { imageLimits } from '../../../shared/model/image-files.ts';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { bytesWords } from '../../words/numbers.ts';
import type { PictureKind } from './picture-kind.ts';
import { bytesOfBase64 } from './piece-bytes.ts';
import styles from './preview.module.css';
import type { FileRef } from './use-pieces.ts';

const t = messagesOf('files');

export interface PictureViewProps {
  readonly file: FileRef;
  readonly name: string;
  readonly sizeBytes: number;
  readonly kind: PictureKind;
}

const largestBytes = 32 * 1024 * 1024;
/** Decoded it has four bytes each. */
const mostPixels = 50_000_000;

export function PictureView({ file, name, sizeBytes, kind }: PictureViewProps) {
  const { client } = useHub();
  const [url, setUrl] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [isBroken, setBroken] = useState(false);
  const { imageId, tree, entry, fork } = file;
  const { mediaType, width, height } = kind;
  const isTooLarge = sizeBytes > largestBytes || width * height > mostPixels;
  useEffect(() => {
    if (isTooLarge) return;
    const end = new AbortController();
    let made: string | null = null;
    const load = async () => {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for (let offset = 0; offset < sizeBytes; offset += imageLimits.pieceBytes) {
        const place = { imageId, tree, entry, ...(fork === undefined ? {} : { fork }) };
        const piece = { ...place, offset, length: imageLimits.pieceBytes };
        parts.push(bytesOfBase64((await client.images.preview(piece, { signal: end.signal })).bytes));
      }
      made = URL.createObjectURL(new Blob(parts, { type: mediaType }));
      if (end.signal.aborted) URL.revokeObjectURL(made);
      else setUrl(made);
    };
    load().catch((error: unknown) => !end.signal.aborted && setFault(error));
    return () => {
      end.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [client, imageId, tree, entry, fork, sizeBytes, mediaType, isTooLarge]);
  if (fault) return <FaultNotice error={fault} />;
  if (isTooLarge)
    return <Notice tone="warn">{t('tooLarge', { width, height, size: bytesWords(sizeBytes) })}</Notice>;
  return (
    <>
      <p className={styles.fact}>{t('pixels', { width, height })}</p>
      {isBroken && <Notice tone="warn">{t('undecodable')}</Notice>}
      {url !== null && !isBroken && (
        <div className={styles.picture}>
          <img src={url} alt={name} onError={() => setBroken(true)} />
        </div>
      )}
    </>
  );
}

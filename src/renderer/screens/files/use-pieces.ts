/** Pieces of one file, asked for once each and kept while the file is shown. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useHub } from '../../state/hub-context.tsx';
import { type PieceBytes, pieceBytes } from './piece-bytes.ts';

export interface FileRef {
  readonly imageId: string;
  readonly tree: string;
  readonly entry: string;
  readonly fork?: string | undefined;
}

export const pieceLength = 64 * 1024;
/** 16 MiB; what was seen first is forgotten first. */
const mostPieces = 256;

export interface Pieces {
  /** By their number from the start of the file. */
  readonly loaded: ReadonlyMap<number, PieceBytes>;
  readonly error: unknown;
  readonly want: (number: number) => void;
}

export function usePieces({ imageId, tree, entry, fork }: FileRef): Pieces {
  const { client } = useHub();
  const [loaded, setLoaded] = useState<ReadonlyMap<number, PieceBytes>>(new Map());
  const [error, setError] = useState<unknown>(null);
  const asked = useRef(new Set<number>());
  const want = useCallback(
    (number: number) => {
      if (asked.current.has(number)) return;
      const mine = asked.current;
      mine.add(number);
      const place = { imageId, tree, entry, ...(fork === undefined ? {} : { fork }) };
      client.images.preview({ ...place, offset: number * pieceLength, length: pieceLength }).then(
        (piece) => {
          if (asked.current !== mine) return;
          setLoaded((before) => {
            const next = new Map(before).set(number, pieceBytes(piece));
            for (const oldest of next.keys()) {
              if (next.size <= mostPieces) break;
              next.delete(oldest);
              mine.delete(oldest);
            }
            return next;
          });
        },
        (problem: unknown) => {
          mine.delete(number);
          if (asked.current === mine) setError(problem);
        },
      );
    },
    [client, imageId, tree, entry, fork],
  );
  useEffect(() => {
    asked.current = new Set();
    setLoaded(new Map());
    setError(null);
    want(0);
  }, [want]);
  return { loaded, error, want };
}

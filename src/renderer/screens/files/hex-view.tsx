/** Any bytes, sixteen to a row: those nobody could read are not shown as if they were zeros. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { TextField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords, hexByte } from '../../words/numbers.ts';
import { type ByteState, type PieceBytes, stateOfByte } from './piece-bytes.ts';
import styles from './preview.module.css';
import { type Pieces, pieceLength } from './use-pieces.ts';

const t = messagesOf('files');

const rowBytes = 16;
const rowPx = 18;
/** Browsers draw nothing taller than some thirty million pixels. */
const windowBytes = 16 * 1024 * 1024;

function offsetOf(typed: string): number | null {
  const text = typed.trim();
  if (/^(0x|\$)?[0-9a-f]+$/i.test(text) && /^(0x|\$)|[a-f]/i.test(text))
    return Number.parseInt(text.replace(/^(0x|\$)/i, ''), 16);
  return /^\d+$/.test(text) ? Number(text) : null;
}

export function HexView({ pieces, sizeBytes }: { readonly pieces: Pieces; readonly sizeBytes: number }) {
  const frame = useRef<HTMLElement>(null);
  const [start, setStart] = useState(0);
  const [typed, setTyped] = useState('');
  const rows = Math.ceil(Math.min(windowBytes, sizeBytes - start) / rowBytes);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = start + (items[0]?.index ?? 0) * rowBytes;
  const last = start + (items.at(-1)?.index ?? 0) * rowBytes;
  const { want } = pieces;
  useEffect(() => {
    for (let number = Math.floor(first / pieceLength); number * pieceLength <= last; number++) want(number);
  }, [first, last, want]);
  const go = (text: string) => {
    setTyped(text);
    const wanted = offsetOf(text);
    if (wanted === null || wanted >= sizeBytes) return;
    const from = Math.floor(wanted / windowBytes) * windowBytes;
    setStart(from);
    virtual.scrollToIndex(Math.floor((wanted - from) / rowBytes), { align: 'start' });
  };
  const wrong = typed !== '' && (offsetOf(typed) ?? sizeBytes) >= sizeBytes;
  return (
    <>
      <div className={styles.tools}>
        <TextField
          label={t('goToOffset')}
          value={typed}
          placeholder={t('offsetExample')}
          problem={wrong ? t('endsAt', { offset: String(sizeBytes) }) : null}
          onChange={(event) => go(event.target.value)}
        />
        <p className={styles.note}>
          {sizeBytes > windowBytes ? t('window', { size: bytesWords(windowBytes) }) : t('unreadBytes')}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={frame} className={styles.hex} tabIndex={0} aria-label={t('bytesLabel')}>
        <div className={styles.hexRows} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const at = start + item.index * rowBytes;
            return (
              <div
                key={item.key}
                className={styles.hexRow}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <HexRow
                  at={at}
                  digits={sizeBytes > 0xffffff ? 10 : 6}
                  piece={pieces.loaded.get(Math.floor(at / pieceLength))}
                />
              </div>
            );
          })}
        </div>
      </section>
    </>
  );
}

const stateClass: Readonly<Record<ByteState, string | undefined>> = {
  read: undefined,
  unread: styles.lost,
  doubtful: styles.doubt,
};

interface Run {
  readonly at: number;
  readonly state: ByteState;
  readonly hex: string;
  readonly ascii: string;
}

/** Neighbours of one state together: a row is three elements, not forty. */
function runsOf(piece: PieceBytes, at: number): Run[] {
  const bytes = piece.bytes.subarray(at - piece.offset, at - piece.offset + rowBytes);
  const runs: Run[] = [];
  bytes.forEach((byte, index) => {
    const state = stateOfByte(piece, at + index);
    const isShown = byte >= 0x20 && byte < 0x7f;
    const hex = state === 'unread' ? '??' : hexByte(byte);
    const ascii = state === 'unread' ? '?' : isShown ? String.fromCharCode(byte) : '\u00b7';
    const before = runs.at(-1);
    const gap = index === 8 ? '  ' : ' ';
    if (before?.state === state)
      runs[runs.length - 1] = { ...before, hex: `${before.hex}${gap}${hex}`, ascii: before.ascii + ascii };
    else runs.push({ at: at + index, state, hex: index === 0 ? hex : `${gap}${hex}`, ascii });
  });
  return runs;
}

interface HexRowProps {
  readonly at: number;
  /** Of the offset. */
  readonly digits: number;
  readonly piece: PieceBytes | undefined;
}

function HexRow({ at, digits, piece }: HexRowProps) {
  const runs = piece ? runsOf(piece, at) : [];
  return (
    <>
      <span className={styles.offset}>{at.toString(16).toUpperCase().padStart(digits, '0')}</span>
      <span className={styles.bytes}>
        {runs.map((run) => (
          <span key={run.at} className={stateClass[run.state]}>
            {run.hex}
          </span>
        ))}
      </span>
      <span>
        {runs.map((run) => (
          <span key={run.at} className={stateClass[run.state]}>
            {run.ascii}
          </span>
        ))}
      </span>
    </>
  );
}

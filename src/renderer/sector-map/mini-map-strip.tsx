/** The whole medium as one strip of cells, for a tile or a row of a list. */
import { useEffect, useRef } from 'react';
import { letterState } from '../../shared/model/mini-map.ts';
import styles from './mini-map-strip.module.css';
import { paintCell } from './paint.ts';
import { usePalette } from './palette.ts';

const cellPx = 12;
const gapPx = 2;

/** `letters` as `miniMap` writes them; letters it does not know are shown as not tried. */
export function MiniMapStrip({ letters }: { readonly letters: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const cells = letters === '' ? '.'.repeat(48) : letters;
  const width = cells.length * (cellPx + gapPx) - gapPx;
  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context || !palette) return;
    target.width = width;
    target.height = cellPx;
    const image = context.createImageData(width, cellPx);
    const pixels = { width, height: cellPx, data: new Uint32Array(image.data.buffer) };
    [...cells].forEach((letter, index) => {
      const state = letterState(letter) ?? 'untried';
      paintCell(pixels, { x: index * (cellPx + gapPx), y: 0, width: cellPx, height: cellPx }, state, palette);
    });
    context.putImageData(image, 0, 0);
  }, [cells, width, palette]);
  return <canvas ref={canvas} className={styles.strip} aria-hidden />;
}

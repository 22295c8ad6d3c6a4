/** Keeps a canvas equal to its picture: in the browser's own frames, and only the cells that changed. */
import { type RefObject, useEffect, useRef } from 'react';
import { mapLetter } from '../../shared/model/mini-map.ts';
import { letterColour, type Palette } from './palette.ts';
import type { CellStates, MapPicture, Pixels, Rows } from './picture.ts';

interface Shown {
  readonly picture: MapPicture;
  readonly palette: Palette;
  readonly image: ImageData;
  readonly pixels: Pixels;
  cells: CellStates;
}

/** Letters are 10 px high; smaller cells have a pattern, and the smallest a colour alone. */
const letterPx = 10;
const leastLetteredPx = 17;

export function usePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  picture: MapPicture | null,
  cells: CellStates,
  palette: Palette | null,
  scale: number,
): void {
  const shown = useRef<Shown | null>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d');
      if (context && picture && palette)
        shown.current = paint(context, shown.current, picture, cells, palette, scale);
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, picture, cells, palette, scale]);
}

function paint(
  context: CanvasRenderingContext2D,
  before: Shown | null,
  picture: MapPicture,
  cells: CellStates,
  palette: Palette,
  scale: number,
): Shown {
  const isSame = before?.picture === picture && before.palette === palette;
  const shown = isSame ? before : begin(context, picture, palette);
  const touched = paintChanged(shown, cells);
  if (!touched) return shown;
  const letters = picture.letters(leastLetteredPx * scale);
  if (letters.length === 0) {
    const { top, bottom } = touched;
    context.putImageData(shown.image, 0, 0, 0, top, picture.width, bottom - top);
    return shown;
  }
  context.putImageData(shown.image, 0, 0);
  context.font = `600 ${letterPx * scale}px ui-monospace, monospace`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const colours = new Map<number, string>();
  for (const { x, y, cell } of letters) {
    const state = cells[cell];
    // What is read, and what nobody has tried, is the ground everything else stands out from.
    if (state === undefined || state === 'good' || state === 'untried') continue;
    const ground = palette.states[state];
    const side = (letterPx + 1) * scale;
    context.fillStyle = `rgb(${ground & 0xff} ${(ground >> 8) & 0xff} ${(ground >> 16) & 0xff})`;
    context.fillRect(x - side / 2, y - side / 2, side, side);
    const colour = colours.get(ground) ?? letterColour(ground);
    colours.set(ground, colour);
    context.fillStyle = colour;
    context.fillText(mapLetter(state), x, y + scale / 2);
  }
  return shown;
}

function begin(context: CanvasRenderingContext2D, picture: MapPicture, palette: Palette): Shown {
  const { width, height } = picture;
  context.canvas.width = width;
  context.canvas.height = height;
  const image = context.createImageData(width, height);
  return {
    ...{ picture, palette, image },
    pixels: { width, height, data: new Uint32Array(image.data.buffer) },
    cells: [],
  };
}

/** @returns the rows that changed, or null */
function paintChanged(shown: Shown, cells: CellStates): Rows | null {
  const { picture, palette, pixels } = shown;
  let top = Number.POSITIVE_INFINITY;
  let bottom = 0;
  for (let cell = 0; cell < cells.length; cell++) {
    if (cells[cell] === shown.cells[cell]) continue;
    const rows = picture.paint(pixels, cell, cells[cell], palette);
    if (!rows) continue;
    top = Math.min(top, rows.top);
    bottom = Math.max(bottom, rows.bottom);
  }
  shown.cells = cells;
  return bottom > top ? { top, bottom } : null;
}

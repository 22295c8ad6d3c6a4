/**
 * The picture of a medium: every sector, or the worst of as many as a cell must hold. A cursor walks over it (arrow
 * keys; Enter zooms in, Escape out); the table of ranges beside it says the same in words.
 */
import { ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { SectorRuns } from '../../shared/model/sector-runs.ts';
import { totalSectors } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { Button } from '../components/button.tsx';
import { useSize } from '../components/use-size.ts';
import { messagesOf } from '../messages/messages.ts';
import { countWords } from '../words/numbers.ts';
import { stateWords } from '../words/states.ts';
import { cellStates, type MapWindow, zoomIn, zoomOut } from './cells.ts';
import { cellAt, cellOrigin, layoutMap, type MapLayout } from './layout.ts';
import { MarkLabels, MarkLines } from './map-marks.tsx';
import { marksIn } from './marks.ts';
import { paintCells } from './paint.ts';
import { usePalette } from './palette.ts';
import type { Places } from './places.ts';
import styles from './sector-map.module.css';

const t = messagesOf('map');

export interface SectorMapProps {
  readonly runs: SectorRuns;
  readonly places: Places;
  /** Where the drive reads now, or null when it does not. */
  readonly readingLba: number | null;
}

export function SectorMap({ runs, places, readingLba }: SectorMapProps) {
  const { groupSectors, marks } = places;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(frame);
  const palette = usePalette();
  const total = useMemo(() => totalSectors(runs), [runs]);
  const [zoomed, setZoomed] = useState<MapWindow | null>(null);
  const [cursorLba, setCursorLba] = useState(0);
  const scale = window.devicePixelRatio || 1;
  const shown = useMemo(() => zoomed ?? { firstLba: 0, lengthSectors: total }, [zoomed, total]);
  const layout = useMemo(
    () =>
      layoutMap({
        width: Math.floor(width * scale),
        height: Math.floor(height * scale),
        sectors: shown.lengthSectors,
        groupSectors: shown.lengthSectors > groupSectors ? groupSectors : 0,
        smallestSide: Math.ceil(3 * scale),
        largestSide: Math.round(18 * scale),
      }),
    [width, height, scale, shown.lengthSectors, groupSectors],
  );
  const cells = useMemo(() => cellStates(runs, shown, layout.sectorsPerCell), [runs, shown, layout]);

  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context || !palette || width < 1 || height < 1) return;
    target.width = Math.floor(width * scale);
    target.height = Math.floor(height * scale);
    const image = context.createImageData(target.width, target.height);
    const data = new Uint32Array(image.data.buffer);
    paintCells({ width: target.width, height: target.height, data }, layout, cells, palette);
    context.putImageData(image, 0, 0);
  }, [cells, layout, palette, width, height, scale]);

  const cellOf = (lba: number) =>
    Math.max(0, Math.min(cells.length - 1, Math.floor((lba - shown.firstLba) / layout.sectorsPerCell)));
  const cursorCell = cellOf(cursorLba);
  const toCell = (cell: number) =>
    setCursorLba(shown.firstLba + Math.max(0, Math.min(cells.length - 1, cell)) * layout.sectorsPerCell);
  const closer = () => setZoomed(zoomIn(shown, cursorLba, groupSectors));
  const farther = () => {
    const next = zoomOut(shown, total, groupSectors);
    setZoomed(next.lengthSectors >= total ? null : next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = Math.max(1, Math.floor(cells.length / layout.columns / 4));
    const steps: Record<string, number> = {
      ArrowRight: cursorCell + 1,
      ArrowLeft: cursorCell - 1,
      ArrowDown: cursorCell + layout.columns,
      ArrowUp: cursorCell - layout.columns,
      PageDown: cursorCell + rows * layout.columns,
      PageUp: cursorCell - rows * layout.columns,
      Home: 0,
      End: cells.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) toCell(to);
    else if (event.key === 'Enter' || event.key === '+') closer();
    else if ((event.key === 'Escape' || event.key === '-') && zoomed) farther();
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    toCell(cellAt(layout, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale));
  };

  const first = shown.firstLba + cursorCell * layout.sectorsPerCell;
  const last = Math.min(total, first + layout.sectorsPerCell) - 1;
  const words = cellWords(first, last, cells[cursorCell] ?? 'untried');
  const where = places.where(first, last);
  const marked = useMemo(() => marksIn(marks, shown, layout), [marks, shown, layout]);
  return (
    <div className={styles.map}>
      <div className={styles.plate}>
        {marked.length > 0 && <MarkLabels marks={marked} layout={layout} scale={scale} />}
        <div
          ref={frame}
          className={styles.picture}
          role="slider"
          tabIndex={0}
          aria-label={t('label')}
          aria-roledescription={t('role')}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, total - 1)}
          aria-valuenow={cursorLba}
          aria-valuetext={`${words}${where && `, ${where}`}`}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onDoubleClick={closer}
        >
          <canvas ref={canvas} className={styles.canvas} aria-hidden />
          {marked.length > 0 && <MarkLines marks={marked} layout={layout} scale={scale} />}
          <CellFrame layout={layout} cell={cursorCell} scale={scale} className={styles.cursor} />
          {readingLba !== null && inWindow(shown, readingLba) && (
            <CellFrame layout={layout} cell={cellOf(readingLba)} scale={scale} className={styles.reading} />
          )}
        </div>
      </div>
      <div className={styles.readout}>
        <span className={styles.words}>
          {words}
          {where && <span className={styles.where}>{where}</span>}
        </span>
        <span className={styles.scale}>{scaleWords(layout)}</span>
        <Button
          look="plain"
          aria-label={t('zoomOut')}
          icon={<ZoomOut />}
          disabled={!zoomed}
          onClick={farther}
        />
        <Button
          look="plain"
          aria-label={t('zoomIn')}
          icon={<ZoomIn />}
          disabled={shown.lengthSectors <= Math.max(16, groupSectors)}
          onClick={closer}
        />
      </div>
    </div>
  );
}

function inWindow(window: MapWindow, lba: number): boolean {
  return lba >= window.firstLba && lba < window.firstLba + window.lengthSectors;
}

function scaleWords(layout: MapLayout): string {
  return layout.sectorsPerCell === 1 ? t('oneToOne') : t('oneToMany', { count: layout.sectorsPerCell });
}

function cellWords(first: number, last: number, state: SectorState): string {
  const range = last > first ? t('range', { first, last }) : countWords(first);
  return t('cell', { range, state: stateWords(state) });
}

interface CellFrameProps {
  readonly layout: MapLayout;
  readonly cell: number;
  readonly scale: number;
  readonly className: string | undefined;
}

/** A frame around one cell, drawn over the picture so that moving it repaints nothing. */
function CellFrame({ layout, cell, scale, className }: CellFrameProps) {
  const { x, y } = cellOrigin(layout, cell);
  return (
    <span
      className={className}
      style={{
        transform: `translate(${x / scale}px, ${y / scale}px)`,
        width: layout.cellWidth / scale,
        height: layout.cellHeight / scale,
      }}
      aria-hidden
    />
  );
}

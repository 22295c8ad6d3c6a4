/** The whole medium in a line, with a frame around the part that is shown; a click or a drag shows another part. */
import { type PointerEvent, useMemo, useRef } from 'react';
import type { SectorRuns } from '../../shared/model/sector-runs.ts';
import { worstByCell } from '../../shared/model/sector-runs.ts';
import type { MapWindow } from './cells.ts';
import { gridPicture } from './grid-picture.ts';
import type { MapLayout } from './layout.ts';
import styles from './overview-strip.module.css';
import { usePalette } from './palette.ts';
import { usePainting } from './use-painting.ts';

const cells = 90;
const cellWidth = 2;
const cellHeight = 10;

const layout: MapLayout = {
  ...{ sectorsPerCell: 1, cellCount: cells, columns: cells, groupColumns: 0 },
  ...{ cellWidth, cellHeight, gap: 0, groupGap: 0 },
};
const whole = { firstLba: 0, lengthSectors: cells };
const picture = gridPicture(layout, whole, cells * cellWidth, cellHeight);

export interface OverviewStripProps {
  readonly runs: SectorRuns;
  readonly totalSectors: number;
  readonly window: MapWindow;
  readonly onMove: (lba: number) => void;
}

export function OverviewStrip({ runs, totalSectors, window: shown, onMove }: OverviewStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const states = useMemo(() => worstByCell(runs, cells), [runs]);
  usePainting(canvas, picture, states, palette, 1);
  const show = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    onMove(Math.max(0, Math.min(totalSectors - 1, Math.floor(share * totalSectors))));
  };
  const percent = (sectors: number) => `${(sectors * 100) / Math.max(1, totalSectors)}%`;
  return (
    <div
      className={styles.strip}
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        show(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && show(event)}
    >
      <canvas ref={canvas} />
      <span style={{ left: percent(shown.firstLba), width: percent(shown.lengthSectors) }} />
    </div>
  );
}

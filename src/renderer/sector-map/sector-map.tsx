/**
 * The picture of a medium: every sector, or the worst of as many as a cell must hold; in rows, or as the medium lies.
 * A cursor walks over it (arrow keys; Enter opens its sector, + and - zoom); as it is a slider, the place it comes to
 * is spoken. The table of ranges beside it says the same in words.
 */
import { Disc3, Rows3, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { SectorRuns } from '../../shared/model/sector-runs.ts';
import { totalSectors } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { Button } from '../components/button.tsx';
import { useSize } from '../components/use-size.ts';
import { messagesOf } from '../messages/messages.ts';
import { countWords } from '../words/numbers.ts';
import { stateWords } from '../words/states.ts';
import {
  isInWindow,
  type MapWindow,
  smallestWindow,
  windowAround,
  windowWith,
  zoomFactor,
  zoomIn,
  zoomOut,
} from './cells.ts';
import type { DiscShape } from './disc-shape.ts';
import { MarkLabels, MarkLines } from './map-marks.tsx';
import { marksIn } from './marks.ts';
import { OverviewStrip } from './overview-strip.tsx';
import { usePalette } from './palette.ts';
import type { MapPicture, Step } from './picture.ts';
import type { Places } from './places.ts';
import { RingMarks } from './ring-marks.tsx';
import styles from './sector-map.module.css';
import { useMapLook } from './use-map-look.ts';
import { usePainting } from './use-painting.ts';
import { usePicture } from './use-picture.ts';
import { useZoomGestures } from './use-zoom-gestures.ts';
import { upTo, worstIn, worstSector } from './worst-sector.ts';

const t = messagesOf('map');

/** A place somebody wants to see; another object, even of the same sector, is another wish. */
export interface WantedPlace {
  readonly lba: number;
}

export interface SectorMapProps {
  readonly runs: SectorRuns;
  readonly places: Places;
  /** As the medium lies; null where it has no shape worth drawing. */
  readonly shape: DiscShape | null;
  /** Where the drive reads now, or null when it does not. */
  readonly readingLba: number | null;
  readonly wanted?: WantedPlace | null;
  /** Opens the sector under the cursor. */
  readonly onOpen?: ((lba: number) => void) | undefined;
}

const stepOfKey: Readonly<Record<string, Step>> = {
  ArrowRight: 'right',
  ArrowLeft: 'left',
  ArrowDown: 'down',
  ArrowUp: 'up',
  PageDown: 'page-down',
  PageUp: 'page-up',
};

export function SectorMap({ runs, places, shape, readingLba, wanted = null, onOpen }: SectorMapProps) {
  const { marks } = places;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(frame);
  const palette = usePalette();
  const [look, chooseLook] = useMapLook();
  const drawn = look === 'disc' ? shape : null;
  const total = useMemo(() => totalSectors(runs), [runs]);
  const [zoomed, setZoomed] = useState<MapWindow | null>(null);
  const [cursorLba, setCursorLba] = useState(0);
  const shown = useMemo(() => zoomed ?? { firstLba: 0, lengthSectors: total }, [zoomed, total]);
  const group = drawn ? drawn.groupSectors : places.groupSectors;
  const made = usePicture({
    ...{ width, height, window: shown, totalSectors: total, shape: drawn },
    groupSectors: places.groupSectors,
  });
  const picture = made?.picture ?? null;
  const scale = made?.scale ?? 1;
  const cells = useMemo(() => picture?.states(runs) ?? [], [picture, runs]);
  usePainting(canvas, picture, cells, palette, scale);

  const show = (window: MapWindow) => setZoomed(window.lengthSectors >= total ? null : window);
  const moveTo = (lba: number) => {
    const there = Math.max(0, Math.min(total - 1, lba));
    setCursorLba(there);
    if (zoomed) show(windowWith(shown, there, total, group));
  };
  const zoomAt = (lba: number, factor: number) => {
    if (factor > 1) show(zoomIn(shown, lba, group, factor));
    else show(zoomOut(shown, total, group, 1 / factor));
  };
  const closer = () => zoomAt(cursorLba, zoomFactor);
  const farther = () => zoomAt(cursorLba, 1 / zoomFactor);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish is followed once, when it comes
  useEffect(() => {
    if (!wanted || total === 0) return;
    moveTo(wanted.lba);
    frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);

  const gestures = useZoomGestures(frame, (x, y, factor) => {
    const lba = picture?.sectorAt(x * scale, y * scale, runs) ?? cursorLba;
    zoomAt(lba, factor);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOfKey[event.key];
    if (step && picture) {
      const aside = event.shiftKey && (step === 'left' || step === 'right');
      moveTo(aside ? cursorLba + (step === 'right' ? 1 : -1) : picture.step(cursorLba, step));
    } else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(total - 1);
    else if (event.key === '+' || event.key === '=') closer();
    else if (event.key === '-') farther();
    else if (event.key === 'Enter' && onOpen) onOpen(openedBy(picture, runs, cursorLba));
    else if (event.key === 'Escape' && zoomed) farther();
    else return;
    event.preventDefault();
  };
  const lbaUnder = (event: { clientX: number; clientY: number; currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    return (
      picture?.sectorAt((event.clientX - box.left) * scale, (event.clientY - box.top) * scale, runs) ?? null
    );
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    gestures.onPointerDown(event);
    const lba = gestures.isPinching() ? null : lbaUnder(event);
    if (lba !== null) moveTo(lba);
  };
  const onDoubleClick = () => {
    if (picture?.sectorsPerCell === 1 && onOpen) onOpen(cursorLba);
    else closer();
  };

  const [first, last] = picture?.rangeAt(cursorLba) ?? [cursorLba, cursorLba];
  const words = cellWords(first, last, worstIn(runs, first, last));
  const where = places.where(first, last);
  const marked = useMemo(
    () => (made?.look === 'rows' ? marksIn(marks, shown, made.picture.layout) : []),
    [marks, shown, made],
  );
  return (
    <div className={styles.map}>
      <div className={styles.plate}>
        {made?.look === 'rows' && marked.length > 0 && (
          <MarkLabels marks={marked} layout={made.picture.layout} scale={scale} />
        )}
        <div
          ref={frame}
          className={styles.picture}
          role="slider"
          tabIndex={0}
          aria-label={t('label')}
          aria-roledescription={t(onOpen ? 'roleOpens' : 'role')}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, total - 1)}
          aria-valuenow={cursorLba}
          aria-valuetext={`${words}${where && `, ${where}`}`}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={gestures.onPointerMove}
          onPointerUp={gestures.onPointerUp}
          onPointerCancel={gestures.onPointerUp}
          onDoubleClick={onDoubleClick}
        >
          <canvas ref={canvas} className={styles.canvas} aria-hidden />
          {made?.look === 'rows' && marked.length > 0 && (
            <MarkLines marks={marked} layout={made.picture.layout} scale={scale} />
          )}
          {made?.look === 'disc' && <RingMarks layout={made.picture.layout} marks={marks} scale={scale} />}
          {picture && (
            <svg className={styles.frames} aria-hidden>
              <g transform={`scale(${1 / scale})`}>
                {readingLba !== null && isInWindow(shown, readingLba) && (
                  <path className={styles.reading} d={picture.outline(readingLba)} />
                )}
                {isInWindow(shown, cursorLba) && (
                  <path className={styles.cursor} d={picture.outline(cursorLba)} />
                )}
              </g>
            </svg>
          )}
        </div>
      </div>
      <div className={styles.readout}>
        <span className={styles.words}>
          {words}
          {where && <span className={styles.where}>{where}</span>}
        </span>
        <span className={styles.tools}>
          {zoomed ? (
            <OverviewStrip
              runs={runs}
              totalSectors={total}
              window={shown}
              onMove={(lba) => show(windowAround(shown, lba, total, group))}
            />
          ) : (
            <Scale sectorsPerCell={picture?.sectorsPerCell} />
          )}
          {shape && (
            <span className={styles.looks}>
              <Button
                look="plain"
                aria-label={t('inRows')}
                aria-pressed={look === 'rows'}
                title={t('inRows')}
                icon={<Rows3 />}
                onClick={() => chooseLook('rows')}
              />
              <Button
                look="plain"
                aria-label={t(shape.kind === 'spiral' ? 'asSpiral' : 'asTracks')}
                aria-pressed={look === 'disc'}
                title={t(shape.kind === 'spiral' ? 'asSpiralNote' : 'asTracksNote')}
                icon={<Disc3 />}
                onClick={() => chooseLook('disc')}
              />
            </span>
          )}
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
            disabled={shown.lengthSectors <= smallestWindow(group)}
            onClick={closer}
          />
        </span>
      </div>
    </div>
  );
}

/** What a key opens where a cell holds many sectors: the worst of them, which is what the cell shows. */
function openedBy(picture: MapPicture | null, runs: SectorRuns, lba: number): number {
  const [first, last] = picture?.rangeAt(lba) ?? [lba, lba];
  return worstSector(runs, upTo(first, last)) ?? lba;
}

/** How much a cell stands for; `null`, turns of a disc that are too narrow to be told apart. */
function Scale({ sectorsPerCell }: { readonly sectorsPerCell: number | null | undefined }) {
  if (sectorsPerCell === undefined) return <span className={styles.scale} />;
  if (sectorsPerCell === 1) return <span className={styles.scale}>{t('oneToOne')}</span>;
  return (
    <span className={styles.scale}>
      <span>{sectorsPerCell === null ? t('oneToTurns') : t('oneToMany', { count: sectorsPerCell })}</span>
      <span>{t('worstShows')}</span>
    </span>
  );
}

function cellWords(first: number, last: number, state: SectorState): string {
  const range = last > first ? t('range', { first, last }) : countWords(first);
  return t('cell', { range, state: stateWords(state) });
}

/** How fast each place of the medium was read; damage stands at the foot. */
import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';
import { rangesWhere, type SectorRange, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import { classNames } from '../../components/class-names.ts';
import { messagesOf } from '../../messages/messages.ts';
import type { MapMark } from '../../sector-map/places.ts';
import { cdSingleSpeedBytesPerSecond, speedWords } from '../../words/disc.ts';
import { countWords, withDecimalSign } from '../../words/numbers.ts';
import {
  css,
  discAxisPx,
  drawMarks,
  markColour,
  placeAxis,
  placeScale,
  quietAxis,
  stillPlot,
} from './plot-axes.ts';
import styles from './rate-plot.module.css';
import { usePlot } from './use-plot.ts';

const t = messagesOf('job');

export interface RatePlotProps {
  /** `[lba, bytesPerSecond]`. */
  readonly rate: readonly (readonly [number, number])[];
  readonly runs: SectorRuns;
  readonly totalSectors: number;
  /** For a CD: its axes are minutes and multiples of single speed, and its tracks are marked. */
  readonly cdMarks: readonly MapMark[] | null;
  /** Another plot over the same places stands below, and names them. */
  readonly isAbove?: boolean;
}

const heightPx = (isAbove: boolean) => (isAbove ? 104 : 150);

export function RatePlot({ rate, runs, totalSectors, cdMarks, isAbove = false }: RatePlotProps) {
  const bad = useRef<readonly SectorRange[]>([]);
  const marks = useRef(cdMarks);
  marks.current = cdMarks;
  const isCd = cdMarks !== null;
  const unit = isCd ? cdUnit : kilobytes;
  bad.current = rangesWhere(runs, (state) => state === 'bad');

  const { frame, plot, madeFor } = usePlot(
    (width) => optionsOf(width, totalSectors, isCd, isAbove, bad, marks),
    [[], []],
    `${totalSectors} ${isCd} ${isAbove}`,
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot made anew has no data yet
  useEffect(() => {
    const inOrder = [...rate].sort((a, b) => a[0] - b[0]);
    plot.current?.setData([
      inOrder.map(([lba]) => lba),
      inOrder.map(([, speed]) => speed / unit.bytesPerSecond),
    ]);
  }, [rate, madeFor]);

  const speeds = rate.map(([, speed]) => speed);
  return (
    <div ref={frame} className={classNames(styles.plot, isAbove && styles.above)}>
      <p className="visually-hidden">
        {speeds.length === 0
          ? t('noSpeed')
          : t('speeds', {
              slowest: unit.words(Math.min(...speeds)),
              fastest: unit.words(Math.max(...speeds)),
            })}
      </p>
    </div>
  );
}

interface RateUnit {
  readonly bytesPerSecond: number;
  readonly words: (bytesPerSecond: number) => string;
}

const kilobytes: RateUnit = {
  bytesPerSecond: 1000,
  words: (bytesPerSecond) => `${withDecimalSign((bytesPerSecond / 1000).toFixed(1))} kB/s`,
};
const cdUnit: RateUnit = {
  bytesPerSecond: cdSingleSpeedBytesPerSecond,
  words: (bytesPerSecond) => speedWords(bytesPerSecond, true),
};

function optionsOf(
  width: number,
  totalSectors: number,
  isCd: boolean,
  isAbove: boolean,
  bad: { readonly current: readonly SectorRange[] },
  marks: { readonly current: readonly MapMark[] | null },
): uPlot.Options {
  const [mark, damage] = [markColour(), css('--state-bad')];
  return {
    ...stillPlot(width, heightPx(isAbove)),
    scales: {
      x: placeScale(totalSectors),
      y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      placeAxis({ width, totalSectors, isCd, isNamedBelow: isAbove }),
      {
        ...quietAxis(),
        size: isCd ? discAxisPx : 52,
        space: 32,
        values: (_, splits) => splits.map((split) => `${countWords(split)}${isCd ? '\u00d7' : ' kB/s'}`),
      },
    ],
    series: [
      {},
      { stroke: css('--accent'), width: 1.25, fill: css('--accent', 0.08), points: { show: false } },
    ],
    hooks: {
      drawAxes: [(plot) => drawMarks(plot, marks.current ?? [], mark)],
      draw: [(plot) => drawDamage(plot, bad.current, damage)],
    },
  };
}

/** A tick at the foot for every range that could not be read, never thinner than two pixels. */
function drawDamage(plot: uPlot, ranges: readonly SectorRange[], colour: string): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio || 1;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { lba, lengthSectors } of ranges) {
    const left = plot.valToPos(lba, 'x', true);
    const right = plot.valToPos(lba + lengthSectors, 'x', true);
    const height = 5 * scale;
    ctx.fillRect(left, bbox.top + bbox.height - height, Math.max(2 * scale, right - left), height);
  }
  ctx.restore();
}

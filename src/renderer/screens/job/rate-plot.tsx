/** How fast each place of the medium was read; damage stands at the foot. */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { rangesWhere, type SectorRange, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import { countWords } from '../../../shared/words.ts';
import { useSize } from '../../components/use-size.ts';
import { resolveColour } from '../../sector-map/palette.ts';
import { useThemeKey } from '../../state/theme.ts';
import styles from './rate-plot.module.css';

export interface RatePlotProps {
  /** `[lba, bytesPerSecond]`. */
  readonly rate: readonly (readonly [number, number])[];
  readonly runs: SectorRuns;
  readonly totalSectors: number;
}

const heightPx = 150;

export function RatePlot({ rate, runs, totalSectors }: RatePlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const bad = useRef<readonly SectorRange[]>([]);
  const { width } = useSize(frame);
  const theme = useThemeKey();
  bad.current = rangesWhere(runs, (state) => state === 'bad');

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme, other colours
  useEffect(() => {
    if (!frame.current || width === 0) return;
    const made = new uPlot(optionsOf(width, totalSectors, bad), [[], []], frame.current);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [width, theme, totalSectors]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot made anew has no data yet
  useEffect(() => {
    const inOrder = [...rate].sort((a, b) => a[0] - b[0]);
    plot.current?.setData([inOrder.map(([lba]) => lba), inOrder.map(([, speed]) => speed / 1000)]);
  }, [rate, width, theme, totalSectors]);

  const speeds = rate.map(([, speed]) => speed);
  return (
    <div ref={frame} className={styles.plot}>
      <p className="visually-hidden">
        {speeds.length === 0
          ? 'No speed measured yet.'
          : `Slowest ${inKilobytes(Math.min(...speeds))}, fastest ${inKilobytes(Math.max(...speeds))}.`}
      </p>
    </div>
  );
}

function inKilobytes(bytesPerSecond: number): string {
  return `${(bytesPerSecond / 1000).toFixed(1)} kB/s`;
}

function css(property: string, opacity = 1): string {
  const [red, green, blue] = resolveColour(property);
  return `rgb(${red} ${green} ${blue} / ${opacity})`;
}

function optionsOf(
  width: number,
  totalSectors: number,
  bad: { readonly current: readonly SectorRange[] },
): uPlot.Options {
  const axis = {
    stroke: css('--ink-soft'),
    font: '11px "Inter Variable", system-ui, sans-serif',
    grid: { stroke: css('--line', 0.7), width: 1 },
    ticks: { show: false },
    gap: 4,
  } satisfies uPlot.Axis;
  return {
    width,
    height: heightPx,
    legend: { show: false },
    cursor: { show: false },
    padding: [10, 14, 0, 0],
    scales: {
      x: { time: false, range: [0, Math.max(1, totalSectors)] },
      y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      { ...axis, size: 26, space: 64, values: (_, marks) => marks.map((mark) => countWords(mark)) },
      { ...axis, size: 52, space: 32, values: (_, marks) => marks.map((mark) => `${countWords(mark)} kB/s`) },
    ],
    series: [
      {},
      { stroke: css('--accent'), width: 1.25, fill: css('--accent', 0.08), points: { show: false } },
    ],
    hooks: { draw: [(plot) => drawDamage(plot, bad.current)] },
  };
}

/** A tick at the foot for every range that could not be read, never thinner than two pixels. */
function drawDamage(plot: uPlot, ranges: readonly SectorRange[]): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio || 1;
  ctx.save();
  ctx.fillStyle = css('--state-bad');
  for (const { lba, lengthSectors } of ranges) {
    const left = plot.valToPos(lba, 'x', true);
    const right = plot.valToPos(lba + lengthSectors, 'x', true);
    const height = 5 * scale;
    ctx.fillRect(left, bbox.top + bbox.height - height, Math.max(2 * scale, right - left), height);
  }
  ctx.restore();
}

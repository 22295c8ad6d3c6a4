/** Where on a CD bytes were flagged by C2, by powers of ten; a place nothing is known of stays empty. */
import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';
import type { C2Stretch } from '../../../shared/model/c2-record.ts';
import type { MapMark } from '../../sector-map/places.ts';
import { countWords } from '../../words/numbers.ts';
import { c2Height, decadesFor } from './c2-heights.ts';
import styles from './c2-plot.module.css';
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
import { usePlot } from './use-plot.ts';

export interface C2PlotProps {
  readonly stretches: readonly C2Stretch[];
  readonly totalSectors: number;
  readonly marks: readonly MapMark[];
}

const heightPx = 100;

export function C2Plot({ stretches, totalSectors, marks }: C2PlotProps) {
  const shown = useRef({ stretches, marks });
  shown.current = { stretches, marks };
  const decades = decadesFor(stretches);

  const { frame, plot } = usePlot(
    (width) => optionsOf(width, totalSectors, decades, shown),
    [[0], [null]],
    `${totalSectors} ${decades}`,
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was drawn is no longer so
  useEffect(() => plot.current?.redraw(false), [stretches]);

  return <div ref={frame} className={styles.plot} aria-hidden="true" />;
}

type Colours = Readonly<Record<'known' | 'first' | 'edge' | 'kept', string>>;

function optionsOf(
  width: number,
  totalSectors: number,
  decades: number,
  shown: { readonly current: Pick<C2PlotProps, 'stretches' | 'marks'> },
): uPlot.Options {
  const colours = {
    known: css('--ink-soft'),
    first: css('--accent', 0.45),
    edge: css('--accent'),
    kept: css('--state-bad'),
    mark: markColour(),
  };
  const steps = Array.from({ length: decades + 1 }, (_, step) => step);
  return {
    ...stillPlot(width, heightPx),
    scales: { x: placeScale(totalSectors), y: { range: [0, decades] } },
    axes: [
      placeAxis({ width, totalSectors, isCd: true }),
      {
        ...quietAxis(),
        size: discAxisPx,
        splits: () => steps,
        values: (_, splits) => splits.map((step) => stepWords(step, decades)),
      },
    ],
    series: [{}, { show: true, points: { show: false } }],
    hooks: {
      drawAxes: [(plot) => drawMarks(plot, shown.current.marks, colours.mark)],
      draw: [(plot) => drawStretches(plot, shown.current.stretches, colours)],
    },
  };
}

/** Where many stand close, every other one is named. */
function stepWords(step: number, decades: number): string {
  if (step === 0) return '0';
  return decades > 4 && step % 2 === 1 ? '' : shortCount(10 ** (step - 1));
}

function shortCount(count: number): string {
  return count >= 1e6 ? `${count / 1e6}M` : count >= 1e4 ? `${count / 1e3}k` : countWords(count);
}

/** A bar for each stretch, never thinner than three pixels: hollow for its first reading, full for what is kept. */
function drawStretches(plot: uPlot, stretches: readonly C2Stretch[], colours: Colours): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio || 1;
  const foot = bbox.top + bbox.height;
  ctx.save();
  for (const [lba, lengthSectors, , , firstBytes, , keptBytes] of stretches) {
    const left = plot.valToPos(lba, 'x', true);
    const width = Math.max(3 * scale, plot.valToPos(lba + lengthSectors, 'x', true) - left);
    const bar = (bytes: number, colour: string) => {
      const top = plot.valToPos(c2Height(bytes), 'y', true);
      ctx.fillStyle = colour;
      ctx.fillRect(left, top, width, foot - top);
      return top;
    };
    if (firstBytes > 0) {
      const top = bar(firstBytes, colours.first);
      ctx.fillStyle = colours.edge;
      ctx.fillRect(left, top, width, 1.5 * scale);
    }
    if (keptBytes > 0) bar(keptBytes, colours.kept);
    ctx.fillStyle = colours.known;
    ctx.fillRect(left, foot - 1.5 * scale, width, 1.5 * scale);
  }
  ctx.restore();
}

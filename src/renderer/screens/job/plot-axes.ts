/** What all plots over the sectors of a medium have in common: the line they stand on, and where tracks begin. */
import type uPlot from 'uplot';
import { framesPerSecond } from '../../../shared/msf.ts';
import { resolveColour } from '../../sector-map/palette.ts';
import type { MapMark } from '../../sector-map/places.ts';
import { countWords } from '../../words/numbers.ts';

/** As wide in every plot of a disc, so that places stand under each other. */
export const discAxisPx = 38;

const sectorsPerMinute = 60 * framesPerSecond;
const minuteSteps = [1, 2, 5, 10, 20, 30];

/** Asks the browser, so not while something is drawn: a plot is made anew for another theme. */
export function css(property: string, opacity = 1): string {
  const [red, green, blue] = resolveColour(property);
  return `rgb(${red} ${green} ${blue} / ${opacity})`;
}

export function quietAxis() {
  return {
    stroke: css('--ink-soft'),
    font: '11px "Inter Variable", system-ui, sans-serif',
    grid: { stroke: css('--plot-grid', 0.7), width: 1 },
    ticks: { show: false },
    gap: 4,
  } satisfies uPlot.Axis;
}

/** A plot that is only looked at: nothing in it moves, answers or explains itself on hovering. */
export function stillPlot(width: number, height: number) {
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [10, 14, 0, 0] as uPlot.Padding,
  } satisfies Partial<uPlot.Options>;
}

export interface PlaceAxis {
  readonly width: number;
  readonly totalSectors: number;
  /** Of a CD: minutes. */
  readonly isCd: boolean;
  /** Another plot that stands below says the places. */
  readonly isNamedBelow?: boolean;
}

export function placeScale(totalSectors: number): uPlot.Scale {
  return { time: false, range: [0, Math.max(1, totalSectors)] };
}

export function placeAxis({ width, totalSectors, isCd, isNamedBelow }: PlaceAxis): uPlot.Axis {
  return {
    ...quietAxis(),
    size: isNamedBelow ? 4 : 26,
    space: 64,
    values: (_, splits) =>
      splits.map((split) =>
        isNamedBelow ? '' : isCd ? `${split / sectorsPerMinute} min` : countWords(split),
      ),
    ...(isCd && { splits: () => minuteSplits(totalSectors, width) }),
  };
}

/** Every so many whole minutes, as many as have room. */
function minuteSplits(totalSectors: number, width: number): number[] {
  const most = Math.max(1, Math.floor(width / 72));
  const minutes = totalSectors / sectorsPerMinute;
  const step = minuteSteps.find((candidate) => minutes / candidate <= most) ?? minutes;
  return Array.from(
    { length: Math.floor(minutes / step) + 1 },
    (_, index) => index * step * sectorsPerMinute,
  );
}

export const markColour = () => css('--line-strong', 0.7);

/** Where tracks begin. */
export function drawMarks(plot: uPlot, marks: readonly MapMark[], colour: string): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio || 1;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { lba } of marks.slice(1)) {
    ctx.fillRect(Math.round(plot.valToPos(lba, 'x', true)), bbox.top, scale, 5 * scale);
  }
  ctx.restore();
}

import { type RefObject, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useSize } from '../../components/use-size.ts';
import { useThemeKey } from '../../state/theme.ts';

interface Plotted {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly plot: RefObject<uPlot | null>;
  /** Another one when the plot was made anew: what was given to the one before is gone. */
  readonly madeFor: string;
}

/**
 * A plot as wide as its frame, made anew for another width and another theme.
 * @param data what it begins with
 * @param kind all else its options depend on
 */
export function usePlot(
  optionsFor: (width: number) => uPlot.Options,
  data: uPlot.AlignedData,
  kind: string,
): Plotted {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const { width } = useSize(frame);
  const madeFor = `${width} ${useThemeKey()} ${kind}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: options and data are of what it is made for
  useEffect(() => {
    if (!frame.current || width === 0) return;
    const made = new uPlot(optionsFor(width), data, frame.current);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [madeFor]);

  return { frame, plot, madeFor };
}

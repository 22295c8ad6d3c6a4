/** Where tracks begin: numbers on the left edge of a map, and lines between its cells. */
import type { MapLayout } from './layout.ts';
import styles from './map-marks.module.css';
import { edgePath, type PlacedMark, withRoom } from './marks.ts';

const labelPx = 12;

interface MarksProps {
  readonly marks: readonly PlacedMark[];
  readonly layout: MapLayout;
  readonly scale: number;
}

export function MarkLabels({ marks, scale }: MarksProps) {
  return (
    <ol className={styles.labels} aria-hidden>
      {withRoom(marks, labelPx * scale).map(({ label, y }) => (
        <li key={label} style={{ transform: `translateY(${y / scale}px)` }}>
          {label}
        </li>
      ))}
    </ol>
  );
}

export function MarkLines({ marks, layout, scale }: MarksProps) {
  return (
    <svg className={styles.lines} aria-hidden>
      <g transform={`scale(${1 / scale})`}>
        {marks.map((mark) => !mark.isBefore && <path key={mark.label} d={edgePath(mark, layout)} />)}
      </g>
    </svg>
  );
}

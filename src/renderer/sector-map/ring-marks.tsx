/** The carrier around a picture of rings: its edge, its hole, and where tracks begin. */
import { messagesOf } from '../messages/messages.ts';
import type { MapMark } from './places.ts';
import { type RingFace, type RingLayout, radiusAt } from './ring-layout.ts';
import styles from './ring-marks.module.css';

const t = messagesOf('map');

/** 15 mm across, in a disc of 120 mm. */
const holeShare = 7.5 / 60;

export interface RingMarksProps {
  readonly layout: RingLayout;
  readonly marks: readonly MapMark[];
  readonly scale: number;
}

export function RingMarks({ layout, marks, scale }: RingMarksProps) {
  return (
    <svg className={styles.marks} aria-hidden>
      <g transform={`scale(${1 / scale})`}>
        {layout.faces.map((face) => (
          <Face key={face.face} layout={layout} face={face} marks={marks} scale={scale} />
        ))}
      </g>
    </svg>
  );
}

function Face({ layout, face, marks, scale }: RingMarksProps & { readonly face: RingFace }) {
  const { shape, carrierRadius } = layout;
  const rings = marks.flatMap(({ lba }) => {
    const [span] = shape.spans(lba, 1);
    if (!span || span.face !== face.face || lba === 0) return [];
    const radius = radiusAt(layout, face, span.from);
    return radius > layout.innerRadius && radius < layout.outerRadius ? [{ lba, radius }] : [];
  });
  const name = nameOf(layout, face);
  return (
    <>
      <circle className={styles.edge} cx={face.x} cy={face.y} r={carrierRadius - 1} />
      {shape.kind === 'spiral' && (
        <circle className={styles.edge} cx={face.x} cy={face.y} r={carrierRadius * holeShare} />
      )}
      {rings.map(({ lba, radius }) => (
        <circle key={lba} className={styles.track} cx={face.x} cy={face.y} r={radius} />
      ))}
      {name !== '' && (
        <text
          className={styles.name}
          x={face.x}
          y={face.y + (shape.kind === 'spiral' ? 28 : 4) * scale}
          style={{ fontSize: 11 * scale }}
        >
          {name}
        </text>
      )}
    </>
  );
}

function nameOf({ shape }: RingLayout, { face }: RingFace): string {
  if (shape.faces.length < 2) return '';
  return shape.kind === 'spiral' ? t('layer', { layer: face }) : t('head', { head: face });
}

/** Sheets and rolls labels are sold on, with the measures their makers print on the box. */
import type { LabelLayoutFacts, LabelLayoutId } from '../../../shared/model/labels.ts';

export interface LabelLayout extends LabelLayoutFacts {
  readonly pageWidthMm: number;
  readonly pageHeightMm: number;
  /** Upper left corner of the first label. */
  readonly leftMm: number;
  readonly topMm: number;
  /** From one label to the next. */
  readonly pitchXMm: number;
  readonly pitchYMm: number;
}

const a4 = { page: 'a4', pageWidthMm: 210, pageHeightMm: 297 } as const;
const letter = { page: 'letter', pageWidthMm: 215.9, pageHeightMm: 279.4 } as const;

const layouts: Readonly<Record<LabelLayoutId, LabelLayout>> = {
  /** Avery Zweckform L7160, address labels. */
  l7160: {
    ...{ id: 'l7160', ...a4, columns: 3, rows: 7, widthMm: 63.5, heightMm: 38.1 },
    ...{ leftMm: 7.21, topMm: 15.15, pitchXMm: 66.04, pitchYMm: 38.1 },
  },
  /** Avery Zweckform L7651, small ones: sleeves and the edge of a diskette. */
  l7651: {
    ...{ id: 'l7651', ...a4, columns: 5, rows: 13, widthMm: 38.1, heightMm: 21.2 },
    ...{ leftMm: 4.67, topMm: 10.7, pitchXMm: 40.64, pitchYMm: 21.2 },
  },
  /** Avery 5160, the address labels of US Letter. */
  '5160': {
    ...{ id: '5160', ...letter, columns: 3, rows: 10, widthMm: 66.675, heightMm: 25.4 },
    ...{ leftMm: 4.7625, topMm: 12.7, pitchXMm: 69.85, pitchYMm: 25.4 },
  },
  /** One label a page, as label printers with rolls of 62 mm want it. */
  '62x29': {
    ...{ id: '62x29', page: 'roll', pageWidthMm: 62, pageHeightMm: 29 },
    ...{ columns: 1, rows: 1, widthMm: 62, heightMm: 29, leftMm: 0, topMm: 0, pitchXMm: 62, pitchYMm: 29 },
  },
};

export function labelLayout(id: LabelLayoutId): LabelLayout {
  return layouts[id];
}

export function labelsPerPage({ columns, rows }: LabelLayoutFacts): number {
  return columns * rows;
}

export interface LabelPlace {
  readonly page: number;
  readonly xMm: number;
  /** From the upper edge of the page. */
  readonly yMm: number;
}

/** @param position counted from 0 along the rows, over all pages */
export function labelPlace(layout: LabelLayout, position: number): LabelPlace {
  const perPage = labelsPerPage(layout);
  const onPage = position % perPage;
  return {
    page: Math.floor(position / perPage),
    xMm: layout.leftMm + (onPage % layout.columns) * layout.pitchXMm,
    yMm: layout.topMm + Math.floor(onPage / layout.columns) * layout.pitchYMm,
  };
}

/** Where bars and words stand on one label. */
import { SpindleError } from '../../../shared/errors.ts';
import type { LabelLayout } from './label-layouts.ts';

export interface LabelContent {
  readonly code: string;
  /** Its title, else what is written on it; may be empty. */
  readonly title: string;
  readonly collection: string;
}

export interface Bar {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface Line {
  readonly text: string;
  readonly xMm: number;
  /** Of the base line. */
  readonly yMm: number;
  readonly sizePt: number;
  readonly isBold: boolean;
}

export interface ArrangedLabel {
  readonly bars: readonly Bar[];
  readonly lines: readonly Line[];
}

/** How wide a text is in the font it will be printed in, in millimetres. */
export type MeasureText = (text: string, sizePt: number, isBold: boolean) => number;

const mmPerPt = 25.4 / 72;
/** The narrowest bar hand scanners read from print of an office (7.5 mil). */
const leastModuleMm = 0.19;
const mostModuleMm = 0.5;
/** ISO/IEC 15417 4.2: ten modules are free on either side. */
const quietModules = 10;
const mostBarHeightMm = 15;
const leastBarHeightMm = 5;

/**
 * @param widths of bars and gaps by turns, in modules, beginning with a bar
 * @throws SpindleError bad-request when the bars would be too narrow to be read
 */
export function arrangeLabel(
  content: LabelContent,
  widths: readonly number[],
  layout: LabelLayout,
  measure: MeasureText,
): ArrangedLabel {
  const paddingMm = layout.heightMm < 25 ? 1.5 : 2;
  const innerWidthMm = layout.widthMm - 2 * paddingMm;
  const modules = widths.reduce((sum, width) => sum + width, 0);
  const moduleMm = Math.min(mostModuleMm, innerWidthMm / (modules + 2 * quietModules));
  if (moduleMm < leastModuleMm) throw tooNarrow(content.code, layout);
  const texts = wordsOf(content, layout, innerWidthMm, measure);
  const textHeightMm = texts.reduce((sum, { sizePt }) => sum + lineHeightMm(sizePt), 0);
  const barHeightMm = Math.min(mostBarHeightMm, layout.heightMm - 2 * paddingMm - textHeightMm);
  if (barHeightMm < leastBarHeightMm) throw new Error('a layout leaves no room for bars');
  let yMm = paddingMm + barHeightMm;
  const lines = texts.map((text) => {
    yMm += lineHeightMm(text.sizePt);
    // A quarter of the height of a line is below its base.
    return { ...text, xMm: paddingMm, yMm: yMm - 0.25 * text.sizePt * mmPerPt };
  });
  return {
    bars: barsOf(widths, moduleMm, { xMm: paddingMm + quietModules * moduleMm, yMm: paddingMm }, barHeightMm),
    lines,
  };
}

function lineHeightMm(sizePt: number): number {
  return sizePt * 1.2 * mmPerPt;
}

function barsOf(
  widths: readonly number[],
  moduleMm: number,
  at: { readonly xMm: number; readonly yMm: number },
  heightMm: number,
): Bar[] {
  const bars: Bar[] = [];
  let { xMm } = at;
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) bars.push({ xMm, yMm: at.yMm, widthMm: width * moduleMm, heightMm });
    xMm += width * moduleMm;
  }
  return bars;
}

type Words = Omit<Line, 'xMm' | 'yMm'>;

function wordsOf(
  { code, title, collection }: LabelContent,
  layout: LabelLayout,
  widthMm: number,
  measure: MeasureText,
): Words[] {
  const isSmall = layout.heightMm < 25;
  const codePt = fittingSize(code, isSmall ? 8 : 11, widthMm, measure);
  const smallPt = isSmall ? 6 : 8;
  const titleLines = wrap(title, smallPt, widthMm, isSmall ? 1 : 2, measure);
  const collectionLines = wrap(collection, smallPt, widthMm, 1, measure);
  return [
    { text: code, sizePt: codePt, isBold: true },
    ...[...titleLines, ...collectionLines].map((text) => ({ text, sizePt: smallPt, isBold: false })),
  ];
}

/** A code is never cut: a long one is written smaller. */
function fittingSize(text: string, sizePt: number, widthMm: number, measure: MeasureText): number {
  const wideMm = measure(text, sizePt, true);
  return wideMm <= widthMm ? sizePt : (sizePt * widthMm) / wideMm;
}

/** Lines that fit; what does not is cut, and the cut is shown. */
function wrap(text: string, sizePt: number, widthMm: number, most: number, measure: MeasureText): string[] {
  const fits = (line: string) => measure(line, sizePt, false) <= widthMm;
  const lines: string[] = [];
  let rest = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  while (rest !== '' && lines.length < most) {
    if (fits(rest)) return [...lines, rest];
    const isLast = lines.length === most - 1;
    const length = longestStart(rest, (start) => fits(isLast ? `${start}\u2026` : start));
    if (isLast) return [...lines, `${rest.slice(0, length).trimEnd()}\u2026`];
    const blank = rest.lastIndexOf(' ', length);
    const cut = blank > 0 ? blank : Math.max(1, length);
    lines.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return lines;
}

/** How many characters of the start of a text fit. */
function longestStart(text: string, fits: (start: string) => boolean): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function tooNarrow(code: string, { widthMm, heightMm }: LabelLayout): SpindleError {
  return new SpindleError(
    'bad-request',
    `${code} is too long for labels of ${widthMm} x ${heightMm} mm: its bars would be too narrow to be read. Nothing was written; choose a wider label.`,
    { code },
  );
}

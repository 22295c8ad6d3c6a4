/** Labels as a PDF: bars are drawn as areas, so that no printer scales or smooths them. */
import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import { SpindleError } from '../../../shared/errors.ts';
import type { LabelsMade } from '../../../shared/model/labels.ts';
import { type ArrangedLabel, arrangeLabel, type MeasureText } from '../../core/labels/arrange-label.ts';
import { checkCode128Text } from '../../core/labels/code-128-text.ts';
import {
  type LabelLayout,
  type LabelPlace,
  labelLayout,
  labelPlace,
  labelsPerPage,
} from '../../core/labels/label-layouts.ts';
import type { LabelOrder } from '../../core/labels/label-port.ts';
import { candidateNames } from '../files/dump-names.ts';
import { linkOrRename, outputError, partSuffix, syncDirectory } from '../files/durable.ts';
import { loadCode128 } from './code-128.ts';

const ptPerMm = 72 / 25.4;
const black = rgb(0, 0, 0);

/** @see WriteLabels */
export async function writeLabels(order: LabelOrder): Promise<LabelsMade> {
  const layout = labelLayout(order.layout);
  refusePosition(order.startPosition, layout);
  for (const { code } of order.labels) checkCode128Text(code);
  const { bytes, pages, withReplacedWords } = await drawLabels(order, layout);
  const path = await keepUnderFreeName(bytes, order.directory, order.name);
  return { path, labels: order.labels.length, pages, withReplacedWords };
}

function refusePosition(startPosition: number, layout: LabelLayout): void {
  const most = labelsPerPage(layout);
  if (startPosition >= 1 && startPosition <= most) return;
  throw new SpindleError(
    'bad-request',
    `There is no label ${startPosition} on this sheet: it has ${most}. Nothing was written.`,
    { startPosition, most },
  );
}

async function drawLabels({ labels, startPosition }: LabelOrder, layout: LabelLayout) {
  const document = await PDFDocument.create();
  document.setTitle('Labels');
  document.setProducer('Spindle');
  const fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  const known = new Set(fonts.plain.getCharacterSet());
  const code128 = await loadCode128();
  const measure: MeasureText = (text, sizePt, isBold) =>
    (isBold ? fonts.bold : fonts.plain).widthOfTextAtSize(text, sizePt) / ptPerMm;
  const replaced = new Set<string>();
  const printable = (code: string, text: string): string => {
    const shown = [...text.normalize('NFC').replace(/\s+/g, ' ')]
      .map((sign) => (known.has(sign.codePointAt(0)!) ? sign : '?'))
      .join('');
    if (shown !== text.normalize('NFC').replace(/\s+/g, ' ')) replaced.add(code);
    return shown;
  };
  const pages: PDFPage[] = [];
  for (const [index, { code, title, collection }] of labels.entries()) {
    const place = labelPlace(layout, startPosition - 1 + index);
    pages[place.page] ??= document.addPage([layout.pageWidthMm * ptPerMm, layout.pageHeightMm * ptPerMm]);
    const words = { code, title: printable(code, title), collection: printable(code, collection) };
    draw(pages[place.page]!, arrangeLabel(words, code128(code), layout, measure), place, layout, fonts);
  }
  return { bytes: await document.save(), pages: pages.length, withReplacedWords: [...replaced] };
}

function draw(
  page: PDFPage,
  { bars, lines }: ArrangedLabel,
  place: LabelPlace,
  layout: LabelLayout,
  fonts: { readonly plain: PDFFont; readonly bold: PDFFont },
): void {
  // PDF counts from the lower edge.
  const x = (xMm: number) => (place.xMm + xMm) * ptPerMm;
  const y = (yMm: number) => (layout.pageHeightMm - place.yMm - yMm) * ptPerMm;
  for (const { xMm, yMm, widthMm, heightMm } of bars)
    page.drawRectangle({
      ...{ x: x(xMm), y: y(yMm + heightMm), color: black },
      ...{ width: widthMm * ptPerMm, height: heightMm * ptPerMm },
    });
  for (const { text, xMm, yMm, sizePt, isBold } of lines)
    page.drawText(text, {
      ...{ x: x(xMm), y: y(yMm), size: sizePt, color: black },
      font: isBold ? fonts.bold : fonts.plain,
    });
}

async function keepUnderFreeName(bytes: Uint8Array, directory: string, name: string): Promise<string> {
  const part = join(directory, `${name}.${randomUUID()}${partSuffix}`);
  try {
    const file = await open(part, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    for (const candidate of candidateNames(name)) {
      const path = join(directory, `${candidate}.pdf`);
      if (!isPublished(part, path)) continue;
      syncDirectory(directory);
      return path;
    }
    throw new SpindleError('internal', 'No free name was found.');
  } catch (error) {
    throw outputError(error, directory);
  } finally {
    await rm(part, { force: true });
  }
}

function isPublished(part: string, path: string): boolean {
  try {
    linkOrRename(part, path);
    return true;
  } catch (error) {
    if (error instanceof SpindleError && error.code === 'output-exists') return false;
    throw error;
  }
}

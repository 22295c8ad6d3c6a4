/** Sheets of labels: every label on its page, none over another, and words within their label. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeLabel, type MeasureText } from '../../../src/main/core/labels/arrange-label.ts';
import { labelLayout, labelPlace, labelsPerPage } from '../../../src/main/core/labels/label-layouts.ts';
import { labelLayouts } from '../../../src/shared/model/labels.ts';

/** Every letter as wide as it is high: wider than any font. */
const wide: MeasureText = (text, sizePt) => (text.length * sizePt * 25.4) / 72;
const widths = Array.from({ length: 61 }, (_, index) => 1 + (index % 3));

describe.each(labelLayouts)('labels %s', (id) => {
  const layout = labelLayout(id);

  it('lie wholly on their page and beside each other', () => {
    for (let position = 0; position < labelsPerPage(layout); position++) {
      const { page, xMm, yMm } = labelPlace(layout, position);
      expect(page).toBe(0);
      expect(xMm).toBeGreaterThanOrEqual(0);
      expect(xMm + layout.widthMm).toBeLessThanOrEqual(layout.pageWidthMm + 0.001);
      expect(yMm + layout.heightMm).toBeLessThanOrEqual(layout.pageHeightMm + 0.001);
    }
    expect(layout.pitchXMm).toBeGreaterThanOrEqual(layout.widthMm);
    expect(layout.pitchYMm).toBeGreaterThanOrEqual(layout.heightMm);
    expect(labelPlace(layout, labelsPerPage(layout))).toMatchObject({
      page: 1,
      xMm: layout.leftMm,
      yMm: layout.topMm,
    });
  });

  it('stand in the middle of the sheet, as their makers cut them', () => {
    const rightMm =
      layout.pageWidthMm - (layout.leftMm + (layout.columns - 1) * layout.pitchXMm + layout.widthMm);
    const bottomMm =
      layout.pageHeightMm - (layout.topMm + (layout.rows - 1) * layout.pitchYMm + layout.heightMm);
    expect(rightMm).toBeCloseTo(layout.leftMm, 1);
    expect(bottomMm).toBeCloseTo(layout.topMm, 1);
  });

  it('keep bars and words inside, whatever the words are', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), words, words, (code, title, collection) => {
        const { bars, lines } = arrangeLabel({ code, title, collection }, widths, layout, wide);
        const barsEndMm = Math.max(...bars.map(({ yMm, heightMm }) => yMm + heightMm));
        for (const { xMm, widthMm } of bars) {
          expect(xMm).toBeGreaterThan(0);
          expect(xMm + widthMm).toBeLessThan(layout.widthMm);
        }
        for (const { text, xMm, yMm, sizePt, isBold } of lines) {
          expect(xMm + wide(text, sizePt, isBold)).toBeLessThanOrEqual(layout.widthMm);
          expect(yMm).toBeGreaterThan(barsEndMm);
          expect(yMm).toBeLessThan(layout.heightMm);
        }
        expect(lines[0]!.text).toBe(code);
      }),
    );
  });

  it('refuses bars too narrow for a scanner rather than print them', () => {
    const long = Array.from({ length: 601 }, () => 2);
    expect(() =>
      arrangeLabel({ code: 'X'.repeat(60), title: '', collection: '' }, long, layout, wide),
    ).toThrow(/too narrow to be read\. Nothing was written/);
  });
});

/** Labels as they come out of the printer: other programs find every code on the page, and scan every bar. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLabels } from '../../../src/main/adapters/labels/write-labels.ts';
import type { LabelContent } from '../../../src/main/core/labels/arrange-label.ts';
import { labelLayouts } from '../../../src/shared/model/labels.ts';
import { ownFolder } from '../../support/folders.ts';
import { hasProgram } from '../../support/needs.ts';

const canRead = hasProgram('pdftotext', 'poppler-utils');
const canScan = hasProgram('zbarimg', 'zbar-tools') && canRead;

function numbered(count: number): LabelContent[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `AR-${String(index + 1).padStart(4, '0')}`,
    title: `Letters ${index + 1}`,
    collection: 'ESTATE',
  }));
}

function order(labels: readonly LabelContent[], part: Partial<Parameters<typeof writeLabels>[0]> = {}) {
  return {
    labels,
    layout: 'l7160' as const,
    startPosition: 1,
    directory: ownFolder(),
    name: 'labels',
    ...part,
  };
}

function text(path: string): string {
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

function scanned(path: string, folder: string): string[] {
  execFileSync('pdftoppm', ['-r', '300', '-gray', '-png', path, join(folder, 'page')]);
  return readdirSync(folder)
    .filter((name) => name.startsWith('page'))
    .sort()
    .flatMap((name) =>
      execFileSync(
        'zbarimg',
        ['-q', '--nodbus', '--raw', '-Sdisable', '-Scode128.enable', join(folder, name)],
        {
          encoding: 'utf8',
        },
      )
        .trim()
        .split('\n'),
    );
}

describe('labels as PDF', { timeout: 60_000 }, () => {
  it.skipIf(!canScan).each(labelLayouts)('scan back, every one of them, on %s', async (layout) => {
    const count = layout === '62x29' ? 3 : layout === 'l7651' ? 70 : 35;
    const asked = order(numbered(count), { layout });
    const { path, labels } = await writeLabels(asked);
    expect(labels).toBe(count);
    const codes = asked.labels.map(({ code }) => code);
    expect(scanned(path, asked.directory).sort()).toEqual(codes);
    const words = text(path);
    for (const { code, title } of asked.labels) {
      expect(words).toContain(code);
      expect(words).toContain(title);
    }
  });

  it.skipIf(!canScan)('scan back whatever signs a code is made of', async () => {
    const codes = ['a b/c_d', '0123456789', 'X-1.2+3', '{[~]}|\\', 'Mag. 12 (b)', '$%&*!?'];
    const asked = order(codes.map((code) => ({ code, title: '', collection: '' })));
    expect(scanned((await writeLabels(asked)).path, asked.directory).sort()).toEqual([...codes].sort());
  });

  it.skipIf(!canRead)('begin where the sheet is still free', async () => {
    const one = await writeLabels(order(numbered(1), { startPosition: 21 }));
    expect(one.pages).toBe(1);
    const box = execFileSync('pdftotext', ['-bbox', one.path, '-'], { encoding: 'utf8' });
    const [, xMin, yMin] = /xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>AR-0001</.exec(box)!;
    expect(Number(xMin)).toBeGreaterThan((139 * 72) / 25.4);
    expect(Number(yMin)).toBeGreaterThan((243 * 72) / 25.4);
    expect((await writeLabels(order(numbered(2), { startPosition: 21 }))).pages).toBe(2);
  });

  it.skipIf(!canRead)(
    'say whose words have letters that cannot be printed, and keep codes exact',
    async () => {
      const asked = order([
        { code: 'AR-1', title: 'Süße Grüße', collection: '' },
        { code: 'AR-2', title: '東京 1994', collection: '' },
      ]);
      const made = await writeLabels(asked);
      expect(made.withReplacedWords).toEqual(['AR-2']);
      expect(text(made.path)).toContain('Süße Grüße');
      expect(text(made.path)).toContain('?? 1994');
    },
  );

  it('leave what has their name as it is', async () => {
    const asked = order(numbered(1));
    writeFileSync(join(asked.directory, 'labels.pdf'), 'mine');
    expect((await writeLabels(asked)).path).toBe(join(asked.directory, 'labels-2.pdf'));
    expect(readFileSync(join(asked.directory, 'labels.pdf'), 'utf8')).toBe('mine');
    expect(readdirSync(asked.directory).sort()).toEqual(['labels-2.pdf', 'labels.pdf']);
  });

  it.each([
    ['a code scanners would read in several ways', { labels: [{ code: 'Ä-1', title: '', collection: '' }] }],
    ['a code too long for the label', { labels: [{ code: 'Q'.repeat(60), title: '', collection: '' }] }],
    ['a label that is not on the sheet', { startPosition: 22 }],
  ])('refuse %s, and write nothing', async (_, part) => {
    const asked = order(numbered(1), part);
    await expect(writeLabels(asked)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('Nothing was written'),
    });
    expect(readdirSync(asked.directory)).toEqual([]);
  });

  it('refuse a folder that is not there', async () => {
    const asked = order(numbered(1), { directory: join(ownFolder(), 'gone') });
    await expect(writeLabels(asked)).rejects.toMatchObject({ code: 'output-unwritable' });
  });
});

/**
 * What axe has against a page: WCAG 2.2 AA and its best practices, in light and dark, and every kind of screen in high contrast.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How the page may look; what colours do not change is tried once. */
const looks = [
  { theme: 'light', contrast: '', onlyColours: false },
  { theme: 'dark', contrast: '', onlyColours: true },
  { theme: 'light', contrast: 'more', onlyColours: true },
  { theme: 'dark', contrast: 'more', onlyColours: true },
] as const;

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Scenes that between them have every kind of control and mark; high contrast changes nothing but their colours. */
export const inHighContrast: ReadonlySet<string> = new Set([
  ...['bench', 'bench-discs', 'start', 'job-reading', 'job-done', 'rip-damaged', 'job-failed', 'queue'],
  ...['catalogue', 'find', 'carrier', 'dump', 'files-hex', 'files-hurt', 'image-convert', 'batch', 'quality'],
  ...['checks-fixity', 'checks-packs', 'settings', 'help', 'first-steps', 'palette', 'keys', 'toast'],
  ...['find-chosen', 'edit-many', 'handing-over', 'fixity-running'],
]);

/** @param name of the scene @returns what axe has against it, in each look it is tried in */
export async function violations(page: Page, name: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const found: string[] = [];
  const wanted = looks.filter(({ contrast }) => contrast === '' || inHighContrast.has(name));
  for (const look of wanted) {
    const results = await page.evaluate(async ({ theme, contrast, onlyColours }) => {
      const { dataset } = document.documentElement;
      dataset.theme = theme;
      if (contrast) dataset.contrast = contrast;
      else delete dataset.contrast;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const { axe } = globalThis as unknown as {
        axe: { run(context: unknown, options: unknown): Promise<unknown> };
      };
      const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      return (await axe.run(document, {
        resultTypes: ['violations'],
        runOnly: onlyColours ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: rules },
      })) as AxeResults;
    }, look);
    for (const { id, nodes } of results.violations) {
      for (const { html, failureSummary = '' } of nodes.slice(0, 3)) {
        const where = `${look.theme}${look.contrast && ' high contrast'}`;
        found.push(
          `${where}: ${id}: ${html.slice(0, 160)} ${failureSummary.split('\n').slice(1, 3).join(' ')}`,
        );
      }
    }
  }
  return found;
}

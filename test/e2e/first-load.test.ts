/** What a browser must fetch before the bench can be worked. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildClient } from '../support/build-client.ts';

const mostBytes = 350_000;

describe('the first load', () => {
  it('has less than 350 kB of scripts, compressed, and no second language', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'spindle-first-load-'));
    try {
      const production = process.env.NODE_ENV;
      process.env.NODE_ENV = 'production';
      await buildClient(directory).finally(() => {
        process.env.NODE_ENV = production;
      });
      const page = await readFile(join(directory, 'index.html'), 'utf8');
      const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
        ([, path = '']) => path,
      );
      expect(scripts.length).toBeGreaterThan(0);
      let bytes = 0;
      for (const path of scripts) {
        const script = await readFile(join(directory, path));
        bytes += gzipSync(script).length;
        expect(script.includes('Werkbank')).toBe(false);
      }
      expect(bytes).toBeLessThan(mostBytes);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});

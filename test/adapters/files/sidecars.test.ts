/** Sidecars as they are met in the folders of others: whole, broken, strange, from the future. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSidecar } from '../../../src/main/adapters/files/dump-names.ts';
import { importSidecars } from '../../../src/main/adapters/files/import-sidecars.ts';
import { verifySidecar } from '../../../src/main/adapters/files/verify-dump.ts';
import { openCatalogue } from '../../../src/main/adapters/sqlite/catalogue-client.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { type Sidecar, sidecarSuffix } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { plainSidecar, sidecarArbitrary } from '../../support/sidecar-arbitrary.ts';

function put(folder: string, name: string, content: unknown): string {
  const path = join(folder, name + sidecarSuffix);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

let made = 0;
const named = (name: string, change: Partial<Sidecar> = {}): Sidecar =>
  plainSidecar({
    name,
    dumpId: `0f9a3c5e-1b2d-4e6f-8a90-${String(++made).padStart(12, '0')}`,
    events: [],
    ...change,
  });

function refusalOf(path: string): SpindleError {
  try {
    readSidecar(path);
  } catch (error) {
    expect(error).toBeInstanceOf(SpindleError);
    return error as SpindleError;
  }
  throw new Error('it was accepted');
}

describe('a sidecar', () => {
  const folder = ownFolder;

  it('is read back as it was written, whatever it says', () => {
    const at = folder();
    fc.assert(
      fc.property(sidecarArbitrary(), (sidecar) => {
        expect(readSidecar(put(at, sidecar.name, sidecar))).toEqual(sidecar);
      }),
      { numRuns: 60, seed: 20261120 },
    );
  });

  it.each([
    ['damaged or cut short', '{"format":"spindle-sidecar","version":1,'],
    ['damaged or cut short', ''],
    ['another program wrote it', '[]'],
    ['another program wrote it', 'null'],
    ['another program wrote it', '{"$schema":"https://example.com/aaru","creator":"x"}'],
    ['newer Spindle', '{"format":"spindle-sidecar","version":2,"kind":"hologram"}'],
    ['dumpId: ', '{"format":"spindle-sidecar","version":1}'],
  ])('that is none is refused: %s', (words, content) => {
    const path = put(folder(), 'a', content);
    const { code, message } = refusalOf(path);
    expect(code).toBe('bad-sidecar');
    expect(message).toContain(words);
    expect(message).toMatch(/\.$/);
  });

  it('of another name is refused: it was copied or renamed', () => {
    expect(refusalOf(put(folder(), 'b', named('a'))).message).toContain('belongs to a dump named a');
  });

  it('that is gone is refused in words', () => {
    expect(refusalOf(join(folder(), `a${sidecarSuffix}`)).code).toBe('bad-sidecar');
  });

  it('with paths that lead out of its folder is refused', () => {
    for (const path of ['../a.img', '/etc/passwd', 'sub/a.img', '..\\a.img']) {
      const files = [{ ...plainSidecar().files[0]!, path }];
      expect(refusalOf(put(folder(), 'a', { ...named('a'), files })).message).toContain('files.0');
    }
  });

  it('with any part broken is read or refused in words, and what is read can be verified', {
    timeout: 20_000,
  }, async () => {
    const at = folder();
    const whole = JSON.stringify(
      named('a', {
        states: [
          [2000, 'good'],
          [880, 'bad'],
        ],
      }),
    );
    const values = [
      'null',
      '-1',
      '1e308',
      '""',
      '[]',
      '{}',
      'true',
      '9007199254740993',
      '"\\u0000"',
      '[[1e15,"good"]]',
    ];
    const change = fc.oneof(
      fc.record({ cut: fc.nat(whole.length) }),
      fc.record({ at: fc.nat(whole.length - 1), character: fc.constantFrom(...'"{}[],:0-\\x\u0000é') }),
      fc.record({ value: fc.nat(200), put: fc.constantFrom(...values) }),
    );
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const text = changes.reduce((text, one) => {
          if ('cut' in one) return text.slice(0, one.cut);
          if ('at' in one) return text.slice(0, one.at) + one.character + text.slice(one.at + 1);
          return replaceValue(text, one.value, one.put);
        }, whole);
        const path = put(at, 'a', text);
        try {
          readSidecar(path);
          read++;
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
          return;
        }
        // The image it speaks of is not there: whatever else it says, that is a problem found, not a crash.
        const { result } = await verifySidecar(path);
        expect(result.ok).toBe(false);
      }),
      { numRuns: 300, seed: 20261120 },
    );
    expect(read).toBeGreaterThan(0);
  });
});

/** Puts something else in the place of the `index`th value. */
function replaceValue(text: string, index: number, value: string): string {
  const starts = [...text.matchAll(/:(?=["\d[{a-z])/g)].map((match) => match.index + 1);
  const start = starts[index % Math.max(1, starts.length)];
  if (start === undefined) return text;
  const end = text.slice(start).search(/[,}\]]/);
  return end < 0 ? text : text.slice(0, start) + value + text.slice(start + end);
}

describe('a folder of sidecars', () => {
  it('is imported as far as it is good; for each of the rest there is one clear sentence', async () => {
    const folder = ownFolder();
    const below = join(folder, 'box 7', 'disks');
    mkdirSync(below, { recursive: true });
    mkdirSync(join(folder, 'parked.spindle'));
    put(
      folder,
      'first',
      named('first', { endedAt: '2026-01-02T00:00:00.000Z', startedAt: '2026-01-02T00:00:00.000Z' }),
    );
    put(below, 'second', named('second'));
    put(join(folder, 'parked.spindle'), 'inside-a-store', named('inside-a-store'));
    symlinkSync(join(below, `second${sidecarSuffix}`), join(folder, `link${sidecarSuffix}`));
    const bad = {
      cut: JSON.stringify(named('cut')).slice(0, 700),
      foreign: { format: 'another', version: 1 },
      future: { ...named('future'), version: 9, holograms: [] },
      renamed: named('its-old-name'),
      contradicting: named('contradicting', { states: [[2879, 'good']] }),
      outside: { ...named('outside'), files: [{ ...plainSidecar().files[0]!, path: '../../x.img' }] },
    };
    for (const [name, content] of Object.entries(bad)) put(folder, name, content);
    const before = Object.keys(bad).map((name) => readFileSync(join(folder, name + sidecarSuffix), 'utf8'));

    const catalogue = await openCatalogue(join(ownFolder(), 'catalogue.db'));
    onTestFinished(() => catalogue.close());
    const report = await importSidecars(folder, catalogue);
    expect(report).toMatchObject({ added: 2, known: 0 });
    const { dumps } = await catalogue.list(null, 100);
    expect(dumps.map(({ name }) => name).sort()).toEqual(['first', 'second']);

    const why = new Map(report.refused.map((one) => [basename(one.path, sidecarSuffix), one.why]));
    expect([...why.keys()].sort()).toEqual(Object.keys(bad).sort());
    expect(why.get('cut')).toMatch(/damaged or cut short/);
    expect(why.get('foreign')).toMatch(/another program wrote it/);
    expect(why.get('future')).toMatch(/newer Spindle \(sidecar version 9/);
    expect(why.get('renamed')).toMatch(/belongs to a dump named its-old-name/);
    expect(why.get('contradicting')).toMatch(/contradicts itself/);
    expect(why.get('outside')).toMatch(/files\.0: not a bare file name/);
    for (const sentence of why.values()) expect(sentence).toMatch(/^[^\n]+\.$/);

    expect(await importSidecars(folder, catalogue)).toMatchObject({ added: 0, known: 2 });
    expect(Object.keys(bad).map((name) => readFileSync(join(folder, name + sidecarSuffix), 'utf8'))).toEqual(
      before,
    );
    expect((await catalogue.check()).ok).toBe(true);
  });

  it('that is not there is an answer in words', async () => {
    const catalogue = await openCatalogue(join(ownFolder(), 'catalogue.db'));
    onTestFinished(() => catalogue.close());
    await expect(importSidecars(join(ownFolder(), 'gone'), catalogue)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/gone cannot be looked through \(ENOENT\)/),
    });
  });
});

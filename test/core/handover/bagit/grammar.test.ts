/** The texts a bag is made of (RFC 8493): what is written is read again, and nothing read leads out of the bag. */
import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePath,
  encodePath,
  isSystemFile,
  pathProblem,
  payloadPathProblem,
} from '../../../../src/main/core/handover/bagit/bag-path.ts';
import { declarationText, parseDeclaration } from '../../../../src/main/core/handover/bagit/declaration.ts';
import { parseFetchList } from '../../../../src/main/core/handover/bagit/fetch-list.ts';
import {
  manifestLine,
  manifestName,
  parseManifest,
} from '../../../../src/main/core/handover/bagit/manifest.ts';
import { oxumText, parseOxum } from '../../../../src/main/core/handover/bagit/payload-oxum.ts';
import { decodeTagFile } from '../../../../src/main/core/handover/bagit/tag-encoding.ts';
import { parseTagLines, tagLinesText } from '../../../../src/main/core/handover/bagit/tag-lines.ts';

const v1 = { major: 1, minor: 0 };
const v97 = { major: 0, minor: 97 };
const utf8 = (text: string) => new TextEncoder().encode(text);
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('paths', () => {
  it('come back as they were, on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (path) => {
        expect(encodePath(path)).not.toMatch(/[\r\n]/);
        expect(decodePath(encodePath(path), v1)).toBe(path);
      }),
      { numRuns: 300 },
    );
  });

  it('have only line ends and % encoded (RFC 8493, 2.1.3); % stood for itself before 1.0', () => {
    expect(encodePath('data/100%\r\n.txt')).toBe('data/100%25%0D%0A.txt');
    expect(decodePath('data/a%0ab%25%7E', v1)).toBe('data/a\nb%%7E');
    expect(decodePath('data/%7Edir2/%25', v97)).toBe('data/%7Edir2/%25');
  });

  it('that are let through stay in the bag on every system', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', '~', 'C:', 'data', '\\', '...', '.. '), anyText);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom('/', '\\'), (parts, separator) => {
        const path = parts.join(separator);
        if (pathProblem(path) !== null) return;
        expect(posix.join('/bag', path)).toMatch(/^\/bag\//);
        expect(`${win32.join('C:\\bag', path)}\\`.startsWith('C:\\bag\\')).toBe(true);
        expect(win32.isAbsolute(path) || posix.isAbsolute(path)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'data/../../etc/passwd',
    '/data/x',
    'C:\\data',
    'data\\..\\..\\x',
    '~/x',
    '~root/x',
    '',
    'data//x',
    'data/./x',
  ])('%j is refused', (path) => expect(payloadPathProblem(path)).not.toBeNull());

  it.each(['data/x', 'data/~x', 'data/a b/ü%', 'data/..x', 'data/x..'])('%j is taken', (path) =>
    expect(payloadPathProblem(path)).toBeNull(),
  );

  it('of desktops are known', () => {
    expect(['data/.DS_Store', 'data/a/Thumbs.db', 'data/._x'].every(isSystemFile)).toBe(true);
    expect(isSystemFile('data/thumbs.database')).toBe(false);
  });
});

describe('manifests', () => {
  it('read what was written', () => {
    const entries = fc.array(
      fc.tuple(fc.stringMatching(/^[0-9a-f]{64}$/), fc.stringMatching(/^data\/[^/\0*]+$/)),
    );
    fc.assert(
      fc.property(entries, (lines) => {
        const usable = lines.filter(([, path]) => path.trim() === path);
        const text = usable.map(([digest, path]) => manifestLine(digest, path)).join('');
        const read = parseManifest(manifestName('manifest-sha256.txt')!, text, v1);
        expect(read.findings).toEqual([]);
        expect(read.entries.map(({ digest, path }) => [digest, path])).toEqual(usable);
      }),
      { numRuns: 200 },
    );
  });

  it('never fail, whatever they hold', () => {
    fc.assert(
      fc.property(anyText, anyText, (name, text) => {
        const known = manifestName(name) ?? manifestName('manifest-md5.txt')!;
        for (const { path } of parseManifest(known, text, v1).entries) payloadPathProblem(path);
        parseFetchList(text, v1);
        parseTagLines(text);
        parseDeclaration(utf8(text));
      }),
      { numRuns: 500 },
    );
  });

  it('are known by their names', () => {
    expect(manifestName('tagmanifest-SHA-512.txt')).toEqual({
      ...{ fileName: 'tagmanifest-SHA-512.txt', kind: 'tag', algorithm: 'sha512' },
    });
    expect(manifestName('manifest-.txt')).toBeNull();
    expect(manifestName('data/manifest-md5.txt')).toBeNull();
  });

  it('tell asterisks and lines that are none', () => {
    const { entries, findings } = parseManifest(
      manifestName('manifest-md5.txt')!,
      'ab *data/x\nnonsense\n\n',
      v1,
    );
    expect(entries).toEqual([{ digest: 'ab', path: 'data/x', literalPath: 'data/x' }]);
    expect(findings.map(({ level }) => level).sort()).toEqual(['error', 'warning']);
  });
});

describe('tag files', () => {
  it('read what was written, control characters apart', () => {
    const line = fc.record({
      label: fc.stringMatching(/^[A-Z][A-Za-z-]{0,20}$/),
      value: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const read = parseTagLines(tagLinesText(lines));
        expect(read.oddLines).toEqual([]);
        expect(read.lines.map(({ label }) => label)).toEqual(lines.map(({ label }) => label));
      }),
      { numRuns: 200 },
    );
  });

  it('unfold values and bear blanks around labels', () => {
    expect(parseTagLines('A: one\r\n   two\r\nB :  3\nnothing\n').lines).toEqual([
      { label: 'A', value: 'one two' },
      { label: 'B', value: '3' },
    ]);
  });

  it('are read in the encoding declared', () => {
    expect(decodeTagFile(new Uint8Array([0xff, 0xfe, 0x41, 0]), 'UTF-16')).toBe('A');
    expect(decodeTagFile(new Uint8Array([0, 0x41]), 'UTF-16')).toBe('A');
    expect(decodeTagFile(new Uint8Array([0xc3, 0x28]), 'UTF-8')).toBeNull();
    expect(decodeTagFile(utf8('A'), 'KLINGON')).toBeNull();
  });

  it('declare the version and the encoding, without a mark', () => {
    expect(parseDeclaration(utf8(declarationText))).toEqual({
      ...{ declaration: { version: v1, encoding: 'UTF-8' }, findings: [] },
    });
    expect(parseDeclaration(utf8(`\ufeff${declarationText}`)).findings[0]?.level).toBe('error');
    expect(parseDeclaration(utf8('BagIt-Version: 1.0\n')).declaration).toBeNull();
    expect(parseDeclaration(utf8(declarationText.replace('1.0', '1.1'))).findings[0]?.level).toBe('warning');
  });

  it('give their payload in octets and files', () => {
    expect(parseOxum(oxumText({ sizeBytes: 279164409832, files: 1198 }))).toEqual({
      sizeBytes: 279164409832,
      files: 1198,
    });
    expect(parseOxum('12')).toBeNull();
    expect(parseOxum('-1.2')).toBeNull();
  });
});

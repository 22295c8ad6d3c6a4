/** The plan of the house, held against every import: what is not listed here is refused. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

interface Layer {
  /** Folder below src; the longest match counts. */
  readonly folder: string;
  /** Layers it may import from, itself included without saying. */
  readonly from: readonly string[];
  /** Packages and node: modules, by prefix. */
  readonly packages: readonly string[];
}

const anyNode = 'node:';
const layers: readonly Layer[] = [
  { folder: 'shared', from: [], packages: ['zod', '@orpc/contract', '@orpc/client'] },
  { folder: 'main/core', from: ['shared'], packages: ['zod'] },
  { folder: 'main/app', from: ['shared', 'main/core'], packages: ['zod', '@orpc/server', anyNode] },
  // Its root chooses among its rooms: which system this is, which kind of source an address names.
  { folder: 'main/adapters', from: ['shared', 'main/core', 'main/adapters'], packages: ['zod', anyNode] },
  {
    folder: 'main/adapters/linux',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['zod', 'koffi', anyNode],
  },
  {
    folder: 'main/adapters/macos',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['zod', 'koffi', anyNode],
  },
  {
    folder: 'main/adapters/windows',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['zod', 'koffi', anyNode],
  },
  {
    folder: 'main/adapters/simulated',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['zod', anyNode],
  },
  {
    folder: 'main/adapters/files',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['zod', anyNode],
  },
  { folder: 'main/adapters/exports', from: ['shared', 'main/core', 'main/adapters'], packages: [anyNode] },
  {
    folder: 'main/adapters/dats',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['saxes', anyNode],
  },
  {
    folder: 'main/adapters/fixity',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: [anyNode],
  },
  {
    folder: 'main/adapters/labels',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['pdf-lib', 'bwip-js', anyNode],
  },
  { folder: 'main/adapters/memory', from: [], packages: [] },
  {
    folder: 'main/adapters/sqlite',
    from: ['shared', 'main/core', 'main/adapters'],
    packages: ['zod', 'better-sqlite3', anyNode],
  },
  { folder: 'main/imaging', from: ['shared', 'main/core', 'main/adapters', 'main/app'], packages: [anyNode] },
  {
    folder: 'main/hosts',
    from: ['shared', 'main/core', 'main/adapters', 'main/app'],
    packages: ['zod', '@orpc/server', anyNode],
  },
  {
    folder: 'main/hosts/cli',
    from: ['shared', 'main/core', 'main/adapters', 'main/app', 'main/hosts'],
    packages: ['commander', '@orpc/server', anyNode],
  },
  { folder: 'main/hosts/station', from: ['shared', 'main/hosts'], packages: ['ws', '@orpc/server', anyNode] },
  {
    folder: 'main/hosts/electron',
    from: ['shared', 'main/core', 'main/adapters', 'main/hosts'],
    packages: ['electron', '@orpc/server', '@orpc/client', anyNode],
  },
  {
    folder: 'renderer',
    from: ['shared'],
    packages: [
      'zod',
      'react',
      'react-dom',
      '@base-ui/react',
      '@orpc/client',
      '@orpc/contract',
      '@tanstack/react-virtual',
      'lucide-react',
      'uplot',
      'intl-messageformat',
      'zustand',
      '@fontsource-variable/inter',
    ],
  },
];

/** Adapters share small files at their root; the folders below reach those and their siblings as listed. */
function layerOf(path: string): Layer | undefined {
  return layers
    .filter((layer) => path === layer.folder || path.startsWith(`${layer.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** Every specifier a file imports, exports from or loads, wherever it stands in the file. */
function specifiers(path: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, source: from } = node as { type?: string; source?: { value?: unknown } };
    if (
      type === 'ImportDeclaration' ||
      type === 'ExportNamedDeclaration' ||
      type === 'ExportAllDeclaration' ||
      type === 'ImportExpression'
    ) {
      if (typeof from?.value === 'string') found.push(from.value);
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseAst(readFileSync(path, 'utf8'), { lang: path.endsWith('x') ? 'tsx' : 'ts' }));
  return found;
}

function offence(file: string, specifier: string): string | null {
  const where = relative(source, file);
  const layer = layerOf(where)!;
  if (!specifier.startsWith('.')) {
    const allowed = layer.packages.some(
      (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
    return allowed ? null : `${where} must not import ${specifier}`;
  }
  const target = relative(source, resolve(dirname(file), specifier));
  if (target === '../package.json') return null;
  const other = layerOf(target);
  if (!other) return `${where} imports ${specifier}, which is in no layer`;
  const allowed =
    other.folder === layer.folder || layer.from.some((folder) => target.startsWith(`${folder}/`));
  return allowed ? null : `${where} (${layer.folder}) must not import ${target} (${other.folder})`;
}

const files = sourceFiles(source);
/** Read once: there are many. */
const imports = new Map(files.map((file) => [file, specifiers(file)]));
const importsOf = (file: string) => imports.get(file)!;

describe('the layers', () => {
  it('are seen: the scan finds files and imports', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(200);
  });

  it('hold every file', () => {
    expect(files.map((file) => relative(source, file)).filter((file) => !layerOf(file))).toEqual([]);
  });

  it('import in one direction only', () => {
    const offences = files.flatMap((file) =>
      importsOf(file).flatMap((specifier) => offence(file, specifier) ?? []),
    );
    expect(offences).toEqual([]);
  });

  it('keep each native and host library to its room', () => {
    const users = (name: string) =>
      [
        ...new Set(
          files
            .filter((file) => importsOf(file).includes(name))
            .map((file) => dirname(relative(source, file))),
        ),
      ].sort();
    expect(users('better-sqlite3')).toEqual(['main/adapters/sqlite']);
    expect(users('electron').every((folder) => folder.startsWith('main/hosts/electron'))).toBe(true);
  });
});

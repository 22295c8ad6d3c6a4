/** The packaging file says what it is meant to say, in words electron-builder knows. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const require = createRequire(import.meta.url);
const root = resolve(import.meta.dirname, '../..');
type Config = Record<string, unknown> & { files: string[]; electronFuses: Record<string, boolean> };

// electron-builder keeps its parts to itself: they are found from where it lies.
const ofBuilder = createRequire(require.resolve('electron-builder/package.json'));
const { validateConfiguration } = ofBuilder('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(config: object, log: object): Promise<void>;
};
const { load } = createRequire(ofBuilder.resolve('app-builder-lib/package.json'))('js-yaml') as {
  load(text: string): Config;
};
const validate = (config: object) =>
  validateConfiguration(structuredClone(config), { add() {}, isEnabled: false });

let config: Config;
beforeAll(() => {
  config = load(readFileSync(resolve(root, 'electron-builder.yml'), 'utf8'));
});

test('electron-builder accepts it', async () => {
  await expect(validate(config)).resolves.not.toThrow();
});

test('an unknown key is refused, at the top and in a target', async () => {
  await expect(validate({ ...config, npmRebuilt: false })).rejects.toThrow(/npmRebuilt/);
  await expect(validate({ ...config, linux: { targets: ['deb'] } })).rejects.toThrow(/configuration\.linux/);
  await expect(
    validate({ ...config, electronFuses: { ...config.electronFuses, runAsNod: false } }),
  ).rejects.toThrow(/configuration\.electronFuses/);
});

test('every fuse is set as a program without a need for it wants', () => {
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('nothing is compiled, uploaded, or packed from outside dist', () => {
  expect(config).toMatchObject({ npmRebuild: false, publish: null, asar: true, asarUnpack: ['**/*.node'] });
  expect(config.files.filter((pattern) => !pattern.startsWith('!'))).toEqual([
    'dist/**',
    'package.json',
    'LICENSE',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in
    'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
  ]);
});

test('images and rescue maps open with it, each by a MIME type of its own', () => {
  const associations = config.fileAssociations as unknown as { ext: string; mimeType: string }[];
  expect(associations.map(({ ext }) => ext)).toEqual([
    'cue',
    'ccd',
    'toc',
    'iso',
    'img',
    'ima',
    'imz',
    'map',
  ]);
  expect(new Set(associations.map(({ mimeType }) => mimeType)).size).toBe(associations.length);
});

// A target's own list of files starts with everything again, sources and tests too.
test('no target has a list of files of its own', () => {
  for (const target of ['linux', 'win', 'mac', 'deb', 'nsis']) {
    expect(config[target]).not.toHaveProperty('files');
  }
});

test('the entry of the package is the one the build writes', () => {
  const manifest = require('../../package.json') as { main: string };
  expect(manifest.main).toBe('dist/main/electron.js');
  expect(readFileSync(resolve(root, 'vite.config.ts'), 'utf8')).toContain('hosts/electron/electron.ts');
});

describe('the icon', () => {
  test('is a picture of 512 by 512 points', () => {
    const png = readFileSync(resolve(root, 'assets/icon.png'));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    // PNG, section 11.2.1: width and height open the IHDR chunk.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  });
});

describe('the rule for floppy drives', () => {
  const rule = readFileSync(resolve(root, 'assets/linux/70-spindle-floppy.rules'), 'utf8');
  const lines = rule.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  test('gives access by the seat, never to everybody', () => {
    for (const line of lines) expect(line).toMatch(/, TAG\+="uaccess"$/);
    expect(rule).not.toMatch(/MODE|GROUP|OWNER|RUN/);
  });

  test('names floppy drives only', () => {
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('KERNEL=="fd[0-9]*"');
    expect(lines[1]).toContain('ATTRS{bInterfaceSubClass}=="04"');
  });
});

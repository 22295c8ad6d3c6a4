/**
 * A folder that electron-builder takes for Electron, where the real one cannot be fetched: everything it looks at is there
 * (the fuse wire, version, default app, locales, licences), and nothing that runs.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const ofBuilder = createRequire(require.resolve('electron-builder/package.json'));
const { createPackage } = createRequire(ofBuilder.resolve('app-builder-lib/package.json'))(
  '@electron/asar',
) as { createPackage(folder: string, archive: string): Promise<void> };

/** @electron/fuses: the sentinel, version 1 of the wire, its length, and every fuse as '0' (off). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;

export async function makeStandInElectron(folder: string): Promise<void> {
  const { version } = JSON.parse(
    readFileSync(join(dirname(require.resolve('electron/package.json')), 'package.json'), 'utf8'),
  ) as { version: string };
  const app = mkdtempSync(join(tmpdir(), 'spindle-default-app-'));
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  writeFileSync(join(app, 'main.js'), '');
  await createPackage(app, join(folder, 'resources/default_app.asar'));
  rmSync(app, { recursive: true });
  writeFileSync(join(folder, 'electron'), program(), { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'locales/en-US.pak'), '');
  writeFileSync(join(folder, 'LICENSE'), 'Stand-in for the licence of Electron\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<!doctype html><title>Stand-in</title>\n');
}

/** The first bytes of a 64-bit ELF file, then the fuse wire. */
function program(): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  return Buffer.concat([
    head,
    Buffer.from(fuseSentinel, 'latin1'),
    Buffer.from([1, fuseCount]),
    Buffer.from('0'.repeat(fuseCount), 'latin1'),
    Buffer.alloc(64),
  ]);
}

/** The window's packages: the unpacked folder and the .deb, built with stand-ins for what would be downloaded. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bytesBelow, type Checks, filesBelow } from './checks.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

const require = createRequire(import.meta.url);
const ofBuilder = createRequire(require.resolve('electron-builder/package.json'));
const ofLibrary = createRequire(ofBuilder.resolve('app-builder-lib/package.json'));

interface FuseWire {
  readonly [fuse: number]: number;
}
const { getCurrentFuseWire } = ofLibrary('@electron/fuses') as {
  getCurrentFuseWire(path: string): Promise<FuseWire>;
};
const { listPackage } = ofLibrary('@electron/asar') as {
  listPackage(archive: string, options: { isPack: boolean }): string[];
};

/** The app without Electron. */
const maxAppBytes = 40e6;
const off = '0'.charCodeAt(0);
const on = '1'.charCodeAt(0);
/** @electron/fuses, FuseV1Options: by number, as they stand in the wire. */
const wantedFuses = [
  ['RunAsNode', off],
  ['EnableCookieEncryption', on],
  ['EnableNodeOptionsEnvironmentVariable', off],
  ['EnableNodeCliInspectArguments', off],
  ['EnableEmbeddedAsarIntegrityValidation', on],
  ['OnlyLoadAppFromAsar', on],
  ['LoadBrowserProcessSpecificV8Snapshot', off],
  ['GrantFileProtocolExtraPrivileges', off],
] as const;
const endings = ['cue', 'ccd', 'toc', 'iso', 'img', 'ima', 'imz', 'map'] as const;

export async function checkWindowPackages(root: string, scratch: string, checks: Checks): Promise<void> {
  const electron = join(scratch, 'electron');
  const output = join(scratch, 'packages');
  await makeStandInElectron(electron);
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      'dir',
      'deb',
      `-c.electronDist=${electron}`,
      `-c.directories.output=${output}`,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, CUSTOM_FPM_PATH: join(root, 'scripts/packaging/stand-in-fpm.mjs') },
    },
  );
  await checkUnpacked(join(output, 'linux-unpacked'), checks);
  const deb = (await filesBelow(output)).find((file) => file.endsWith('.deb'));
  checks.that('a .deb is made', deb !== undefined);
  if (deb !== undefined) await checkDeb(join(output, deb), join(scratch, 'installed'), checks);
}

async function checkUnpacked(folder: string, checks: Checks): Promise<void> {
  const archive = join(folder, 'resources/app.asar');
  const inside = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const ours = inside.filter((path) => !path.startsWith('/node_modules'));
  const stray = ours.filter(
    (path) =>
      !/^\/(?:dist|dist\/(?:client|main|preload|THIRD-PARTY\.md).*|package\.json|LICENSE)$/.test(path),
  );
  checks.that(
    'the archive holds the build, its licences and package.json, nothing else',
    stray.length === 0,
    stray,
  );
  const sources = inside.filter((path) => /\.(?:map|tsx?|c|cc|cpp|h|gyp)$|\/(?:test|tests|src)\//.test(path));
  checks.that('no sources, tests or source maps are packed', sources.length === 0, sources.slice(0, 10));
  checks.that(
    'entry, preload, screens and threads are packed',
    ['electron.js', 'imaging-process.js', 'reader-thread.js', 'catalogue-thread.js', 'hash-thread.js'].every(
      (file) => inside.includes(`/dist/main/${file}`),
    ) &&
      ['/dist/preload/preload.cjs', '/dist/client/index.html', '/dist/THIRD-PARTY.md'].every((file) =>
        inside.includes(file),
      ),
  );
  const natives = inside.filter((path) => path.endsWith('.node'));
  const unpacked = (await filesBelow(`${archive}.unpacked`)).filter((path) => path.endsWith('.node'));
  checks.that(
    'natives are those of this system, each outside of the archive where the loader finds it',
    natives.length === 2 && natives.every((path) => unpacked.includes(path.slice(1))),
    { natives, unpacked },
  );
  for (const native of unpacked) loadNative(join(`${archive}.unpacked`, native), checks);
  await checkFuses(join(folder, 'spindle-workstation'), checks);
  const bytes = statSync(archive).size + (await bytesBelow(`${archive}.unpacked`));
  checks.that(
    `the app without Electron has ${(bytes / 1e6).toFixed(1)} MB, at most 40`,
    bytes <= maxAppBytes,
  );
  checks.that(
    'the licences of Electron and Chromium lie beside the program',
    ['LICENSE.electron.txt', 'LICENSES.chromium.html'].every((file) => existsSync(join(folder, file))),
  );
}

function loadNative(path: string, checks: Checks): void {
  const { status, stderr } = spawnSync(process.execPath, [
    '-e',
    `process.dlopen({exports:{}}, ${JSON.stringify(path)})`,
  ]);
  checks.that(
    `${path.slice(path.lastIndexOf('/') + 1)} loads from where it is packed`,
    status === 0,
    String(stderr),
  );
}

async function checkFuses(program: string, checks: Checks): Promise<void> {
  const wire = await getCurrentFuseWire(program);
  const wrong = wantedFuses.filter(([, state], index) => wire[index] !== state).map(([name]) => name);
  checks.that('every fuse is set in the program as it is declared', wrong.length === 0, wrong);
}

async function checkDeb(deb: string, installed: string, checks: Checks): Promise<void> {
  install(deb, installed, checks);
  const text = (path: string) =>
    existsSync(join(installed, path)) ? readFileSync(join(installed, path), 'utf8') : '';
  const files = await filesBelow(installed);
  checks.that(
    'the program is installed and may be run',
    (statSync(join(installed, 'opt/Spindle/spindle-workstation')).mode & 0o111) !== 0,
  );
  checks.that("the udev rule is udev's", files.includes('usr/lib/udev/rules.d/70-spindle-floppy.rules'));
  checks.that(
    'there is an icon of 512 points',
    files.includes('usr/share/icons/hicolor/512x512/apps/spindle-workstation.png'),
  );
  checks.that(
    'licence and licences of all parts lie where Debian keeps them',
    text('usr/share/doc/spindle/copyright').startsWith('MIT License') &&
      text('usr/share/doc/spindle/THIRD-PARTY.md').includes('SIL OPEN FONT LICENSE'),
  );
  const desktop = text('usr/share/applications/org.spindle.workstation.desktop');
  const mimeTypes = /^MimeType=(.*)$/m.exec(desktop)?.[1]?.split(';').filter(Boolean) ?? [];
  const xml = text('usr/share/mime/packages/spindle-workstation.xml');
  checks.that(
    'the menu entry starts the program, with an icon, in a category',
    /^Exec=\/opt\/Spindle\/spindle-workstation %[UF]$/m.test(desktop) &&
      /^Icon=spindle-workstation$/m.test(desktop) &&
      /^Categories=.+;$/m.test(desktop),
    desktop,
  );
  for (const ending of endings) {
    const declared = new RegExp(`<mime-type type="([^"]+)">\\s*<glob pattern="\\*\\.${ending}"/>`).exec(
      xml,
    )?.[1];
    checks.that(
      `.${ending} has a MIME type that opens Spindle`,
      declared !== undefined && mimeTypes.includes(declared),
      declared,
    );
  }
  const control = execFileSync('dpkg-deb', ['--field', deb], { encoding: 'utf8' });
  checks.that(
    'its fields name package, version and what it needs',
    /^Package: spindle$/m.test(control) && /^Depends: .*libnss3/m.test(control),
    control,
  );
  const scripts = join(installed, 'control');
  execFileSync('dpkg-deb', ['--control', deb, scripts]);
  for (const script of ['postinst', 'postrm']) {
    checks.that(`${script} is sound shell`, spawnSync('bash', ['-n', join(scripts, script)]).status === 0);
  }
}

/** By dpkg itself where this user may, with a database of its own; else its files are taken out. */
function install(deb: string, folder: string, checks: Checks): void {
  mkdirSync(join(folder, 'var/lib/dpkg/updates'), { recursive: true });
  mkdirSync(join(folder, 'var/lib/dpkg/info'));
  writeFileSync(join(folder, 'var/lib/dpkg/status'), '');
  if (process.getuid?.() !== 0) {
    checks.skipped('dpkg unpacks it', 'needs root; its files are taken out instead');
    execFileSync('dpkg-deb', ['--extract', deb, folder]);
    return;
  }
  const dpkg = spawnSync('dpkg', [`--root=${folder}`, '--force-depends', '--unpack', deb], {
    encoding: 'utf8',
  });
  checks.that('dpkg unpacks it into a root of its own', dpkg.status === 0, dpkg.stderr);
  const status = spawnSync(
    'dpkg-query',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills it in
    [`--admindir=${folder}/var/lib/dpkg`, '-W', '-f', '${db:Status-Status}', 'spindle'],
    { encoding: 'utf8' },
  );
  checks.that('dpkg knows it', status.stdout === 'unpacked', status.stdout);
}

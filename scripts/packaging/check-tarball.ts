/** The headless package: `npm pack`, installed into a folder of its own, used as a person would. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { bytesBelow, type Checks, filesBelow } from './checks.ts';

export async function checkTarball(root: string, scratch: string, checks: Checks): Promise<void> {
  const packed = join(scratch, 'tarball');
  mkdirSync(packed, { recursive: true });
  // Built already: its own scripts would build again.
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], root);
  const [tarball] = await filesBelow(packed);
  checks.that('npm pack makes a tarball', tarball !== undefined);
  if (tarball === undefined) return;

  const prefix = join(scratch, 'prefix');
  const install = run(
    'npm',
    [
      'install',
      '--global',
      '--prefix',
      prefix,
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      join(packed, tarball),
    ],
    scratch,
  );
  checks.that('it installs into an empty prefix', install.status === 0, install.stderr);
  const installed = join(prefix, 'lib/node_modules/spindle');
  const own = (await filesBelow(installed)).filter((file) => !file.startsWith('node_modules/'));
  const stray = own.filter((file) => /^(?:src|test|scripts)\/|\.(?:map|tsx?)$/.test(file));
  checks.that('it holds no sources, tests or maps', stray.length === 0 && own.length > 10, stray);
  checks.that(
    'licences of all parts come with it',
    own.includes('dist/THIRD-PARTY.md') && own.includes('LICENSE'),
  );
  checks.that('the man page comes with it', own.includes('docs/spindle.1'));
  const bytes = (await bytesBelow(installed)) - (await bytesBelow(join(installed, 'node_modules')));
  checks.that(`its own files have ${(bytes / 1e6).toFixed(1)} MB, at most 10`, bytes <= 10e6);

  const home = join(scratch, 'home');
  mkdirSync(home);
  const spindle = (...args: string[]) =>
    run(join(prefix, 'bin/spindle'), args, home, { HOME: home, XDG_DATA_HOME: join(home, 'data') });
  const version = spindle('--version');
  checks.that('spindle --version answers', /^\d+\.\d+\.\d+\s*$/.test(version.stdout), version);
  const drives = spindle('drives', '--json');
  checks.that(
    'spindle drives answers',
    drives.status === 0 && drives.stdout.includes('"type":"result"'),
    drives,
  );
  const doctor = spindle('doctor', '--json');
  checks.that(
    'spindle doctor finds the native parts',
    !/"what":"(?:System calls|Database)[^}]*"state":"missing"/.test(doctor.stdout) &&
      doctor.stdout.includes('"type":"result"'),
    doctor,
  );
  const demo = spindle('demo', '--out', join(home, 'demo'));
  checks.that('spindle demo images, verifies and catalogues its practice media', demo.status === 0, demo);
  const found = spindle(
    'catalogue',
    'search',
    'practice',
    '--catalogue',
    join(home, 'demo/catalogue.db'),
    '--json',
  );
  checks.that('spindle finds them again', found.status === 0 && found.stdout.includes('"type":"hit"'), found);
}

/** With the Node this runs on in front, as on a machine that has no other. */
function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH, ...env },
  });
  return { status, stdout, stderr };
}

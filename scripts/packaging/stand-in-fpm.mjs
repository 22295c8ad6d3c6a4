#!/usr/bin/env node
/**
 * The part of fpm that electron-builder asks for when it packs a .deb, on top of dpkg-deb: fpm itself is downloaded from
 * GitHub. Lists of arguments are taken as fpm's own manual gives them; an option it does not know ends it.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const withValue = new Map([
  ['-s', 'input'],
  ['-t', 'output'],
  ['-d', 'depends'],
  ['--deb-recommends', 'recommends'],
  ['--deb-compression', 'compression'],
  ['--deb-priority', 'priority'],
  ['--architecture', 'architecture'],
  ['--after-install', 'postinst'],
  ['--after-remove', 'postrm'],
  ['--description', 'description'],
  ['--version', 'version'],
  ['--package', 'package'],
  ['--name', 'name'],
  ['--maintainer', 'maintainer'],
  ['--vendor', 'vendor'],
  ['--url', 'url'],
  ['--license', 'license'],
  ['--category', 'category'],
]);

const given = new Map();
const mappings = [];
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === '--force') continue;
  if (!word.startsWith('-')) mappings.push(word);
  else if (!withValue.has(word)) throw new Error(`stand-in-fpm: unknown option ${word}`);
  else given.set(withValue.get(word), [...(given.get(withValue.get(word)) ?? []), words.shift()]);
}
const one = (key, otherwise) => given.get(key)?.at(-1) ?? otherwise;

const root = mkdtempSync(join(tmpdir(), 'spindle-deb-'));
for (const mapping of mappings) {
  const at = mapping.lastIndexOf('=');
  const from = mapping.slice(0, at);
  const to = join(root, mapping.slice(at + 1));
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

const sizeOf = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
    : statSync(path).size;
const installedKibibytes = Math.ceil(sizeOf(root) / 1024);

mkdirSync(join(root, 'DEBIAN'));
const fields = [
  ['Package', one('name')],
  ['Version', one('version')],
  ['License', one('license')],
  ['Vendor', one('vendor')],
  ['Architecture', one('architecture')],
  ['Maintainer', one('maintainer')],
  ['Installed-Size', String(installedKibibytes)],
  ['Depends', given.get('depends')?.join(', ')],
  ['Recommends', given.get('recommends')?.join(', ')],
  ['Section', one('category', 'default')],
  ['Priority', one('priority')],
  ['Homepage', one('url')],
  ['Description', one('description')?.replace(/\n\s*/g, '\n ')],
];
writeFileSync(
  join(root, 'DEBIAN/control'),
  fields.flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : [])).join(''),
);
for (const script of ['postinst', 'postrm']) {
  if (!given.has(script)) continue;
  cpSync(one(script), join(root, 'DEBIAN', script));
  chmodSync(join(root, 'DEBIAN', script), 0o755);
}
// Speed over size: what is looked at is what stands in the package.
execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, one('package')], {
  stdio: 'inherit',
});
rmSync(root, { recursive: true, force: true });

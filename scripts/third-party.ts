/** Writes THIRD-PARTY.md beside the build: every package whose code ships, with its licence in full. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface Part {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

const marker = '/node_modules/';

/**
 * What a build took modules from, and the packages that ship beside it.
 * @param beside names of packages that are installed with the program, not built into it
 */
export function thirdPartyLicences(root: string, outFile: string, beside: readonly string[]): Plugin {
  const folders = new Set(beside.map((name) => join(root, 'node_modules', name)));
  return {
    name: 'third-party-licences',
    apply: 'build',
    // One list for the client, the main side and the preload.
    sharedDuringBuild: true,
    generateBundle() {
      for (const id of this.getModuleIds()) {
        const folder = packageFolder(id);
        if (folder) folders.add(folder);
      }
      mkdirSync(dirname(outFile), { recursive: true });
      writeFileSync(outFile, thirdPartyText([...folders].map(readPart)));
    },
  };
}

/** Of the innermost package that holds a module. */
function packageFolder(id: string): string | null {
  const path = id.replace(/^\0+/, '').replace(/\?.*$/, '');
  const at = path.lastIndexOf(marker);
  if (at < 0) return null;
  const [first = '', second = ''] = path.slice(at + marker.length).split('/');
  const folder = path.slice(0, at + marker.length) + (first.startsWith('@') ? `${first}/${second}` : first);
  return existsSync(join(folder, 'package.json')) ? folder : null;
}

function readPart(folder: string): Part {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  return {
    name,
    version,
    license: license ?? 'see below',
    text: files
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim())
      .join('\n\n'),
  };
}

export function thirdPartyText(parts: readonly Part[]): string {
  const sorted = [...parts].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const rows = sorted.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const texts = sorted.map(
    ({ name, version, license, text }) =>
      `## ${name} ${version}\n\n${text === '' ? `Its package states: ${license}.` : `\`\`\`\`\n${text}\n\`\`\`\``}`,
  );
  return [
    '# Parts made by others',
    '',
    'What ships with Spindle beside its own code. The window also brings Electron and Chromium, whose licences lie beside the program.',
    '',
    '| part | version | licence |',
    '|---|---|---|',
    ...rows,
    '',
    texts.join('\n\n'),
    '',
  ].join('\n');
}

/** The man page and the reference are what the commands are. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandReference } from '../../scripts/command-reference.ts';
import { manPage } from '../../scripts/man-page-text.ts';
import { program } from '../../src/main/hosts/cli/cli.ts';
import { hasProgram } from '../support/needs.ts';

const path = resolve(import.meta.dirname, '../../docs/spindle.1');
const written = readFileSync(path, 'utf8');

test('both are up to date (npm run docs:commands)', () => {
  expect(written).toBe(manPage(program));
  expect(readFileSync(resolve(import.meta.dirname, '../../docs/commands.md'), 'utf8')).toBe(
    commandReference(program),
  );
});

test('every command that can be called has its place', () => {
  for (const command of program.commands.filter(({ commands }) => commands.length === 0)) {
    expect(written).toContain(`\n.SS ${command.name()}\n`);
  }
  expect(written).toContain('\n.SS catalogue search\n');
});

describe.skipIf(!hasProgram('groff', 'groff-base'))('groff', () => {
  test('reads it without a warning', () => {
    const { stdout, stderr, status } = spawnSync('groff', ['-man', '-Tascii', '-P-cbu', '-ww', path], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('--read-offset <n>');
  });
});

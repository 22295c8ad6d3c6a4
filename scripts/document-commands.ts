/** Writes docs/spindle.1 and docs/commands.md from the definitions of the commands: `npm run docs:commands`. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { program } from '../src/main/hosts/cli/cli.ts';
import { commandReference } from './command-reference.ts';
import { manPage } from './man-page-text.ts';

const docs = resolve(import.meta.dirname, '../docs');
writeFileSync(resolve(docs, 'spindle.1'), manPage(program));
writeFileSync(resolve(docs, 'commands.md'), commandReference(program));

/** Writes docs/spindle.1 from the definitions of the commands: `npm run docs:man`. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { program } from '../src/main/hosts/cli/cli.ts';
import { manPage } from './man-page-text.ts';

writeFileSync(resolve(import.meta.dirname, '../docs/spindle.1'), manPage(program));

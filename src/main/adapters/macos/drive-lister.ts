/** Untested: written to the documented interface; not yet run on this system. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SpindleError } from '../../../shared/errors.ts';
import type { DriveLister } from '../../core/ports.ts';
import { parseDrive, parseSystemDisks, parseWholeDisks } from './disk-info.ts';

const run = promisify(execFile);
const diskutilTimeoutMs = 30_000;

export function macosDrives(): DriveLister {
  return {
    async list() {
      const names = parseWholeDisks(await diskutil('list', '-plist', 'physical'));
      const systemDisks = parseSystemDisks(await diskutil('info', '-plist', '/'));
      const infos = await Promise.all(names.map((name) => diskutil('info', '-plist', name)));
      return infos.flatMap((info) => parseDrive(info, systemDisks) ?? []);
    },
  };
}

async function diskutil(...words: readonly string[]): Promise<string> {
  try {
    return (await run('/usr/sbin/diskutil', [...words], { timeout: diskutilTimeoutMs })).stdout;
  } catch (error) {
    throw new SpindleError('unsupported', 'diskutil could not list the drives of this machine.', {
      why: error instanceof Error ? error.message : String(error),
    });
  }
}

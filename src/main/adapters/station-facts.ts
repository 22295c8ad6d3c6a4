/** What the doctor asks of this machine. No drive is opened, nothing is written. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, release, type } from 'node:os';
import type { NodeAccess, PartFacts, StationFacts } from '../core/doctor/station-facts.ts';
import type { DriveLister } from '../core/ports.ts';

export interface StationQuestion {
  readonly version: string;
  readonly lister: DriveLister;
  /** Places where the program may have brought its udev rule, best first. */
  readonly floppyRuleSources: readonly string[];
}

export async function stationFacts(question: StationQuestion): Promise<StationFacts> {
  const isLinux = process.platform === 'linux';
  const access = isLinux ? (await import('./linux/drive-access.ts')).linuxDriveAccess : unknownAccess;
  const drives = await question.lister.list();
  return {
    program: {
      version: question.version,
      nodeVersion: process.versions.node,
      electronVersion: process.versions.electron ?? null,
      system: `${type()} ${release()} ${process.arch}`,
      systemCalls: await partFacts(loadSystemCalls),
      database: await partFacts(async () => (await import('./sqlite/sqlite-version.ts')).sqliteVersion()),
    },
    drives: drives.map((drive) => ({ drive, access: access(drive.address) })),
    floppyRule: isLinux
      ? {
          installedAt: (await import('./linux/floppy-rule.ts')).installedFloppyRule(),
          source: question.floppyRuleSources.find(existsSync) ?? null,
        }
      : null,
    loadGenericDriver: isLinux ? 'sudo modprobe sg && echo sg | sudo tee /etc/modules-load.d/sg.conf' : null,
    homeFolder: homedir(),
  };
}

const unknownAccess = (): NodeAccess | null => null;

async function loadSystemCalls(): Promise<string> {
  if (process.platform === 'win32') (await import('./windows/kernel32.ts')).kernel32();
  else (await import('./linux/libc.ts')).libc();
  return (createRequire(import.meta.url)('koffi') as typeof import('koffi')).version;
}

async function partFacts(load: () => Promise<string>): Promise<PartFacts> {
  try {
    return { loads: true, version: await load() };
  } catch (error) {
    const [firstLine = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { loads: false, why: firstLine };
  }
}

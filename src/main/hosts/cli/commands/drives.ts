/** `spindle drives`: what the system lists; no drive is touched. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Drive } from '../../../../shared/model/drive.ts';
import type { DriveProfile } from '../../../../shared/model/drive-profile.ts';
import { bytesWords } from '../../../../shared/words.ts';
import { systemDrives } from '../../../adapters/list-drives.ts';
import { openCatalogue } from '../../../adapters/sqlite/catalogue-client.ts';
import { profileOf } from '../../../core/optical/profile-of.ts';
import { defaultCataloguePath } from '../../user-folders.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function drives(terminal: Terminal, options: { catalogue?: string }): Promise<number> {
  const listed = await systemDrives().list();
  const profiles = listed.some(({ kind }) => kind === 'optical')
    ? await knownProfiles(options.catalogue)
    : [];
  const list = listed.map((drive) => withProfile(drive, profiles));
  for (const drive of list) {
    terminal.emit({ type: 'drive', ...drive });
    if (!terminal.json) terminal.say(line(drive));
  }
  if (list.length === 0) terminal.say('No drives. Plug one in, or practise with: spindle demo');
  terminal.emit({ type: 'result', drives: list });
  return exitStatus.clean;
}

type ListedDrive = Drive & { readonly profile?: DriveProfile };

/** What earlier jobs found out; a catalogue that is not there is not made for it. */
async function knownProfiles(named: string | undefined): Promise<readonly DriveProfile[]> {
  const path = resolve(named ?? defaultCataloguePath());
  if (!existsSync(path)) return [];
  const catalogue = await openCatalogue(path);
  try {
    return await catalogue.driveProfiles();
  } finally {
    await catalogue.close();
  }
}

function withProfile(drive: Drive, profiles: readonly DriveProfile[]): ListedDrive {
  const profile = profileOf(drive, profiles);
  return profile ? { ...drive, profile } : drive;
}

function profileWords({ readForm, readOffset }: DriveProfile): string {
  const parts = [
    readForm ? `C2 ${readForm.c2}, subchannel ${readForm.subchannel}` : '',
    readOffset === null ? '' : `read offset ${readOffset > 0 ? '+' : ''}${readOffset}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function line(drive: ListedDrive): string {
  const size =
    drive.sizeBytes === null
      ? 'not looked at'
      : drive.sizeBytes === 0
        ? 'empty'
        : bytesWords(drive.sizeBytes);
  const protection =
    drive.writeProtected === null ? '' : drive.writeProtected ? 'write-protected' : 'writable';
  const parts = [
    drive.address,
    drive.kind,
    drive.label,
    size,
    protection,
    drive.profile ? profileWords(drive.profile) : '',
    drive.systemDisk ? `not imaged: it ${drive.systemDisk}` : '',
  ];
  return parts.filter((part) => part !== '').join('  ');
}

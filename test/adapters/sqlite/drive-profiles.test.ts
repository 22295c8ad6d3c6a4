import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DriveProfile } from '../../../src/shared/model/drive-profile.ts';
import { ownFolder } from '../../support/folders.ts';
import { withCatalogue, withRawDatabase } from './support.ts';

let path = '';
beforeEach(() => {
  path = join(ownFolder(), 'catalogue.db');
});

function profile(serial: string, part: Partial<DriveProfile> = {}): DriveProfile {
  return {
    identity: { vendor: 'PLEXTOR', product: 'DVDR   PX-716A', revision: '1.11', serial, bus: 'scsi' },
    readForm: { c2: 294, subchannel: 'raw-pw', order: 'c2-first' },
    tried: ['READ CD at LBA 0: works.'],
    dropsCache: null,
    overread: { leadIn: null, leadOut: null },
    maxTransferBytes: 65_536,
    readOffset: null,
    ...part,
  };
}

describe('drives', () => {
  it('are known again, each by its own number, with all that was ever found out', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.saveDriveProfile(profile('A', { readOffset: 30 }));
      await catalogue.saveDriveProfile(profile('B'));
      await catalogue.saveDriveProfile(profile('A', { dropsCache: true }));
    });
    await withCatalogue(path, async (catalogue) => {
      const profiles = await catalogue.driveProfiles();
      expect(profiles).toHaveLength(2);
      expect(profiles).toContainEqual(profile('A', { readOffset: 30, dropsCache: true }));
      expect(profiles).toContainEqual(profile('B'));
    });
  });

  it('that another version described are found out again', async () => {
    await withCatalogue(path, (catalogue) => catalogue.saveDriveProfile(profile('A')));
    withRawDatabase(path, (database) =>
      database.exec(`UPDATE drive_profile SET profile_json = '{"of":"later"}'`),
    );
    await withCatalogue(path, async (catalogue) => {
      expect(await catalogue.driveProfiles()).toEqual([]);
      await catalogue.saveDriveProfile(profile('A'));
      expect(await catalogue.driveProfiles()).toEqual([profile('A')]);
    });
  });
});

describe('read offsets of models', () => {
  it('are those of the last list that has them', async () => {
    await withCatalogue(path, async (catalogue) => {
      await catalogue.importReadOffsets([
        { vendor: 'PLEXTOR', product: 'PX-716A', samples: 30 },
        { vendor: 'LITE-ON', product: 'LTR-52', samples: 6 },
      ]);
      await catalogue.importReadOffsets([{ vendor: 'Plextor', product: 'px-716a', samples: 12 }]);
      expect(await catalogue.readOffsets()).toEqual([
        { vendor: 'LITE-ON', product: 'LTR-52', samples: 6 },
        { vendor: 'PLEXTOR', product: 'PX-716A', samples: 12 },
      ]);
    });
  });
});

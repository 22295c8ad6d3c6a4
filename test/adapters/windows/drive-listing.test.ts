/** What PowerShell prints, as drives. The values are those ConvertTo-Json gives for Get-Disk's documented properties. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseListing } from '../../../src/main/adapters/windows/drive-listing.ts';

const systemDisk = {
  Number: 0,
  FriendlyName: 'Samsung SSD 980',
  Manufacturer: null,
  Model: 'Samsung SSD 980',
  FirmwareVersion: '1B4QFXO7',
  SerialNumber: '0025_38B1.',
  Bus: 'NVMe',
  Size: 500_107_862_016,
  LogicalSectorSize: 512,
  IsBoot: true,
  IsSystem: true,
  IsReadOnly: false,
  UniqueId: 'eui.0025',
};
const stick = {
  ...systemDisk,
  Number: 2,
  FriendlyName: 'SanDisk Ultra',
  Manufacturer: ' SanDisk ',
  Bus: 'USB',
  IsBoot: false,
  IsSystem: false,
  IsReadOnly: true,
  UniqueId: 'usb',
};
const efi = { ...stick, Number: 1, FriendlyName: '', Model: '', Bus: 'SATA', IsSystem: true, Size: null };

function listed(part: object) {
  return parseListing(JSON.stringify({ disks: [], removable: [], optical: [], ...part }));
}

describe('the list of PowerShell', () => {
  it('gives optical drives, floppy drives and disks, each by its device name', () => {
    const drives = listed({
      disks: [stick, systemDisk],
      removable: ['A:\\', 'F:\\'],
      optical: ['E:\\', 'd:\\'],
    });
    expect(drives.map(({ kind, address, label }) => [kind, address, label])).toEqual([
      ['optical', '\\\\.\\E:', 'Optical drive E:'],
      ['optical', '\\\\.\\D:', 'Optical drive D:'],
      ['floppy', '\\\\.\\A:', 'Floppy drive A:'],
      ['disk', '\\\\.\\PhysicalDrive0', 'Samsung SSD 980'],
      ['disk', '\\\\.\\PhysicalDrive2', 'SanDisk Ultra'],
    ]);
    expect(new Set(drives.map(({ id }) => id)).size).toBe(5);
    for (const drive of drives.slice(0, 3))
      expect(drive).toMatchObject({ sizeBytes: null, writeProtected: null });
  });

  it('guards the disks of the system, with the reason', () => {
    expect(listed({ disks: [stick, efi, systemDisk] }).map(({ systemDisk: reason }) => reason)).toEqual([
      'holds Windows',
      'holds the boot loader of Windows',
      null,
    ]);
  });

  it('says of a disk what is known, and nothing where nothing is', () => {
    expect(listed({ disks: [stick] })[0]).toMatchObject({
      identity: { vendor: 'SanDisk', bus: 'usb', serial: '0025_38B1.' },
      removable: true,
      writeProtected: true,
      sizeBytes: 500_107_862_016,
    });
    expect(listed({ disks: [efi] })[0]).toMatchObject({ label: 'Disk 1', sizeBytes: null });
  });

  it.each(['', 'Get-Disk : Access denied', '[]', '{"disks":{}}', '{"disks":[{"Number":-1}],"removable":[]}'])(
    '%j is refused as no list',
    (output) => {
      expect(() => parseListing(output)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    },
  );

  it('of any JSON is drives or a refusal in words', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(() => parseListing(JSON.stringify(value))).toThrow(
          expect.objectContaining({ code: 'unsupported' }),
        );
      }),
      { numRuns: 100 },
    );
  });
});

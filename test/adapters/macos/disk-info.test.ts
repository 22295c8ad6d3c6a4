/** What `diskutil ... -plist` prints, as drives. Keys and shapes as in its property lists of macOS 13 and 14. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseDrive,
  parseSystemDisks,
  parseWholeDisks,
  wholeDiskName,
} from '../../../src/main/adapters/macos/disk-info.ts';
import { parsePlist } from '../../../src/main/adapters/macos/plist.ts';

function plist(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${inner}
</plist>
`;
}

const floppy = plist(`<dict>
	<key>BusProtocol</key>
	<string>USB</string>
	<key>DeviceBlockSize</key>
	<integer>512</integer>
	<key>DeviceIdentifier</key>
	<string>disk4</string>
	<key>Internal</key>
	<false/>
	<key>MediaName</key>
	<string>TEAC FD &amp; Co</string>
	<key>RemovableMedia</key>
	<true/>
	<key>TotalSize</key>
	<integer>1474560</integer>
	<key>WritableMedia</key>
	<false/>
</dict>`);

describe('diskutil info', () => {
  it('is a drive, by its raw device', () => {
    expect(parseDrive(floppy, ['disk0'])).toMatchObject({
      kind: 'disk',
      address: '/dev/rdisk4',
      label: 'TEAC FD & Co',
      identity: { bus: 'usb' },
      removable: true,
      writeProtected: true,
      sizeBytes: 1_474_560,
      sectorSize: 512,
      systemDisk: null,
    });
  });

  it('guards the disk macOS starts from, and what is built in', () => {
    expect(parseDrive(floppy, ['disk4'])!.systemDisk).toBe('holds macOS');
    const internal = floppy
      .replace('<key>Internal</key>\n\t<false/>', '<key>Internal</key>\n\t<true/>')
      .replace('<key>RemovableMedia</key>\n\t<true/>', '<key>RemovableMedia</key>\n\t<false/>');
    expect(parseDrive(internal, [])!.systemDisk).toBe('is built into this computer');
  });

  it.each([
    '',
    'Could not find disk: disk9',
    plist('<dict></dict>'),
    plist('<array/>'),
    floppy.slice(0, 400),
    floppy.replace('</dict>', ''),
  ])('that is none gives no drive (%#)', (text) => {
    expect(parseDrive(text, [])).toBeNull();
  });
});

describe('diskutil list', () => {
  it('names whole disks', () => {
    const text = plist(
      '<dict><key>WholeDisks</key><array><string>disk0</string><string>disk4</string></array></dict>',
    );
    expect(parseWholeDisks(text)).toEqual(['disk0', 'disk4']);
    expect(parseWholeDisks(plist('<dict><key>WholeDisks</key><string>disk0</string></dict>'))).toEqual([]);
  });
});

describe('the disks of the start volume', () => {
  it('are the physical stores of its APFS container and its own', () => {
    const text = plist(`<dict>
      <key>APFSPhysicalStores</key>
      <array><dict><key>APFSPhysicalStore</key><string>disk0s2</string></dict></array>
      <key>DeviceIdentifier</key><string>disk3s1s1</string>
      <key>ParentWholeDisk</key><string>disk3</string>
    </dict>`);
    expect(parseSystemDisks(text)).toEqual(['disk0', 'disk3']);
  });

  it.each([
    ['disk3s1s1', 'disk3'],
    ['/dev/disk3', 'disk3'],
    ['/dev/rdisk12s2', 'disk12'],
    ['/dev/disk', null],
    ['/dev/rdisk3x', null],
    ['/tmp/disk3', null],
  ])('of %s is %s', (name, expected) => {
    expect(wholeDiskName(name)).toBe(expected);
  });
});

describe('a property list', () => {
  it('has every kind of value', () => {
    const text = plist(`<dict>
      <key>text</key><string>a &lt;b&gt; &quot;c&quot;</string>
      <key>empty</key><string/>
      <key>integer</key><integer>-3</integer>
      <key>real</key><real>1.5</real>
      <key>yes</key><true/>
      <key>no</key><false/>
      <key>list</key><array><integer>1</integer><dict/><array/></array>
    </dict>`);
    expect(parsePlist(text)).toEqual({
      text: 'a <b> "c"',
      empty: '',
      integer: -3,
      real: 1.5,
      yes: true,
      no: false,
      list: [1, {}, []],
    });
  });

  it.each([
    'no markup',
    '<plist>',
    plist('<dict><key>a</key></dict>'),
    plist('<dict><string>a</string><key>a</key></dict>'),
    plist('<integer>x</integer>'),
    plist('<array><true></array>'),
    plist(`${'<array>'.repeat(100)}<true/>${'</array>'.repeat(100)}`),
  ])('that is broken is none (%#)', (text) => {
    expect(parsePlist(text)).toBeNull();
  });

  it('never ends in anything but a value or null, whatever the text', () => {
    const piece = fc.constantFrom(
      ...['<dict>', '</dict>', '<array>', '</array>', '<key>', '</key>', '<string>', '</string>', '<true/>'],
      ...['<plist>', 'a', '&amp;', '<', '>', '<!--', '<integer>', '1', '</integer>'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        parsePlist(`<plist>${pieces.join('')}`);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a key of the language as a key', () => {
    const value = parsePlist(plist('<dict><key>__proto__</key><string>x</string></dict>'));
    expect(Object.keys(value as object)).toEqual(['__proto__']);
  });
});

/** A data sector of a CD as a dump keeps it: whole, rebuilt from its parity, with its Q. */
import { generateMode1 } from '../../src/main/core/optical/generate-sector.ts';
import { buildPositionQ } from '../../src/main/core/optical/q-frame.ts';
import { sectorFields } from '../../src/main/core/optical/sector-fields.ts';
import type { SectorLook } from '../../src/shared/model/sector-look.ts';

export function dataSector(lba: number): Partial<SectorLook> {
  const raw = new Uint8Array(2352);
  raw.set(new TextEncoder().encode('\u0001CD001\u0001\u0000SHELFMARKS'), 16);
  generateMode1(raw, lba);
  const says = {
    kind: 'position' as const,
    control: 4,
    track: 1,
    index: 1,
    relativeSectors: lba,
    absoluteLba: lba,
  };
  return {
    ...{ lba, state: 'rebuilt', stateFrom: 'Gift 2026-07, disc 3.spindle.json', sectorBytes: 2352 },
    bytes: Buffer.from(raw).toString('base64'),
    ...{ fields: sectorFields('mode1'), kind: 'mode1', failures: [], headerLba: lba },
    place: { file: 'Gift 2026-07, disc 3 (Track 01).bin', offsetBytes: lba * 2352 },
    q: { hex: Buffer.from(buildPositionQ(says)).toString('hex'), isCrcRight: true, says },
    drive: { vendor: 'PLEXTOR', product: 'DVDR PX-716A', revision: '1.11', serial: '', bus: 'scsi' },
    rebuilt: { at: '2026-11-20T14:06:41+00:00', changedBytes: 3 },
    notKept: ['tries', 'reads'],
  };
}

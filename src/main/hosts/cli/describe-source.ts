/** A source named on the command line, as the hub wants it. What it really is, opening it will tell. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { Drive } from '../../../shared/model/drive.ts';
import { safeName } from '../../../shared/model/output.ts';
import { isOpticalAddress } from '../../adapters/open-optical.ts';

const simulated = 'sim:';

export function describeSource(argument: string): Drive {
  const isSimulated = argument.startsWith(simulated);
  const isDeviceName = argument.startsWith('\\\\.\\');
  const address = isSimulated || isDeviceName ? argument : resolve(argument);
  const isFile = !isSimulated && statSync(address, { throwIfNoEntry: false })?.isFile() === true;
  return {
    id: createHash('sha256').update(address).digest('hex').slice(0, 16),
    kind: isSimulated ? 'simulated' : isFile ? 'file' : isOpticalAddress(address) ? 'optical' : 'disk',
    address,
    label: address,
    identity: { vendor: '', product: '', revision: '', serial: '', bus: '' },
    removable: false,
    writeProtected: null,
    sizeBytes: null,
    sectorSize: null,
    systemDisk: null,
  };
}

/** What results are called when nobody says: the source's own name without folder and ending. */
export function nameOfSource(address: string): string {
  const path = address.startsWith(simulated) ? address.slice(simulated.length).replace(/\?.*$/, '') : address;
  return safeName(basename(path, extname(path)) || 'disk');
}

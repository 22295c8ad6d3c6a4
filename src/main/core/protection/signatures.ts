/** Names that protection systems leave on their discs, as their discs have been described in public for decades. */
import type { ProtectionSystem } from '../../../shared/model/protection.ts';

export interface Signature {
  readonly system: ProtectionSystem;
  /** One of these is enough; lower case. Those that end in `/` are directories. */
  readonly sure: readonly string[];
  /** Drivers and parts that were installed elsewhere too: two of them. */
  readonly likely: readonly string[];
  /** Up to where on the disc the system spoils sectors on purpose; null where it does not, or nobody knows. */
  readonly spoilsBelowLba: number | null;
  /** The system spoils sectors inside of files below this directory. */
  readonly spoilsIn: string | null;
}

const spoilsNothing = { spoilsBelowLba: null, spoilsIn: null };

export const signatures: readonly Signature[] = [
  {
    system: 'safedisc',
    sure: ['00000001.tmp', 'clokspl.exe', 'dplayerx.dll'],
    likely: ['clcd16.dll', 'clcd32.dll', 'drvmgt.dll', 'secdrv.sys'],
    // Several hundred single sectors between good ones, the last of them a little beyond LBA 10,000.
    spoilsBelowLba: 16_000,
    spoilsIn: null,
  },
  {
    system: 'laserlok',
    sure: ['laserlok/', 'laserlok.in'],
    likely: [],
    spoilsBelowLba: null,
    spoilsIn: 'laserlok',
  },
  {
    system: 'securom',
    sure: [
      ...['cms16.dll', 'cms_95.dll', 'cms_nt.dll', 'cms32_95.dll', 'cms32_nt.dll'],
      ...['sintf16.dll', 'sintf32.dll', 'sintfnt.dll'],
    ],
    likely: [],
    ...spoilsNothing,
  },
  { system: 'cd-cops', sure: ['cdcops.dll'], likely: [], ...spoilsNothing },
  { system: 'cactus', sure: ['cactuspj.exe', 'yucca.cds'], likely: [], ...spoilsNothing },
  {
    system: 'discguard',
    sure: ['ioslink.vxd', 'ioslink.sys'],
    likely: [],
    ...spoilsNothing,
  },
  { system: 'aacs', sure: ['mkb_ro.inf', 'mkb_rw.inf'], likely: [], ...spoilsNothing },
];

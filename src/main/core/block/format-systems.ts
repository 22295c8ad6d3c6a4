/** Which systems formatted a disk that holds a given file system. */
import type { Filesystem } from '../../../shared/model/drive.ts';
import type { ParameterBlock } from './bios-parameter-block.ts';
import type { FormatSystem } from './floppy-formats.ts';

export interface FatClues {
  readonly block: ParameterBlock | null;
  readonly fatId: { readonly value: number } | null;
  readonly extension: string | null;
}

const byBeginning: readonly (readonly [beginning: string, systems: readonly FormatSystem[]])[] = [
  ['FAT12 (Human68k)', ['x68000']],
  ['HFS', ['macintosh']],
  ['MFS', ['macintosh']],
  ['Amiga', ['amiga']],
  ['ProDOS', ['apple-ii']],
  ['Apple DOS', ['apple-ii']],
  ['Acorn', ['acorn']],
  ['Commodore 1581', ['commodore']],
  ['Commodore', ['commodore']],
  ['TR-DOS', ['spectrum']],
  ['CP/M', ['cp/m', 'pc']],
  ['ext', ['pc', 'linux']],
  ['Minix', ['pc', 'linux']],
  ['Xenix', ['pc']],
  ['QNX4', ['pc']],
  ['HPFS', ['pc']],
  ['NTFS', ['pc']],
  ['exFAT', ['pc']],
];

const discVolumes = ['ISO 9660', 'High Sierra', 'UDF'];

/** Volumes made for discs: their sizes are those of floppies by chance. */
export function isDiscVolume({ type }: Pick<Filesystem, 'type'>): boolean {
  return discVolumes.includes(type);
}

/** Empty when it could be any: archives are at home everywhere, and volumes of discs nowhere here. */
export function systemsOf(filesystem: Filesystem, clues: FatClues): readonly FormatSystem[] {
  if (/^FAT(12|16|32)$/.test(filesystem.type)) return fatSystems(clues);
  return byBeginning.find(([beginning]) => filesystem.type.startsWith(beginning))?.[1] ?? [];
}

/**
 * FAT is common to three worlds: the code at the start of the boot sector tells them apart. Emulators and PC tools
 * write PC boot sectors on disks for an Atari, so the name of an .st file counts for more than the code.
 */
function fatSystems({ block, fatId, extension }: FatClues): readonly FormatSystem[] {
  if (fatId?.value === 0xf7 || block?.bootCode === 'atari' || extension === 'st') return ['atari-st'];
  if (block?.bootCode === 'msx') return ['msx'];
  if (block?.bootCode === 'x86') return ['pc', 'pc-98', 'linux'];
  return ['pc', 'pc-98', 'linux', 'atari-st', 'msx'];
}

/** Platforms that are known by files every disc for them has. */
import { hasBytes, u8 } from '../../byte-fields.ts';
import type { Filesystem } from '../../filesystem/filesystem.ts';
import { find } from '../../filesystem/walk.ts';
import { type PlatformFinding, platformFinding, textAt } from './platform-finding.ts';

const longestBytes = 4096;

interface Found {
  readonly bytes: Uint8Array;
  readonly offsetBytes: number;
}

function contentOf(tree: Filesystem, path: string): Found | null {
  const entry = find(tree, path)?.entry;
  if (entry?.kind !== 'file') return null;
  const bytes = new Uint8Array(Math.min(longestBytes, entry.sizeBytes));
  if (tree.read(entry, 0, bytes).length > 0) return null;
  return { bytes, offsetBytes: entry.extents[0]?.offsetBytes ?? 0 };
}

/** `BOOT = cdrom:\SLUS_123.45;1`; of the second PlayStation the word is BOOT2. */
function playStation(tree: Filesystem): PlatformFinding | null {
  const file = contentOf(tree, 'SYSTEM.CNF');
  if (!file) return null;
  const text = textAt(
    file.bytes.map((byte) => (byte === 13 || byte === 10 ? 32 : byte)),
    0,
    file.bytes.length,
  );
  const boot = /\bBOOT(2?)\s*=\s*cdrom0?:\\?([^;\s]+)/i.exec(text);
  if (!boot) return null;
  const product = /([A-Z]{4})[_-](\d{3})\.?(\d{2})/i.exec(boot[2]!);
  return platformFinding(boot[1] === '2' ? 'PlayStation 2' : 'PlayStation', file.offsetBytes, file.bytes, {
    facts: {
      boot: boot[2]!,
      ...(product ? { product: `${product[1]!.toUpperCase()}-${product[2]}${product[3]}` } : {}),
    },
  });
}

interface SignedFile {
  readonly platform: string;
  readonly path: string;
  readonly bytes: string;
}

const signedFiles: readonly SignedFile[] = [
  { platform: 'Video CD', path: 'VCD/INFO.VCD', bytes: 'VIDEO_CD' },
  { platform: 'Super Video CD', path: 'SVCD/INFO.SVD', bytes: 'SUPERVCD' },
  { platform: 'HQ Video CD', path: 'SVCD/INFO.SVD', bytes: 'HQ-VCD' },
  { platform: 'Photo CD', path: 'PHOTO_CD/INFO.PCD', bytes: 'PHOTO_CD' },
  { platform: 'DVD-Video', path: 'VIDEO_TS/VIDEO_TS.IFO', bytes: 'DVDVIDEO-VMG' },
  { platform: 'DVD-Audio', path: 'AUDIO_TS/AUDIO_TS.IFO', bytes: 'DVDAUDIO-AMG' },
  { platform: 'HD DVD', path: 'HVDVD_TS/HV000I01.IFO', bytes: 'HVDVD-VMG' },
  { platform: 'Blu-ray video', path: 'BDMV/index.bdmv', bytes: 'INDX' },
];

function bySignedFile(tree: Filesystem, { platform, path, bytes }: SignedFile): PlatformFinding | null {
  const file = contentOf(tree, path);
  if (!file || !hasBytes(file.bytes, 0, bytes)) return null;
  const isVideoCd = /Video CD$/.test(platform) && file.bytes.length > 26;
  // The version stands behind the signature, then the name of the album (White Book, INFO.VCD).
  const version = isVideoCd ? ` ${u8(file.bytes, 8)}.${u8(file.bytes, 9)}` : '';
  return platformFinding(platform + version, file.offsetBytes, file.bytes.subarray(0, bytes.length), {
    title: isVideoCd ? textAt(file.bytes, 10, 16) : '',
  });
}

/** Files whose mere name tells. */
const names: readonly (readonly [platform: string, path: string])[] = [
  ['Amiga CD32', 'CD32.TM'],
  ['Commodore CDTV', 'CDTV.TM'],
];

/** One line a file: `NAME.EXT,bank,hex offset`. */
function neoGeo(tree: Filesystem): PlatformFinding | null {
  const file = contentOf(tree, 'IPL.TXT');
  if (!file || !/^[\w!-]{1,8}\.\w{3},\d+,[0-9a-f]+/i.test(textAt(file.bytes, 0, 64))) return null;
  return platformFinding('Neo Geo CD', file.offsetBytes, file.bytes.subarray(0, 32));
}

/** @param tree of the disc, the plain one: these names are short and in capitals everywhere */
export function platformsByFile(tree: Filesystem): PlatformFinding[] {
  const named = names.flatMap(([platform, path]) => {
    const file = contentOf(tree, path);
    return file ? [platformFinding(platform, file.offsetBytes, file.bytes.subarray(0, 32))] : [];
  });
  const signed = signedFiles.map((signature) => bySignedFile(tree, signature));
  return [...[playStation(tree), ...signed, neoGeo(tree)].filter((one) => one !== null), ...named];
}

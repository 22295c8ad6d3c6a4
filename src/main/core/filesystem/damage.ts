/** What unread stretches of a medium mean for one file. */
import { type ByteRanges, byteRanges } from './byte-ranges.ts';
import type { Entry, Extent } from './filesystem.ts';

export interface Damage {
  readonly state: 'intact' | 'damaged' | 'unread';
  /** Stretches of the file, in bytes from its start. Of a directory, of what its names stand in. */
  readonly ranges: readonly Extent[];
}

const intact: Damage = { state: 'intact', ranges: [] };

function damageOf(ranges: readonly Extent[], sizeBytes: number): Damage {
  if (ranges.length === 0) return intact;
  const lostBytes = ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
  return { state: lostBytes >= sizeBytes ? 'unread' : 'damaged', ranges };
}

/**
 * @param unread stretches of the medium
 * @param startBytes of the filesystem on the medium
 */
export function damageOfEntry(
  entry: Entry,
  unread: ByteRanges,
  startBytes: number,
  mediumBytes: number,
): Damage {
  const lost: Extent[] = [];
  let done = 0;
  for (const { offsetBytes, lengthBytes } of entry.extents) {
    const at = startBytes + offsetBytes;
    if (unread.ranges.length > 0)
      for (const part of unread.within(at, lengthBytes))
        lost.push({ offsetBytes: done + part.offsetBytes - at, lengthBytes: part.lengthBytes });
    const behindEnd = at + lengthBytes - Math.max(mediumBytes, at);
    if (behindEnd > 0) lost.push({ offsetBytes: done + lengthBytes - behindEnd, lengthBytes: behindEnd });
    done += lengthBytes;
  }
  const storage = entry.storage ?? 'plain';
  if (storage === 'packed') {
    // Which of its bytes a lost piece of the packed form hurts, only unpacking tells.
    const whole = { offsetBytes: 0, lengthBytes: entry.sizeBytes };
    return lost.length === 0 ? intact : { state: 'damaged', ranges: [whole] };
  }
  if (entry.kind === 'file' && storage === 'plain' && done < entry.sizeBytes)
    lost.push({ offsetBytes: done, lengthBytes: entry.sizeBytes - done });
  if (lost.length === 0) return intact;
  return damageOf(byteRanges(lost).ranges, entry.kind === 'file' ? entry.sizeBytes : done);
}

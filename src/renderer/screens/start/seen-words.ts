/** What is said of a disc whose table of contents the catalogue has. */
import type { DumpSummary } from '../../../shared/model/catalogue.ts';
import type { Inspection } from '../../../shared/model/drive.ts';

/**
 * Whether the dump is of this very disc, as far as can be said without reading it. The table of a disc with one track
 * tells its length and no more: then the volume must have the same label, too.
 */
export function isSurelySeen({ disc, filesystems }: Inspection, dump: DumpSummary): boolean {
  if ((disc?.tracks.length ?? 0) > 1) return true;
  const labels = filesystems.map(({ label }) => label.trim()).filter((label) => label !== '');
  return dump.volumeLabels.some((label) => labels.includes(label.trim()));
}

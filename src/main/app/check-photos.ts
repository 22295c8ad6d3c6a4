/** Photos held against what the catalogue says of them. */
import type { AssetFolder, AssetRecord, AssetState } from '../core/catalogue/asset-port.ts';
import type { CollectionRecords } from '../core/collection-port.ts';

const pageOfPhotos = 500;
/** More would only repeat that the folder is not the one that was there. */
const mostFindings = 100;

/** Reads every photo. @returns sentences, none where all are what they were */
export async function photoFindings(
  collection: Pick<CollectionRecords, 'assetRecords'>,
  folder: AssetFolder,
): Promise<string[]> {
  const findings: string[] = [];
  let left = 0;
  for (let after = 0; ; ) {
    const page = await collection.assetRecords(after, pageOfPhotos);
    for (const photo of page) {
      const state = await folder.verify(photo.path, photo.sha256, photo.sizeBytes);
      if (state === 'good') continue;
      if (findings.length < mostFindings) findings.push(sentence(photo, state, folder.locate(photo.path)));
      else left++;
    }
    const last = page.at(-1);
    if (!last || page.length < pageOfPhotos) break;
    after = last.id;
  }
  return left === 0 ? findings : [...findings, `${left} more photos are not there or not what they were.`];
}

function sentence({ code, role }: AssetRecord, state: Exclude<AssetState, 'good'>, path: string): string {
  const photo = `A photo (${role}) of the carrier ${code}`;
  switch (state) {
    case 'missing':
      return `${photo} is not there any more: ${path}. Bring it back from a copy, or take it off the carrier.`;
    case 'altered':
      return `${photo} is not what was added: ${path} has changed. Add the good photo again, or bring it back from a copy.`;
    case 'unreadable':
      return `${photo} cannot be read: ${path}. See to its disk, or bring it back from a copy.`;
  }
}

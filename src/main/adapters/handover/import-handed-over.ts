/** Takes back what was handed on: a bag, a file of records, or any folder of sidecars. */
import { stat } from 'node:fs/promises';
import type { ImportReport } from '../../../shared/model/catalogue.ts';
import { countWords } from '../../../shared/words.ts';
import type { AssetFolder } from '../../core/catalogue/asset-port.ts';
import type { Catalogue } from '../../core/ports.ts';
import { assetFolder, assetsBeside } from '../files/asset-folder.ts';
import { importSidecars } from '../files/import-sidecars.ts';
import { isBag } from './bag-folder.ts';
import { importRecordLines } from './import-record-lines.ts';
import { validateBag } from './validate-bag.ts';

/**
 * A bag is read whole before anything of it is believed; one that is not valid changes nothing.
 * @param photos where photos that came along are kept: beside the catalogue; null to leave them
 * @throws SpindleError not-found, catalogue-*
 */
export async function importHandedOver(
  path: string,
  catalogue: Catalogue,
  photos: AssetFolder | null = assetFolder(assetsBeside(catalogue.path)),
): Promise<ImportReport> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return importRecordLines(path, catalogue);
  if (!(await isBag(path))) return importSidecars(path, catalogue, photos);
  const { verdict, findings } = await validateBag(path);
  if (verdict !== 'invalid') return importSidecars(path, catalogue, photos);
  const errors = findings.filter(({ level }) => level === 'error');
  const [first] = errors;
  const what = first ? `${first.path || 'the bag'} ${first.what}` : '';
  const more = errors.length > 1 ? `, and ${countWords(errors.length - 1)} more` : '';
  const why = `It is not a valid bag (${what}${more}). Nothing of it was imported; spindle verify tells all of it.`;
  return { added: 0, known: 0, refused: [{ path, why }] };
}

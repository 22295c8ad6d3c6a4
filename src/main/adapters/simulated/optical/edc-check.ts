/** Whether a drive finds a data sector right: it looks at the EDC alone. */
import { edcOfWords } from '../../../core/optical/edc.ts';
import { form1, form2, mode1 } from '../../../core/optical/sector-layout.ts';
import { type SectorKind, sectorKinds } from './disc.ts';

const wordBytes = 4;
const mode1Word = mode1.edcAt / wordBytes;
const form1Word = form1.edcAt / wordBytes;
const form2Word = form2.edcAt / wordBytes;
const subheaderWord = form1.subheaderAt / wordBytes;

/** Form 2 may go without: its EDC is zero then. */
export function isEdcRight(words: Int32Array, kind: SectorKind): boolean {
  switch (kind) {
    case sectorKinds.mode1:
      return edcOfWords(words, 0, mode1Word) === words[mode1Word];
    case sectorKinds.form1:
      return edcOfWords(words, subheaderWord, form1Word) === words[form1Word];
    case sectorKinds.form2:
      return words[form2Word] === 0 || edcOfWords(words, subheaderWord, form2Word) === words[form2Word];
    default:
      return true;
  }
}

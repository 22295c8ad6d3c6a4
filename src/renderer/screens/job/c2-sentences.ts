import type { C2Record, C2Sum } from '../../../shared/model/c2-record.ts';
import { messagesOf } from '../../messages/messages.ts';
import { countWords } from '../../words/numbers.ts';

const t = messagesOf('c2');

/** @param totalSectors null while more is to come */
export function c2Sentences({ knownSectors, first, kept }: C2Record, totalSectors: number | null): string {
  return [
    first.worst === null ? t('noneAtFirst') : t('atFirstWords', factsOf(first, first.worst)),
    kept.worst !== null ? t('keptWords', factsOf(kept, kept.worst)) : first.worst !== null && t('noneKept'),
    totalSectors !== null &&
      knownSectors < totalSectors &&
      t('knownOf', { known: knownSectors, total: totalSectors }),
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function factsOf({ sectors, bytes }: C2Sum, worst: NonNullable<C2Sum['worst']>) {
  return { sectors, bytes, lba: countWords(worst.lba), most: worst.bytes };
}

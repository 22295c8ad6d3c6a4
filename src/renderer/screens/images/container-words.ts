/** Containers by the names people know them by; what names itself is left as it is. */
import { messagesOf } from '../../messages/messages.ts';

const t = messagesOf('images');

const names: Readonly<Record<string, string>> = {
  cue: 'BIN/CUE',
  bincue: 'BIN/CUE',
  ccd: 'CloneCD (CCD/IMG/SUB)',
  toc: 'cdrdao (TOC)',
  mds: 'Alcohol (MDS/MDF)',
  nrg: 'Nero (NRG)',
  iso: 'ISO',
  chd: 'CHD',
};

export function containerWords(format: string): string {
  if (format === 'raw') return t('formatRaw');
  return format === 'store' ? t('formatStore') : (names[format] ?? format);
}

/** What a format leaves behind, adds and writes, in words. */
import type { ConvertFormat } from '../../../shared/model/convert-formats.ts';
import type { Generated, Loss } from '../../../shared/model/losses.ts';
import { messagesOf } from '../../messages/messages.ts';
import { listWords } from '../../words/numbers.ts';

const t = messagesOf('convert');

export function lossWords(lost: readonly Loss[]): string {
  return listWords(lost.map((loss) => t(loss)));
}

export function generatedWords(generated: readonly Generated[]): string {
  return listWords(generated.map((part) => t(`made-${part}`)));
}

const endingsOf: Readonly<Partial<Record<ConvertFormat, readonly string[]>>> = {
  'bincue-single': ['cue', 'bin'],
  ccd: ['ccd', 'img', 'sub'],
  toc: ['toc', 'bin'],
  dc42: ['image'],
};

/** The names a conversion gives, when they are free; the sidecar goes without saying. */
export function writtenFiles(format: ConvertFormat, name: string): string[] {
  if (format === 'bincue') return [`${name}.cue`, t('perTrack', { name, ending: 'bin' })];
  if (format === 'wav') return [t('perTrack', { name, ending: 'wav' })];
  return (endingsOf[format] ?? [format]).map((ending) => `${name}.${ending}`);
}

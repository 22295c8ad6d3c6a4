/** Which files a dump is written as: what was asked for, or what suits the medium; refused where it could only lie. */
import { SpindleError } from '../../shared/errors.ts';
import { blockFormats, discFormats, type OutputFormat } from '../../shared/model/output.ts';
import type { StoreDocument } from '../core/store/documents.ts';

/** @throws SpindleError bad-usage */
export function wantedFormats(
  { disc }: Pick<StoreDocument, 'disc'>,
  asked: readonly OutputFormat[],
): readonly OutputFormat[] {
  const isCd = disc !== null && disc.disc.tracks.length > 0;
  const possible: readonly OutputFormat[] = disc === null ? blockFormats : isCd ? discFormats : ['iso'];
  const formats = [...new Set(asked)];
  if (formats.length === 0) return possible.slice(0, 1);
  const what = disc === null ? 'a medium of blocks' : isCd ? 'a CD' : disc.disc.profile;
  const foreign = formats.find((format) => !possible.includes(format));
  if (foreign) throw refused(`${foreign} cannot hold ${what}. Choose from ${possible.join(', ')}.`, foreign);
  if (formats.includes('bincue') && formats.includes('bincue-single'))
    throw refused(
      'bincue and bincue-single would both write the same cue sheet. Choose one of them.',
      'bincue',
    );
  if (isCd && formats.includes('iso') && disc.areas.some((area) => area.kind === 'audio'))
    throw refused(
      'iso cannot hold the audio tracks of this disc. Choose bincue, which keeps everything.',
      'iso',
    );
  if (isCd && formats.every((format) => format === 'wav') && disc.areas.some((area) => area.kind === 'data'))
    throw refused('wav cannot hold the data tracks of this disc. Add bincue, which keeps everything.', 'wav');
  return formats;
}

function refused(message: string, format: string): SpindleError {
  return new SpindleError('bad-usage', message, { format });
}

/** The names of formats, as their users write them. */
import type { OutputFormat } from '../../shared/model/output.ts';

export const formatNames: Readonly<Record<OutputFormat, string>> = {
  img: 'IMG',
  ima: 'IMA',
  imz: 'IMZ',
  bincue: 'BIN/CUE',
  'bincue-single': 'BIN/CUE, single',
  ccd: 'CCD',
  iso: 'ISO',
  wav: 'WAV',
};

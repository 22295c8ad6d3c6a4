/** English: the language every other one is held to. One file per room. */
import { bench } from './bench.ts';
import { checks } from './checks.ts';
import { common } from './common.ts';
import { convert } from './convert.ts';
import { disc } from './disc.ts';
import { dump } from './dump.ts';
import { files } from './files.ts';
import { frame } from './frame.ts';
import { handOver } from './hand-over.ts';
import { images } from './images.ts';
import { job } from './job.ts';
import { keys } from './keys.ts';
import { map } from './map.ts';
import { medium } from './medium.ts';
import { palette } from './palette.ts';
import { settings } from './settings.ts';
import { spoken } from './spoken.ts';
import { stages } from './stages.ts';
import { start } from './start.ts';
import { verdict } from './verdict.ts';
import { write } from './write.ts';

export const english = {
  bench,
  checks,
  common,
  convert,
  disc,
  handOver,
  frame,
  keys,
  palette,
  images,
  job,
  map,
  start,
  medium,
  files,
  verdict,
  spoken,
  dump,
  settings,
  stages,
  write,
} as const;

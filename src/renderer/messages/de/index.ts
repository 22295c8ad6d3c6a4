/** German; its words for the trade stand in docs/design.md. */
import type { Catalogue } from '../language.ts';
import { batch } from './batch.ts';
import { bench } from './bench.ts';
import { c2 } from './c2.ts';
import { care } from './care.ts';
import { carrier } from './carrier.ts';
import { checks } from './checks.ts';
import { collection } from './collection.ts';
import { common } from './common.ts';
import { contents } from './contents.ts';
import { convert } from './convert.ts';
import { decision } from './decision.ts';
import { disc } from './disc.ts';
import { dump } from './dump.ts';
import { files } from './files.ts';
import { find } from './find.ts';
import { firstSteps } from './first-steps.ts';
import { frame } from './frame.ts';
import { handOver } from './hand-over.ts';
import { help } from './help.ts';
import { images } from './images.ts';
import { intake } from './intake.ts';
import { job } from './job.ts';
import { keys } from './keys.ts';
import { labels } from './labels.ts';
import { map } from './map.ts';
import { medium } from './medium.ts';
import { packs } from './packs.ts';
import { palette } from './palette.ts';
import { practice } from './practice.ts';
import { protection } from './protection.ts';
import { quality } from './quality.ts';
import { queue } from './queue.ts';
import { readFirst } from './read-first.ts';
import { sector } from './sector.ts';
import { settings } from './settings.ts';
import { spoken } from './spoken.ts';
import { stages } from './stages.ts';
import { start } from './start.ts';
import { telling } from './telling.ts';
import { together } from './together.ts';
import { verdict } from './verdict.ts';
import { vocabularyWords } from './vocabulary.ts';
import { write } from './write.ts';

export const german: Catalogue = {
  batch,
  bench,
  care,
  c2,
  carrier,
  checks,
  collection,
  common,
  contents,
  convert,
  decision,
  disc,
  find,
  handOver,
  firstSteps,
  frame,
  help,
  intake,
  keys,
  labels,
  packs,
  palette,
  practice,
  images,
  job,
  map,
  start,
  medium,
  files,
  together,
  verdict,
  spoken,
  dump,
  protection,
  quality,
  queue,
  readFirst,
  sector,
  settings,
  stages,
  telling,
  write,
  vocabulary: vocabularyWords,
};

export { faults } from './faults.ts';

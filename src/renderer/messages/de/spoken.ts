import type { Translation } from '../language.ts';

export const spoken: Translation<'spoken'> = {
  firstBad: '{drive}: erster Sektor, der nicht gelesen werden konnte.',
  stage: '{drive}: {stage} {name}.',
  quarter: '{drive}: {percent} Prozent von {sectors} gelesen.',
  decision: '{drive}: {stalled} {next} Eine Entscheidung ist gefragt.',
};

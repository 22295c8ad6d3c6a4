/** What screen readers hear of jobs. */
export const spoken = {
  firstBad: '{drive}: first sector that could not be read.',
  stage: '{drive}: {stage} {name}.',
  quarter: '{drive}: {percent} percent of {sectors} read.',
  decision: '{drive}: {stalled} {next} A decision is wanted.',
} as const;

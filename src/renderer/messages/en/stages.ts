/** Where a job stands, and the five words for how it ended. Keys are those of the model. */
export const stages = {
  planned: 'Waiting',
  identifying: 'Identifying',
  reading: 'Reading',
  retrying: 'Retrying',
  hashing: 'Finishing',
  recording: 'Recording',
  done: 'Done',
  parked: 'Parked',
  failed: 'Failed',
  cancelled: 'Cancelled',
  paused: 'Paused',
  complete: 'Complete',
  'complete-after-retries': 'Complete after retries',
  'complete-with-errors': 'Complete with errors',
  partial: 'Partial (resumable)',
  'not-readable': 'Not readable',
} as const;

import type { Translation } from '../language.ts';

export const stages: Translation<'stages'> = {
  planned: 'Wartet',
  identifying: 'Erkennt',
  reading: 'Liest',
  retrying: 'Wiederholt',
  hashing: 'Schließt ab',
  recording: 'Verzeichnet',
  done: 'Beendet',
  parked: 'Zurückgestellt',
  failed: 'Fehlgeschlagen',
  cancelled: 'Abgebrochen',
  paused: 'Angehalten',
  complete: 'Vollständig',
  'complete-after-retries': 'Vollständig nach Wiederholungen',
  'complete-with-errors': 'Vollständig mit Fehlern',
  partial: 'Unvollständig (fortsetzbar)',
  'not-readable': 'Nicht lesbar',
};

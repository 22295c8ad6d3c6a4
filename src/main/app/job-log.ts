/** The last lines of a job's log, pulled by cursor: nothing is lost silently, what has been dropped is counted. */
import type { LogLine } from '../../shared/model/job.ts';

const keptLines = 5000;

export class JobLog {
  #lines: LogLine[] = [];
  #next = 0;

  add(line: Omit<LogLine, 'sequence'>): void {
    this.#lines.push({ sequence: this.#next++, ...line });
    if (this.#lines.length > keptLines) this.#lines.splice(0, this.#lines.length - keptLines);
  }

  /** Lines from `cursor` on; `dropped` counts those that were asked for and are gone. */
  read(cursor: number, limit: number): { lines: LogLine[]; next: number; dropped: number } {
    const first = this.#next - this.#lines.length;
    const from = Math.max(cursor, first);
    const lines = this.#lines.slice(from - first, from - first + limit);
    return { lines, next: from + lines.length, dropped: Math.max(0, Math.min(first, this.#next) - cursor) };
  }
}

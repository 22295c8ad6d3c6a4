import { describe, expect, it } from 'vitest';
import { JobLog } from '../../src/main/app/job-log.ts';

const line = (text: string) => ({ at: '2026-11-20T20:00:00.000+00:00', level: 'info' as const, text });

describe('a job log', () => {
  it('is read by cursor without losing or repeating a line', () => {
    const log = new JobLog();
    for (let number = 0; number < 25; number++) log.add(line(String(number)));
    const texts: string[] = [];
    for (let cursor = 0; ; ) {
      const page = log.read(cursor, 10);
      expect(page.dropped).toBe(0);
      if (page.lines.length === 0) break;
      texts.push(...page.lines.map(({ text }) => text));
      cursor = page.next;
    }
    expect(texts).toEqual(Array.from({ length: 25 }, (_, number) => String(number)));
  });

  it('counts what it had to drop instead of hiding it', () => {
    const log = new JobLog();
    for (let number = 0; number < 6000; number++) log.add(line(String(number)));
    const page = log.read(0, 5);
    expect(page.dropped).toBe(1000);
    expect(page.lines[0]).toMatchObject({ sequence: 1000, text: '1000' });
  });
});

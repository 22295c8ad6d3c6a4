import { describe, expect, it } from 'vitest';
import { Feed } from '../../src/main/app/feed.ts';

describe('a feed', () => {
  it('answers at once who is behind, and waits for who is not', async () => {
    const feed = new Feed('a');
    expect(await feed.past(-1)).toEqual({ revision: 0, value: 'a' });
    const next = feed.past(0);
    feed.set('b');
    expect(await next).toEqual({ revision: 1, value: 'b' });
  });

  it('gives a slow reader the newest value only, and never an older revision', async () => {
    const feed = new Feed(0);
    let after = -1;
    const seen: number[] = [];
    for (let value = 1; value <= 20_000; value++) feed.set(value);
    while (seen.at(-1) !== 20_000) {
      const { revision, value } = await feed.past(after);
      expect(revision).toBeGreaterThan(after);
      after = revision;
      seen.push(value);
    }
    expect(seen.length).toBeLessThanOrEqual(3);
  });

  it('lets a reader go that has left', async () => {
    const feed = new Feed(0);
    const gone = new AbortController();
    const waiting = feed.past(0, gone.signal);
    expect(feed.isWatched).toBe(true);
    gone.abort();
    await expect(waiting).rejects.toThrow();
    expect(feed.isWatched).toBe(false);
  });
});

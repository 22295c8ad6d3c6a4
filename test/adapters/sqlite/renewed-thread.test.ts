import { describe, expect, it } from 'vitest';
import { renewedThread } from '../../../src/main/adapters/sqlite/renewed-thread.ts';
import type { ThreadLink } from '../../../src/main/adapters/sqlite/thread-link.ts';

function link(name: string, said: string[]): ThreadLink {
  const call = async (asked: string) => void said.push(`${name}: ${asked}`);
  return { call: call as unknown as ThreadLink['call'], close: async () => void said.push(`${name}: close`) };
}

describe('a thread that is begun anew', () => {
  it('answers what was asked meanwhile, after the work and not before', async () => {
    const said: string[] = [];
    const thread = renewedThread(link('first', said), async () => link('second', said));
    await thread.call('settings');
    const working = thread.whileClosed(async () => {
      said.push('work');
      return 7;
    });
    const asked = thread.call('jobs');
    expect(await working).toBe(7);
    await asked;
    await thread.close();
    expect(said).toEqual(['first: settings', 'first: close', 'work', 'second: jobs', 'second: close']);
  });

  it('is begun again after work that failed, which is told', async () => {
    const said: string[] = [];
    const thread = renewedThread(link('first', said), async () => link('second', said));
    await expect(thread.whileClosed(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await thread.call('jobs');
    expect(said).toEqual(['first: close', 'second: jobs']);
  });

  it('that cannot be begun again says so to whoever asks', async () => {
    const thread = renewedThread(link('first', []), () => Promise.reject(new Error('gone')));
    await expect(thread.whileClosed(async () => 1)).rejects.toThrow('gone');
    await expect(thread.call('jobs')).rejects.toThrow('gone');
  });
});

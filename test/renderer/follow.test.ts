import { describe, expect, it } from 'vitest';
import { follow } from '../../src/renderer/state/follow.ts';

const painted = () => Promise.resolve();
const quick = { painted, firstWaitMs: 1, longestWaitMs: 2 };

describe('following a feed', () => {
  it('asks with the revision it holds, and only after the value was painted', async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      const end = follow(
        async (after) => {
          order.push(`ask ${after}`);
          if (after === 2) {
            end();
            resolve();
          }
          return { revision: after + 1 };
        },
        ({ revision }) => order.push(`show ${revision}`),
        {
          ...quick,
          painted: async () => {
            order.push('painted');
          },
        },
      );
    });
    expect(order).toEqual([
      'ask -1',
      'show 0',
      'painted',
      'ask 0',
      'show 1',
      'painted',
      'ask 1',
      'show 2',
      'painted',
      'ask 2',
    ]);
  });

  it('goes on after an error and asks for everything anew', async () => {
    const asked: number[] = [];
    const errors: unknown[] = [];
    await new Promise<void>((resolve) => {
      const end = follow(
        async (after) => {
          asked.push(after);
          if (asked.length === 2) throw new Error('line down');
          if (asked.length === 4) {
            end();
            resolve();
          }
          return { revision: 7 };
        },
        () => undefined,
        { ...quick, onError: (error) => errors.push(error) },
      );
    });
    expect(asked).toEqual([-1, 7, -1, 7]);
    expect(errors).toHaveLength(1);
  });

  it('shows nothing after it was ended, and does not show one revision twice', async () => {
    const shown: number[] = [];
    let answer: (value: { revision: number }) => void = () => undefined;
    const end = follow(
      () =>
        new Promise<{ revision: number }>((resolve) => {
          answer = resolve;
        }),
      ({ revision }) => shown.push(revision),
      quick,
    );
    answer({ revision: 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    answer({ revision: 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    end();
    answer({ revision: 2 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(shown).toEqual([1]);
  });
});

/** The sentence about a job is the same on the screens as everywhere else, and as whole in German. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { german } from '../../src/renderer/messages/de/index.ts';
import { english } from '../../src/renderer/messages/en/index.ts';
import { languageStore } from '../../src/renderer/messages/language.ts';
import { verdict as onScreens } from '../../src/renderer/words/verdict.ts';
import { jobStates } from '../../src/shared/model/job.ts';
import { fileRoles } from '../../src/shared/model/output.ts';
import { verdict as elsewhere } from '../../src/shared/model/verdict.ts';
import type { VerdictSource } from '../../src/shared/model/verdict-facts.ts';

const few = fc.oneof(fc.nat(3), fc.nat(3_000_000));
const counts = fc
  .record({ good: few, goodAfterRetry: few, bad: few, pending: few, doubtful: few })
  .map(({ good, goodAfterRetry, bad, pending, doubtful }) => ({
    total: good + goodAfterRetry + bad + pending,
    good,
    goodAfterRetry,
    bad,
    pending,
    ...(bad > 0 && doubtful > 0 ? { suspect: Math.min(bad, doubtful) } : {}),
  }));
const source: fc.Arbitrary<VerdictSource> = fc.record(
  {
    state: fc.constantFrom(...jobStates),
    paused: fc.boolean(),
    counts: fc.option(counts),
    options: fc.record({ fillByte: fc.nat(255) }),
    files: fc.array(fc.record({ role: fc.constantFrom(...fileRoles) }), { maxLength: 8 }),
  },
  { requiredKeys: ['state', 'paused', 'counts'] },
);

afterEach(() => languageStore.setState({ locale: 'en', catalogue: english, faults: null }));

describe('the verdict', () => {
  it('says the same on the screens and in logs', () => {
    fc.assert(
      fc.property(source, (job) => {
        expect(onScreens(job)).toBe(elsewhere(job));
      }),
    );
  });

  it('leaves no hole and no English in German', () => {
    languageStore.setState({ locale: 'de', catalogue: german, faults: null });
    fc.assert(
      fc.property(source, (job) => {
        expect(onScreens(job)).not.toMatch(/[{}]|undefined|\b(read|sectors|the|of)\b/);
      }),
    );
  });
});

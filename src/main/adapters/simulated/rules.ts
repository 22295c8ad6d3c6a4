/** The rules of a behaviour, applied as the rig applies them: by LBA and by how often that LBA was asked for. */
import type { Behaviour, LbaSet, Sense } from './behaviour.ts';
import { mix, u64 } from './mix.ts';

export interface SenseCode {
  readonly key: number;
  readonly asc: number;
  readonly ascq: number;
}

const namedSenses: Readonly<Record<Extract<Sense, string>, SenseCode>> = {
  medium: { key: 0x3, asc: 0x11, ascq: 0x05 },
  seek: { key: 0x3, asc: 0x02, ascq: 0x00 },
  crc: { key: 0x3, asc: 0x10, ascq: 0x90 },
  hardware: { key: 0x4, asc: 0x08, ascq: 0x03 },
  range: { key: 0x5, asc: 0x21, ascq: 0x00 },
  mode: { key: 0x5, asc: 0x64, ascq: 0x00 },
  aborted: { key: 0xb, asc: 0x11, ascq: 0x05 },
};

type Match = { kind: 'always' } | { kind: 'first'; reads: number } | { kind: 'probability'; below: number };

interface Rule {
  readonly from: number;
  readonly to: number;
  readonly match: Match;
  /** What distinguishes the chances of this rule from those of the others: kind and place in the list. */
  readonly salt: number;
}
export interface FailRule extends Rule {
  readonly sense: SenseCode;
}
export interface C2Rule extends Rule {
  readonly wrongBytes: number;
  /** Wrong bytes come without a C2 flag. */
  readonly isSilent: boolean;
}
export interface SlowRule extends Rule {
  readonly delayMs: number;
}

/** The rules of a behaviour, each list in the order in which the first that applies wins. */
export interface Rules {
  readonly seed: number;
  readonly fail: readonly FailRule[];
  readonly c2: readonly C2Rule[];
  readonly q: readonly Rule[];
  readonly slow: readonly SlowRule[];
}

/** The numbers of the rule kinds in the rig. */
const kinds = { fail: 0, c2: 1, q: 2, slow: 3 } as const;
const saltPerKind = 7919;
const defaultSeed = 1;
const defaultWrongBytes = 16;

/** The rig counts the places of all rules in this order; so do we, for the same chances from the same file. */
export function rulesOf(behaviour: Behaviour): Rules {
  let place = 0;
  const expand = (rule: RuleText, kind: keyof typeof kinds): Rule[] =>
    ranges(rule.lba).map(([from, to]) => ({
      from,
      to,
      match: matchOf(rule),
      salt: kinds[kind] * saltPerKind + place++,
    }));
  const fail = (behaviour.fail ?? []).map(asRule).flatMap((rule) => {
    const sense = senseCode(rule.sense);
    return expand(rule, 'fail').map((base) => ({ ...base, sense }));
  });
  const c2 = (behaviour.c2_errors ?? []).map(asRule).flatMap((rule) => {
    const effect = { wrongBytes: rule.bytes ?? defaultWrongBytes, isSilent: Boolean(rule.silent) };
    return expand(rule, 'c2').map((base) => ({ ...base, ...effect }));
  });
  const q = (behaviour.q_errors ?? []).flatMap((rule) => expand(asRule(rule), 'q'));
  const slow = (behaviour.slow ?? []).flatMap((rule) =>
    expand(rule, 'slow').map((base) => ({ ...base, delayMs: rule.ms })),
  );
  return { seed: behaviour.seed ?? defaultSeed, fail, c2, q, slow };
}

/** @param reads how often the LBA was asked for, this time included */
export function ruleFor<T extends Rule>(
  rules: readonly T[],
  seed: number,
  lba: number,
  reads: number,
): T | null {
  for (const rule of rules) if (applies(rule, seed, lba, reads)) return rule;
  return null;
}

/** Whether a rule covers one of the sectors: all others need no counting. */
export function concernsAny(rules: readonly Rule[], lba: number, count: number): boolean {
  return rules.some(({ from, to }) => lba <= to && lba + count > from);
}

function applies({ from, to, match, salt }: Rule, seed: number, lba: number, reads: number): boolean {
  if (lba < from || lba > to) return false;
  switch (match.kind) {
    case 'always':
      return true;
    case 'first':
      return reads <= match.reads;
    case 'probability':
      return chance(seed, salt, lba, reads) < match.below;
  }
}

export interface LbaEffect {
  readonly delayMs: number;
  readonly failure: SenseCode | null;
}

export class BlockRules {
  readonly #rules: Rules;

  constructor(behaviour: Behaviour) {
    this.#rules = rulesOf(behaviour);
  }

  concern(lba: number): boolean {
    return concernsAny(this.#rules.fail, lba, 1) || concernsAny(this.#rules.slow, lba, 1);
  }

  /** @param reads how often the LBA was asked for, this time included */
  effect(lba: number, reads: number): LbaEffect {
    const { fail, slow, seed } = this.#rules;
    return {
      delayMs: ruleFor(slow, seed, lba, reads)?.delayMs ?? 0,
      failure: ruleFor(fail, seed, lba, reads)?.sense ?? null,
    };
  }
}

interface RuleText {
  readonly lba: LbaSet;
  readonly first?: number | undefined;
  readonly prob?: number | undefined;
}

function asRule<T extends RuleText>(rule: T | LbaSet): T | (RuleText & Partial<T>) {
  return typeof rule === 'number' || Array.isArray(rule)
    ? ({ lba: rule } as RuleText & Partial<T>)
    : (rule as T);
}

function ranges(lba: LbaSet): (readonly [number, number])[] {
  if (typeof lba === 'number') return [[lba, lba]];
  return typeof lba[0] === 'number' ? [lba as [number, number]] : (lba as [number, number][]);
}

function matchOf({ first, prob }: RuleText): Match {
  if (first !== undefined) return { kind: 'first', reads: first };
  return prob !== undefined ? { kind: 'probability', below: prob } : { kind: 'always' };
}

function senseCode(sense: Sense | undefined): SenseCode {
  if (Array.isArray(sense)) return { key: sense[0], asc: sense[1], ascq: sense[2] };
  return namedSenses[sense ?? 'medium'];
}

/** A number in [0, 1) that depends on nothing but its arguments. */
function chance(seed: number, salt: number, lba: number, reads: number): number {
  const a = mix(u64(BigInt(seed) * 1_000_003n + BigInt(salt)));
  const b = mix(u64(a + BigInt(lba + 100_000)));
  return Number(mix(u64(b + BigInt(reads))) >> 11n) / 2 ** 53;
}

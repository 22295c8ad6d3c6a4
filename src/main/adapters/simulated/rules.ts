/** The rules of a behaviour, applied as the rig applies them: by LBA and by how often that LBA was asked for. */
import type { Behaviour, LbaSet, Sense } from './behaviour.ts';

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
interface FailRule extends Rule {
  readonly sense: SenseCode;
}
interface SlowRule extends Rule {
  readonly delayMs: number;
}

export interface LbaEffect {
  readonly delayMs: number;
  readonly failure: SenseCode | null;
}

/** The numbers of the rule kinds in the rig. */
const failKind = 0;
const slowKind = 3;
const saltPerKind = 7919;

export class BlockRules {
  readonly #fail: readonly FailRule[];
  readonly #slow: readonly SlowRule[];
  readonly #seed: number;

  constructor(behaviour: Behaviour) {
    this.#seed = behaviour.seed ?? 1;
    let place = 0;
    this.#fail = (behaviour.fail ?? [])
      .map(asRule)
      .flatMap((rule) =>
        expand(rule, failKind, () => place++).map((base) => ({ ...base, sense: senseCode(rule.sense) })),
      );
    // The rig counts the rules of discs in between; so do we, for the same chances from the same file.
    for (const rule of [...(behaviour.c2_errors ?? []), ...(behaviour.q_errors ?? [])]) {
      place += ranges(asRule(rule).lba).length;
    }
    this.#slow = (behaviour.slow ?? []).flatMap((rule) =>
      expand(rule, slowKind, () => place++).map((base) => ({ ...base, delayMs: rule.ms })),
    );
  }

  /** Whether anything may happen to this LBA: all others need no counting. */
  concern(lba: number): boolean {
    const covers = (rule: Rule) => lba >= rule.from && lba <= rule.to;
    return this.#fail.some(covers) || this.#slow.some(covers);
  }

  /** @param reads how often the LBA was asked for, this time included */
  effect(lba: number, reads: number): LbaEffect {
    const slow = this.#slow.find((rule) => this.#applies(rule, lba, reads));
    const fail = this.#fail.find((rule) => this.#applies(rule, lba, reads));
    return { delayMs: slow?.delayMs ?? 0, failure: fail?.sense ?? null };
  }

  #applies({ from, to, match, salt }: Rule, lba: number, reads: number): boolean {
    if (lba < from || lba > to) return false;
    switch (match.kind) {
      case 'always':
        return true;
      case 'first':
        return reads <= match.reads;
      case 'probability':
        return chance(this.#seed, salt, lba, reads) < match.below;
    }
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

function expand(rule: RuleText, kind: number, nextPlace: () => number): Rule[] {
  const match: Match =
    rule.first !== undefined
      ? { kind: 'first', reads: rule.first }
      : rule.prob !== undefined
        ? { kind: 'probability', below: rule.prob }
        : { kind: 'always' };
  return ranges(rule.lba).map(([from, to]) => ({ from, to, match, salt: kind * saltPerKind + nextPlace() }));
}

function senseCode(sense: Sense | undefined): SenseCode {
  if (Array.isArray(sense)) return { key: sense[0], asc: sense[1], ascq: sense[2] };
  return namedSenses[sense ?? 'medium'];
}

const u64 = (value: bigint) => BigInt.asUintN(64, value);

/** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit. */
function mix(value: bigint): bigint {
  let x = u64(value + 0x9e3779b97f4a7c15n);
  x = u64((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
  x = u64((x ^ (x >> 27n)) * 0x94d049bb133111ebn);
  return x ^ (x >> 31n);
}

/** A number in [0, 1) that depends on nothing but its arguments. */
function chance(seed: number, salt: number, lba: number, reads: number): number {
  const a = mix(u64(BigInt(seed) * 1_000_003n + BigInt(salt)));
  const b = mix(u64(a + BigInt(lba + 100_000)));
  return Number(mix(u64(b + BigInt(reads))) >> 11n) / 2 ** 53;
}

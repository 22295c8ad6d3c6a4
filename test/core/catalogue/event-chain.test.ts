import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/main/core/catalogue/canonical-json.ts';
import {
  type ChainEvent,
  type ChainHead,
  type ChainLink,
  chainFindings,
  emptyChain,
  nextLink,
} from '../../../src/main/core/catalogue/event-chain.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

const eventArbitrary: fc.Arbitrary<ChainEvent> = fc.record({
  uuid: fc.uuid(),
  type: fc.constantFrom('ima', 'fix'),
  at: fc.constant('2026-11-20T20:13:05+01:00'),
  outcome: fc.constantFrom('success', 'fail'),
  detail: fc.string(),
  objectKind: fc.constant('dump'),
  objectId: fc.uuid(),
});
const eventsArbitrary = fc.array(eventArbitrary, { minLength: 1, maxLength: 12 });

function chainOf(events: readonly ChainEvent[]): { links: ChainLink[]; head: ChainHead } {
  let head = emptyChain;
  const links = events.map((event) => {
    const link = nextLink(head, event, digest);
    head = { count: link.sequence, hash: link.hash };
    return link;
  });
  return { links, head };
}

describe('the chain of events', () => {
  it('finds nothing in what was recorded', () => {
    fc.assert(
      fc.property(fc.array(eventArbitrary, { maxLength: 12 }), (events) => {
        const { links, head } = chainOf(events);
        expect(chainFindings(links, head, digest)).toEqual([]);
      }),
    );
  });

  it('has the hash that anyone can compute again', () => {
    const event: ChainEvent = {
      ...{ uuid: 'u', type: 'ima', at: 't', outcome: 'success', detail: 'd' },
      ...{ objectKind: 'dump', objectId: 'o' },
    };
    const text =
      '{"at":"t","detail":"d","objectId":"o","objectKind":"dump","outcome":"success","sequence":1,"type":"ima","uuid":"u"}';
    const expected = createHash('sha256').update(Buffer.alloc(32)).update(text).digest('hex');
    expect(Buffer.from(nextLink(emptyChain, event, digest).hash).toString('hex')).toBe(expected);
  });

  it('tells any changed field once', () => {
    const fields = fc.constantFrom<keyof ChainEvent>(
      'uuid',
      'type',
      'at',
      'outcome',
      'detail',
      'objectKind',
      'objectId',
    );
    fc.assert(
      fc.property(eventsArbitrary, fc.nat(), fields, (events, pick, field) => {
        const { links, head } = chainOf(events);
        const index = pick % links.length;
        const link = links[index]!;
        links[index] = { ...link, event: { ...link.event, [field]: `${link.event[field]}x` } };
        expect(chainFindings(links, head, digest)).toHaveLength(1);
      }),
    );
  });

  it('tells a missing event wherever it stood, the last one too', () => {
    fc.assert(
      fc.property(eventsArbitrary, fc.nat(), (events, pick) => {
        const { links, head } = chainOf(events);
        const index = pick % links.length;
        links.splice(index, 1);
        expect(chainFindings(links, head, digest)).toEqual([`Event ${index + 1} is missing from the chain.`]);
      }),
    );
  });

  it('tells an event put in, two exchanged, and a change whose hash was made to fit', () => {
    const events = fc.sample(eventArbitrary, 5);
    const whole = chainOf(events);
    const added = nextLink(whole.head, events[0]!, digest);
    expect(chainFindings([...whole.links, added], whole.head, digest)).not.toEqual([]);

    const [first, second, ...rest] = whole.links as [ChainLink, ChainLink, ...ChainLink[]];
    const exchanged = [{ ...first, event: second.event }, { ...second, event: first.event }, ...rest];
    expect(chainFindings(exchanged, whole.head, digest)).toHaveLength(2);

    const forged = nextLink(emptyChain, { ...first.event, detail: 'another' }, digest);
    expect(chainFindings([forged, second, ...rest], whole.head, digest)).toHaveLength(1);
    const last = whole.links.at(-1)!;
    const head = { count: 4, hash: last.previousHash };
    const forgedLast = nextLink(head, { ...last.event, detail: 'another' }, digest);
    expect(chainFindings([...whole.links.slice(0, -1), forgedLast], whole.head, digest)).toHaveLength(1);
  });
});

describe('canonical JSON', () => {
  it('is the same however the keys are ordered, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ b: undefined, a: [1, null, 'x'] })).toBe('{"a":[1,null,"x"]}');
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

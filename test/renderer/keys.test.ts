/** Keys and scans: what is a scanner and what a hand, what a code stands for, who a key is meant for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chordOf, isBare } from '../../src/renderer/keys/chords.ts';
import { CommandRegistry } from '../../src/renderer/keys/command-registry.ts';
import { chordsOf, commandOf, commands } from '../../src/renderer/keys/commands.ts';
import { cardActions, readScan, tileLetter } from '../../src/renderer/keys/scan-codes.ts';
import { ScanRegistry } from '../../src/renderer/keys/scan-registry.ts';
import {
  longestCode,
  longestGapMs,
  quietWedge,
  shortestCode,
  stepWedge,
  type WedgeKey,
} from '../../src/renderer/keys/wedge.ts';
import { rankEntries } from '../../src/renderer/palette/rank.ts';

const letters = fc.stringMatching(/^[A-Za-z0-9-]+$/);
const character = fc.constantFrom(...'ABCabc0123456789-./ ');
const gap = fc.integer({ min: 1, max: longestGapMs - 1 });
const slowGap = fc.integer({ min: longestGapMs, max: 400 });

/** Keys with their times; codes that come out of them. */
function codesOf(keys: readonly WedgeKey[]): string[] {
  let state = quietWedge;
  const codes: string[] = [];
  for (const key of keys) {
    const step = stepWedge(state, key);
    state = step.state;
    if (step.code !== null) codes.push(step.code);
  }
  return codes;
}

function typed(text: string, gaps: readonly number[], startMs = 0): WedgeKey[] {
  let atMs = startMs;
  return [...text, 'Enter'].map((key, index) => {
    atMs += gaps[index % gaps.length] ?? 1;
    return { key: key === '\n' ? 'Enter' : key, atMs, byHand: false };
  });
}

describe('a barcode wedge', () => {
  const code = letters.filter((text) => text.length >= shortestCode && text.length <= longestCode);

  it('gives every fast burst that ends with Enter, whatever capitals it takes', () => {
    fc.assert(
      fc.property(code, fc.array(gap, { minLength: 1 }), (text, gaps) => {
        const keys = typed(text, gaps).flatMap((key): WedgeKey[] =>
          /^[A-Z]$/.test(key.key) ? [{ ...key, key: 'Shift' }, key] : [key],
        );
        expect(codesOf(keys)).toEqual([text]);
      }),
    );
  });

  it('never takes a hand for a scanner: one slow key among the last six is enough', () => {
    fc.assert(
      fc.property(code, fc.nat(shortestCode - 1), slowGap, (text, place, slow) => {
        const gaps = [...text, 'Enter'].map((_, index) => (index === text.length - place ? slow : 5));
        expect(codesOf(typed(text, gaps))).toEqual([]);
      }),
    );
  });

  it('takes only the burst, not what was typed before it', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 20 }), code, (before, text) => {
        const byHand = before.map((key, index): WedgeKey => ({ key, atMs: index * 90, byHand: false }));
        expect(codesOf([...byHand, ...typed(text, [3], before.length * 90 + 90)])).toEqual([text]);
      }),
    );
  });

  it('is not disturbed for good by anything that comes before', () => {
    const noise = fc.record({
      key: fc.oneof(
        character,
        fc.constantFrom('Enter', 'Tab', 'Shift', 'F5', 'Dead', 'Backspace', '\u{1f4bf}'),
      ),
      atMs: fc.integer({ min: -50, max: 500 }),
      byHand: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 60 }), code, (keys, text) => {
        expect(codesOf([...keys, ...typed(text, [3], 1_000)]).at(-1)).toBe(text);
      }),
    );
  });

  it('lets short bursts, endless ones, chords and held keys pass', () => {
    expect(codesOf(typed('12345', [3]))).toEqual([]);
    expect(codesOf(typed('1'.repeat(longestCode + 1), [3]))).toEqual([]);
    expect(codesOf(typed('123456', [3]).map((key) => ({ ...key, byHand: true })))).toEqual([]);
    expect(codesOf(typed('      ', [3]))).toEqual([]);
  });
});

describe('a scanned code', () => {
  it('is a carrier unless it is a card, and is never lost', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const scan = readScan(text);
        if (scan.kind === 'carrier') expect(scan.code).toBe(text.trim());
      }),
    );
    expect(readScan('AR-0412')).toEqual({ kind: 'carrier', code: 'AR-0412' });
    expect(readScan('EJECTED-12')).toEqual({ kind: 'carrier', code: 'EJECTED-12' });
    expect(readScan('EJECT Z')).toEqual({ kind: 'carrier', code: 'EJECT Z' });
    expect(readScan('SHELF ')).toEqual({ kind: 'carrier', code: 'SHELF' });
  });

  it('of a card says what to do where', () => {
    expect(readScan('EJECT B')).toEqual({ kind: 'command', action: 'eject', tile: 1 });
    expect(readScan('start:h')).toEqual({ kind: 'command', action: 'start', tile: 7 });
    expect(readScan('GO QUEUE')).toEqual({ kind: 'screen', screen: 'queue' });
    expect(readScan('SHELF R3-B12')).toEqual({ kind: 'shelf', code: 'R3-B12' });
    expect(readScan('Regal: 7')).toEqual({ kind: 'shelf', code: '7' });
    expect(readScan('OP:mbauer')).toEqual({ kind: 'operator', code: 'mbauer' });
    for (const [tile, action] of cardActions.entries()) {
      expect(readScan(`${action} ${tileLetter(tile)}`)).toEqual({ kind: 'command', action, tile });
    }
  });

  it('goes to the newest listener of the dialog in front', () => {
    const registry = new ScanRegistry();
    const heard: string[] = [];
    const listen = (name: string, depth: number, used: boolean) =>
      registry.add({ depth, onScan: () => heard.push(name) > 0 && used });
    listen('frame', 0, true);
    const away = listen('screen', 0, false);
    listen('dialog', 1, true);
    const scan = readScan('AR-0412');
    expect(registry.offer(scan, 0)).toBe(true);
    expect(registry.offer(scan, 1)).toBe(true);
    expect(registry.offer(scan, 2)).toBe(false);
    away();
    registry.offer(scan, 0);
    expect(heard).toEqual(['screen', 'frame', 'dialog', 'frame']);
  });
});

describe('keys', () => {
  const press = (key: string, ...held: ('ctrl' | 'alt' | 'shift' | 'meta')[]) =>
    chordOf({
      key,
      ctrlKey: held.includes('ctrl'),
      altKey: held.includes('alt'),
      shiftKey: held.includes('shift'),
      metaKey: held.includes('meta'),
    });

  it('are written as people read them', () => {
    expect(press('k', 'ctrl')).toBe('Ctrl+K');
    expect(press('k', 'meta')).toBe('Ctrl+K');
    expect(press('?', 'shift')).toBe('?');
    expect(press('j')).toBe('J');
    expect(press('J', 'shift')).toBe('Shift+J');
    expect(press(' ')).toBe('Space');
    expect(press('Enter', 'ctrl')).toBe('Ctrl+Enter');
    expect(press('Control', 'ctrl')).toBeNull();
  });

  it('mean one command each, and bare ones are known as such', () => {
    const chords = commands.flatMap((command) => [...chordsOf[command]]);
    expect(new Set(chords).size).toBe(chords.length);
    for (const command of commands) {
      for (const chord of chordsOf[command]) expect(commandOf(chord)).toBe(command);
    }
    expect(chords.filter(isBare).sort()).toEqual(['/', '?', 'H', 'J', 'K', 'S', 'Space', 'X']);
  });

  it('reach the newest handler in front, and nobody behind a dialog', () => {
    const registry = new CommandRegistry();
    const run = () => undefined;
    registry.add({ command: 'start', depth: 0, run });
    const newer = { command: 'start', depth: 0, run } as const;
    const takeAway = registry.add(newer);
    expect(registry.find('start')).toBe(newer);
    const close = registry.openDialog();
    expect(registry.find('start')).toBeNull();
    close();
    takeAway();
    expect(registry.find('start')?.depth).toBe(0);
    expect(registry.find('eject')).toBeNull();
  });

  it('leave a key to the screen that has a use for it, whoever came first', () => {
    const registry = new CommandRegistry();
    const run = () => undefined;
    const screen = { command: 'nextException', depth: 0, run } as const;
    const takeAway = registry.add(screen);
    const everywhere = { command: 'nextException', depth: 0, isFallback: true, run } as const;
    registry.add(everywhere);
    expect(registry.find('nextException')).toBe(screen);
    takeAway();
    expect(registry.find('nextException')).toBe(everywhere);
    registry.openDialog();
    expect(registry.find('nextException')).toBeNull();
  });
});

describe('what the palette finds', () => {
  const entries = [
    { title: 'Settings', note: '' },
    { title: 'Letters 1993', note: 'Complete \u00b7 AR-0412' },
    { title: 'Queue', note: '' },
    { title: 'Größe Straße', note: '' },
    { title: 'Disk with letters', note: '' },
  ];

  it('has every word that was typed, titles that begin with them first', () => {
    const titles = (query: string) => rankEntries(entries, query).map(({ title }) => title);
    expect(titles('let')).toEqual(['Letters 1993', 'Disk with letters']);
    expect(titles('ar-04 letters')).toEqual(['Letters 1993']);
    expect(titles('grosse STRASSE')).toEqual(['Größe Straße']);
    expect(titles('')).toHaveLength(entries.length);
    expect(titles('nothing of the kind')).toEqual([]);
  });
});

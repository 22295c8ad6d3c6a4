/**
 * The one listener for keys of the whole page. It sees a key before any part of the screen does, tells a scanner from a
 * hand, and hands chords to whoever does their command.
 */
import { chordOf, isBare, isModifier } from './chords.ts';
import { commandOf } from './commands.ts';
import { readScan, type Scan } from './scan-codes.ts';
import { commandRegistry, scanRegistry } from './use-keys.tsx';
import { isBurst, longestGapMs, quietWedge, stepWedge, type WedgeState } from './wedge.ts';

export interface KeyListenerOptions {
  /** False: single letters do nothing by themselves (WCAG 2.1.4). */
  readonly letterKeys: () => boolean;
  /** Cards are obeyed whatever is on the screen. */
  readonly onCard: (card: Extract<Scan, { kind: 'command' | 'screen' }>) => void;
  /** A code nobody on the screen wanted. */
  readonly onUnusedScan: (scan: Scan) => void;
}

/** A field of one line, and what it held before a scanner may have typed into it. */
interface TypedInto {
  readonly field: HTMLInputElement;
  readonly before: string;
}

/** @returns what ends listening */
export function listenForKeys(options: KeyListenerOptions): () => void {
  let wedge: WedgeState = quietWedge;
  let typedInto: TypedInto | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || isManyLined(event.target)) {
      wedge = quietWedge;
      return;
    }
    if (!isModifier(event.key)) clearTimeout(waiting);
    const field = fieldOf(event.target);
    const byHand = event.ctrlKey || event.altKey || event.metaKey || event.repeat;
    const { state, code } = stepWedge(wedge, { key: event.key, atMs: event.timeStamp, byHand });
    if (state.text.length === 1) typedInto = field && { field, before: field.value };
    wedge = state;
    if (code !== null) {
      if (takeScan(readScan(code), typedInto, options)) swallow(event);
      return;
    }
    if (isBurst(wedge) && !isModifier(event.key)) {
      // No list jumps and no button is pressed by the letters of a barcode.
      if (!field) swallow(event);
      return;
    }
    const chord = chordOf(event);
    if (chord === null || (isBare(chord) && (field || !options.letterKeys()))) return;
    if (isBare(chord) && isOperable(event.target, chord)) return;
    const command = commandOf(chord);
    // What is typed is taken back by the field itself.
    if (command === 'undo' && field) return;
    const handler = command && commandRegistry.find(command);
    if (!handler) return;
    if (!isBare(chord)) {
      swallow(event);
      handler.run();
      return;
    }
    // A page that scrolls on Space would do so before it is known who typed.
    event.preventDefault();
    waiting = setTimeout(handler.run, longestGapMs + 5);
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    clearTimeout(waiting);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

/** @returns false when the text shall stay where it was typed, and Enter shall do what it does there */
function takeScan(scan: Scan, typedInto: TypedInto | null, options: KeyListenerOptions): boolean {
  const isCard = scan.kind === 'command' || scan.kind === 'screen';
  const used = isCard || scanRegistry.offer(scan, commandRegistry.depth);
  if (used && typedInto) putBack(typedInto);
  if (isCard) options.onCard(scan);
  if (used) return true;
  // A dialog is no place to be led away from; what was typed into a field belongs there.
  if (typedInto || commandRegistry.depth > 0) return typedInto === null;
  options.onUnusedScan(scan);
  return true;
}

/** As if a person had typed it, so that React hears of it. */
function putBack({ field, before }: TypedInto): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, before);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

const textTypes = new Set(['text', 'search', 'url', 'tel', 'email', 'password', 'number']);

function fieldOf(target: EventTarget | null): HTMLInputElement | null {
  return target instanceof HTMLInputElement && textTypes.has(target.type) ? target : null;
}

function isManyLined(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}

/** Space presses a button and letters move in a list: what has the focus comes first. */
function isOperable(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return false;
  if (chord === 'Space')
    return target.closest('button, a, summary, select, [role]:not([role="row"])') !== null;
  return target.closest('select, [role="listbox"], [role="menu"], [role="combobox"]') !== null;
}

/** Commands to the reader thread, which looks at them between two reads. */
const running = 0;
const paused = 1;
const parked = 2;
const accepted = 3;

export type ControlMemory = SharedArrayBuffer;

export function createControl(): ControlMemory {
  return new SharedArrayBuffer(8);
}

function set(memory: ControlMemory, value: number): void {
  const cell = new Int32Array(memory);
  // Parking is final, as is accepting: a late "continue" does not undo it.
  if (Atomics.load(cell, 0) === parked) return;
  if (Atomics.load(cell, 0) === accepted && value !== parked) return;
  Atomics.store(cell, 0, value);
  Atomics.notify(cell, 0);
}

export const pause = (memory: ControlMemory) => set(memory, paused);
export const unpause = (memory: ControlMemory) => set(memory, running);
export const park = (memory: ControlMemory) => set(memory, parked);

/** Ends reading as if all passes had: what is unread stays so, and the results are made. */
export const accept = (memory: ControlMemory) => set(memory, accepted);

export function isAccepted(memory: ControlMemory): boolean {
  return Atomics.load(new Int32Array(memory), 0) === accepted;
}

export function isPaused(memory: ControlMemory): boolean {
  return Atomics.load(new Int32Array(memory), 0) === paused;
}

/** Blocks while paused; false when reading must end. */
export function mayGoOn(memory: ControlMemory): boolean {
  const cell = new Int32Array(memory);
  while (Atomics.load(cell, 0) === paused) Atomics.wait(cell, 0, paused);
  return Atomics.load(cell, 0) !== parked;
}

/** Says that a message with a wish lies ready for the reader thread, which looks for messages only then. */
export function announceWish(memory: ControlMemory): void {
  Atomics.add(new Int32Array(memory), 1, 1);
}

/** True once for all wishes announced since it was last asked. */
export function hasWish(memory: ControlMemory): boolean {
  const cells = new Int32Array(memory);
  return Atomics.load(cells, 1) > 0 && Atomics.exchange(cells, 1, 0) > 0;
}

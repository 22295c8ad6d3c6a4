/**
 * Memory direct I/O accepts. Node's own buffers start anywhere; the memory of a WebAssembly instance starts on a page of
 * the system, and reads go into it without a copy.
 */
const wasmPageBytes = 65_536;

/** Zeroed memory of exactly `bytes`, starting on a page boundary. Sub-arrays at sector multiples stay usable. */
export function allocateAligned(bytes: number): Uint8Array {
  const memory = new WebAssembly.Memory({ initial: wasmPages(bytes) });
  return new Uint8Array(memory.buffer, 0, bytes);
}

/** The same, shared between threads. */
export function allocateAlignedShared(bytes: number): Uint8Array<SharedArrayBuffer> {
  const pages = wasmPages(bytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return new Uint8Array(memory.buffer as unknown as SharedArrayBuffer, 0, bytes);
}

function wasmPages(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / wasmPageBytes));
}

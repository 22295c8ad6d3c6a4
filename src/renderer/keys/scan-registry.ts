/** Who wants to hear of scanned codes. The newest listener is asked first, and only those of the dialog in front. */
import type { Scan } from './scan-codes.ts';

export interface ScanListener {
  readonly depth: number;
  /** @returns true when the code was used; then nobody else hears of it */
  readonly onScan: (scan: Scan) => boolean;
}

export class ScanRegistry {
  private readonly listeners: ScanListener[] = [];

  add(listener: ScanListener): () => void {
    this.listeners.push(listener);
    return () => {
      const at = this.listeners.indexOf(listener);
      if (at >= 0) this.listeners.splice(at, 1);
    };
  }

  /** @returns whether somebody used the code */
  offer(scan: Scan, depth: number): boolean {
    return this.listeners
      .filter((listener) => listener.depth === depth)
      .reverse()
      .some((listener) => listener.onScan(scan));
  }
}

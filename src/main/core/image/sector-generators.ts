/** Makes whole sectors of user data. The sector already holds user data (and subheader, Mode 2) where it belongs. */
export interface SectorGenerators {
  /** Sync, header, EDC, zeros and ECC around bytes 16 to 2063 (ECMA-130 clause 14). */
  generateMode1(sector: Uint8Array, lba: number): void;
  /** Sync, header, EDC and ECC around subheader and user data, bytes 16 to 2071. */
  generateMode2Form1(sector: Uint8Array, lba: number): void;
  /** Sync, header and EDC around subheader and user data, bytes 16 to 2347. */
  generateMode2Form2(sector: Uint8Array, lba: number): void;
}

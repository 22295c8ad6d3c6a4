/**
 * Where the samples of the disc lie in what a drive returns. A read offset of +30 (AccurateRip's sign) means that the
 * drive delivers sample s - 30 of the disc where s was asked for; so sample s of the disc is found at s + 30.
 * Data sectors are found by their sync pattern and are never shifted.
 */
const samplesPerSector = 588;
const bytesPerSample = 4;
const sectorBytes = samplesPerSector * bytesPerSample;

/** Sectors to ask the drive for so that they hold the samples of disc sectors `lba` to `lba + count - 1`. */
export function driveSectorsFor(
  lba: number,
  count: number,
  readOffset: number,
): { readonly lba: number; readonly count: number } {
  const first = Math.floor((lba * samplesPerSector + readOffset) / samplesPerSector);
  const last = Math.floor(((lba + count) * samplesPerSector - 1 + readOffset) / samplesPerSector);
  return { lba: first, count: last - first + 1 };
}

/** Bytes from the start of drive sector `driveLba` to the first sample of disc sector `lba`. */
export function offsetInDriveData(lba: number, driveLba: number, readOffset: number): number {
  return (lba - driveLba) * sectorBytes + readOffset * bytesPerSample;
}

/**
 * Sectors of a CD through READ CD: raw, in the disc's own place (read offset applied), with C2 and subchannel, each
 * judged by what it says of itself. One reader belongs to one run on one drive.
 */

import type { Pass } from '../../../shared/model/job.ts';
import type { C2OfRead, MmcCommand, ReadFault, ReadResult } from '../ports.ts';
import { driveSectorsFor, offsetInDriveData } from './audio-offset.ts';
import { c2Bytes, c2MarkOf, c2NotKnown, countFlagged, isC2Clean, isFlagged } from './c2-pointers.ts';
import { readCd } from './cdb/read-commands.ts';
import { correctSector } from './correct-sector.ts';
import { areaAt, type DiscArea } from './disc-areas.ts';
import { readFaultOf } from './drive-fault.ts';
import { DriveTactics } from './drive-tactics.ts';
import {
  edgeSectorsOf,
  joinMissing,
  type MissingSamples,
  readEdgeAsAudio,
  samplesOfEdge,
} from './edge-sectors.ts';
import { Hangs } from './hangs.ts';
import type { MmcDrive } from './mmc-drive.ts';
import { c2Offset, type ReadForm, selectionOf, subchannelOffset } from './read-form.ts';
import { checkSector, checkSectors } from './sector.ts';
import { sectorBytes } from './sector-layout.ts';
import { failureBits, isGood, isProven, kindOfVerdict } from './sector-verdict.ts';
import { SectorVotes } from './sector-votes.ts';
import { deinterleaveSubchannel, subchannelBytes } from './subchannel.ts';
import { withoutCorrection } from './uncorrected-read.ts';

const readTimeoutMs = 30_000;
/** Readings of one sector in one retry pass, as long as something comes. */
const readingsPerVisit = 4;
const failuresPerVisit = 2;
/** Sectors whose readings are remembered from one retry pass to the next. */
const rememberedVotes = 256;

export interface DiscReaderOptions {
  readonly drive: MmcDrive;
  readonly areas: readonly DiscArea[];
  readonly form: ReadForm;
  /** Samples, AccurateRip's sign. */
  readonly readOffset: number;
  /** Largest request. */
  readonly maxSectors: number;
  /** What the drive was told to turn at, as a multiple of single speed; null: what it likes. */
  readonly speed: number | null;
}

/** Drive sectors side by side, taken apart into their channels. */
interface Window {
  readonly main: Uint8Array;
  /** 294 bytes a sector without gaps, so that a bit has the index its byte has in `main`. */
  readonly c2: Uint8Array;
  readonly subchannel: Uint8Array;
}

export class DiscReader {
  readonly #drive: MmcDrive;
  readonly #areas: readonly DiscArea[];
  readonly #form: ReadForm;
  readonly #readOffset: number;
  readonly #blocks: Uint8Array;
  /** Sectors of one command; less once the drive has shown that it cuts long transfers short. */
  #blockCapacity: number;
  readonly #window: Window;
  readonly #flags: Uint8Array;
  readonly #subchannel: Uint8Array;
  /** The pointers of the window, 32 at a time. */
  readonly #c2Words: Uint32Array;
  readonly #c2Marks: Uint16Array;
  /** Of a sector that is read again: what the first reading that came said. */
  #firstC2Mark: number | null = null;
  readonly #tactics: DriveTactics;
  readonly #votes = new Map<number, SectorVotes>();
  /** Sectors just outside of an area, of which a read offset wants samples; null where the drive does not reach. */
  readonly #edges = new Map<number, Window | null>();
  /** Those of them that came without C2, or did not come. */
  readonly #edgesWithoutC2 = new Set<number>();
  /** The last drive sector of the window, which the next read begins with where an offset makes reads overlap. */
  #tailLba: number | null = null;
  readonly #tail: Window = windowOf(1);
  readonly #hangs: Hangs;
  /** The read under way is one of a sweep: what follows it will be asked for next. */
  #readsOn = false;

  constructor({ drive, areas, form, readOffset, maxSectors, speed }: DiscReaderOptions) {
    this.#drive = drive;
    this.#hangs = new Hangs(drive);
    this.#areas = areas;
    this.#form = form;
    this.#readOffset = readOffset;
    // Samples of up to ten sectors around may be wanted for an offset.
    const margin = 2 + Math.ceil(Math.abs(readOffset) / 588);
    this.#blockCapacity = Math.max(1, Math.floor(drive.transport.maxTransferBytes / form.blockBytes));
    this.#blocks = drive.allocate(Math.min(this.#blockCapacity, maxSectors + margin) * form.blockBytes);
    this.#window = windowOf(maxSectors + margin);
    this.#flags = new Uint8Array(maxSectors);
    this.#subchannel = new Uint8Array(maxSectors * subchannelBytes);
    const { c2 } = this.#window;
    this.#c2Words = new Uint32Array(c2.buffer, c2.byteOffset, c2.length >> 2);
    this.#c2Marks = new Uint16Array(maxSectors);
    this.#tactics = new DriveTactics(drive, areas, speed);
  }

  get hasSubchannel(): boolean {
    return this.#form.subchannel !== 'none';
  }

  get hasC2(): boolean {
    return this.#form.c2 !== 'none';
  }

  /** Of the last read; only what came is right. */
  get c2(): C2OfRead {
    const kept = this.#c2Marks;
    return { first: this.#firstC2Mark === null ? kept : Uint16Array.of(this.#firstC2Mark), kept };
  }

  /** Whether the drive takes the command to forget what it holds; null as long as nothing was read again. */
  get dropsCache(): boolean | null {
    return this.#tactics.dropsCache;
  }

  /** P to W of the sectors of the last read. */
  get subchannel(): Uint8Array {
    return this.#subchannel;
  }

  /** Tries the sectors around the audio areas that the read offset needs. @returns samples that stay out of reach */
  reachEdges(): MissingSamples[] {
    const missing: MissingSamples[] = [];
    for (const area of this.#areas) {
      for (const lba of edgeSectorsOf(area, this.#readOffset)) {
        const reason = this.#reachEdge(area, lba);
        if (reason !== null) missing.push({ area, ...samplesOfEdge(area, lba, this.#readOffset), reason });
      }
    }
    return joinMissing(missing);
  }

  read(lba: number, count: number, into: Uint8Array, pass: Pass): ReadResult {
    this.#readsOn = pass.direction === 'forward' && count > 1;
    this.#firstC2Mark = null;
    if (pass.name === 'retry') return this.#readAgain(lba, into, pass);
    this.#tactics.fullSpeed();
    return this.#readOnce(lba, count, into);
  }

  #readOnce(lba: number, count: number, into: Uint8Array): ReadResult {
    const doubtful: number[] = [];
    let done = 0;
    while (done < count) {
      const area = areaAt(this.#areas, lba + done);
      if (area === null)
        return { goodSectors: done, doubtful, fault: { kind: 'medium', system: 'between two sessions' } };
      const part = Math.min(count - done, area.endLba - (lba + done));
      const read = area.kind === 'data' ? this.#readData : this.#readAudio;
      const { goodSectors, fault } = read.call(this, area, lba + done, part, into, done);
      for (let index = 0; index < goodSectors; index++)
        if (this.#flags[done + index] !== 0) doubtful.push(lba + done + index);
      done += goodSectors;
      if (fault) return { goodSectors: done, doubtful, fault };
    }
    return { goodSectors: done, doubtful, fault: null };
  }

  #readData(_area: DiscArea, lba: number, count: number, into: Uint8Array, at: number): ReadResult {
    // Data lie where they are asked for, whatever the read offset: they need no window to be cut from.
    const main = into.subarray(at * sectorBytes);
    const { goodSectors, fault } = this.#fill(lba, count, 'data', 0, main);
    this.#subchannel.set(
      this.#window.subchannel.subarray(0, goodSectors * subchannelBytes),
      at * subchannelBytes,
    );
    const verdicts = this.#flags.subarray(at, at + goodSectors);
    checkSectors(main, goodSectors, lba, verdicts);
    for (const [index, verdict] of verdicts.entries()) {
      const isBelievable =
        isProven(verdict) ||
        (isGood(verdict) && kindOfVerdict(verdict) !== 'audio-like' && this.#isC2CleanAt(index));
      verdicts[index] = isBelievable ? 0 : 1;
    }
    this.#markC2(at, goodSectors, 0);
    return { goodSectors, fault };
  }

  #readAudio(area: DiscArea, lba: number, count: number, into: Uint8Array, at: number): ReadResult {
    const wanted = driveSectorsFor(lba, count, this.#readOffset);
    const first = Math.min(wanted.lba, lba);
    const end = Math.max(wanted.lba + wanted.count, lba + count);
    const { available, missing, fault } = this.#fillAround(area, first, end);
    let goodSectors = 0;
    while (goodSectors < count && this.#lastNeeded(lba + goodSectors) < first + available) goodSectors++;
    const start = offsetInDriveData(lba, first, this.#readOffset);
    const { main, c2, subchannel } = this.#window;
    into.set(main.subarray(start, start + goodSectors * sectorBytes), at * sectorBytes);
    const own = (lba - first) * subchannelBytes;
    this.#subchannel.set(subchannel.subarray(own, own + goodSectors * subchannelBytes), at * subchannelBytes);
    for (let index = 0; index < goodSectors; index++) {
      const isClean = isC2Clean(c2, start + index * sectorBytes, sectorBytes);
      const isWhole = missing.length === 0 || !this.#needsAny(lba + index, missing);
      this.#flags[at + index] = isClean && isWhole ? 0 : 1;
    }
    this.#markC2(at, goodSectors, start);
    for (let index = 0; this.#edgesWithoutC2.size > 0 && index < goodSectors; index++)
      if (this.#needsAny(lba + index, [...this.#edgesWithoutC2])) this.#c2Marks[at + index] = c2NotKnown;
    return { goodSectors, fault };
  }

  /** @param start where in the window the first of the sectors begins, in bytes of the main channel */
  #markC2(at: number, sectors: number, start: number): void {
    if (!this.hasC2 || sectors === 0) return;
    const { c2 } = this.#window;
    if (this.#isSilent(start, sectors * sectorBytes)) {
      this.#c2Marks.fill(c2MarkOf(0), at, at + sectors);
      return;
    }
    for (let index = 0; index < sectors; index++)
      this.#c2Marks[at + index] = c2MarkOf(countFlagged(c2, start + index * sectorBytes, sectorBytes));
  }

  /** True only where C2 flags nothing there; by words, for it is asked of every sector of a disc. */
  #isSilent(start: number, bytes: number): boolean {
    const last = (start + bytes - 1) >>> 5;
    if (last >= this.#c2Words.length) return false;
    for (let word = start >>> 5; word <= last; word++) if (this.#c2Words[word] !== 0) return false;
    return true;
  }

  /** For sectors without an EDC of their own (Mode 0, formless Mode 2, Form 2 with none), C2 is all there is. */
  #isC2CleanAt(index: number): boolean {
    return isC2Clean(this.#window.c2, index * sectorBytes, sectorBytes);
  }

  #lastNeeded(lba: number): number {
    const { lba: first, count } = driveSectorsFor(lba, 1, this.#readOffset);
    return Math.max(first + count - 1, lba);
  }

  #needsAny(lba: number, missing: readonly number[]): boolean {
    const { lba: first, count } = driveSectorsFor(lba, 1, this.#readOffset);
    return missing.some((absent) => absent >= first && absent < first + count);
  }

  /**
   * Brings drive sectors `first` to `end - 1` into the window. Where the drive does not reach outside of the area, zeros
   * stand in their place and they are named as missing.
   * @returns how many from `first` on are there
   */
  #fillAround(
    area: DiscArea,
    first: number,
    end: number,
  ): { available: number; missing: readonly number[]; fault: ReadFault | null } {
    const missing: number[] = [];
    const insideFrom = Math.max(first, area.startLba);
    const insideEnd = Math.min(end, area.endLba);
    for (let lba = first; lba < insideFrom; lba++) this.#placeEdge(area, lba, lba - first, missing);
    let from = insideFrom;
    if (this.#tailLba === from && from < insideEnd) {
      place(this.#tail, this.#window, from - first);
      from++;
    }
    const { goodSectors, fault } = this.#fill(from, insideEnd - from, 'audio', from - first);
    if (fault) {
      this.#tailLba = null;
      return { available: from + goodSectors - first, missing, fault };
    }
    this.#keepTail(insideEnd - 1, insideEnd - 1 - first);
    for (let lba = insideEnd; lba < end; lba++) this.#placeEdge(area, lba, lba - first, missing);
    return { available: end - first, missing, fault: null };
  }

  #keepTail(lba: number, index: number): void {
    this.#tailLba = this.#readOffset === 0 ? null : lba;
    if (this.#tailLba === null) return;
    const { main, c2, subchannel } = this.#window;
    this.#tail.main.set(main.subarray(index * sectorBytes, (index + 1) * sectorBytes));
    this.#tail.c2.set(c2.subarray(index * c2Bytes, (index + 1) * c2Bytes));
    this.#tail.subchannel.set(subchannel.subarray(index * subchannelBytes, (index + 1) * subchannelBytes));
  }

  #placeEdge(area: DiscArea, lba: number, index: number, missing: number[]): void {
    if (!this.#edges.has(lba)) this.#reachEdge(area, lba, index);
    const edge = this.#edges.get(lba) ?? null;
    if (edge === null) missing.push(lba);
    place(edge ?? nothing, this.#window, index);
  }

  /** @returns why the drive does not reach there; null when it does. The window at `index` is overwritten */
  #reachEdge(area: DiscArea, lba: number, index = 0): string | null {
    const { goodSectors, fault } = this.#fill(lba, 1, 'audio', index);
    if (goodSectors === 1) {
      this.#edges.set(lba, copyOf(this.#window, index));
      this.#edgesWithoutC2.delete(lba);
      return null;
    }
    this.#edgesWithoutC2.add(lba);
    const insideLba = lba < area.startLba ? area.startLba : area.endLba - 1;
    const isOutside = lba < 0 || lba >= this.#areas.at(-1)!.endLba;
    const other = isOutside ? null : this.#readEdgeAsAudio(lba, insideLba, index);
    this.#edges.set(lba, other);
    return other ? null : (fault?.system ?? 'nothing came');
  }

  /** Beside data, and between sessions. */
  #readEdgeAsAudio(lba: number, insideLba: number, index: number): Window | null {
    if (this.#fill(insideLba, 1, 'audio', index).goodSectors === 0) return null;
    const inside = this.#window.main.slice(index * sectorBytes, (index + 1) * sectorBytes);
    const main = readEdgeAsAudio(this.#drive, lba, insideLba, inside);
    return main && { ...windowOf(1), main };
  }

  /** Reads drive sectors into the window from sector `index` on, in as many commands as the transport needs. */
  #fill(
    lba: number,
    count: number,
    kind: DiscArea['kind'],
    index: number,
    main = this.#window.main,
  ): ReadResult {
    let done = 0;
    while (done < count) {
      const part = this.#partOf(count - done);
      const following = this.#partOf(count - done - part || count);
      const { goodSectors, fault, isCutShort } = this.#command(lba + done, part, kind, following);
      this.#takeApart(goodSectors, index + done, main);
      done += goodSectors;
      if (isCutShort && part > 1) this.#blockCapacity = Math.max(1, part >> 1);
      else if (fault) return { goodSectors: done, fault };
    }
    return { goodSectors: done, fault: null };
  }

  /** Commands of like size: a drive that would be left with a crumb does as much for it as for a whole one. */
  #partOf(sectors: number): number {
    return Math.ceil(sectors / Math.ceil(sectors / this.#blockCapacity));
  }

  /** @param following how many sectors the next command will ask for, where the reading goes on */
  #command(
    lba: number,
    count: number,
    kind: DiscArea['kind'],
    following: number,
  ): ReadResult & { isCutShort?: boolean } {
    const { blockBytes } = this.#form;
    const wanted = count * blockBytes;
    const { transferredBytes, fault } = this.#drive.read(
      readCd(lba, count, selectionOf(this.#form, kind)),
      this.#blocks.subarray(0, wanted),
      readTimeoutMs,
      this.#nextOf(lba, count, kind, following),
    );
    if (fault?.kind === 'timeout') return { goodSectors: 0, fault: this.#hangs.fault(fault.system) };
    // What came before an error is not believed: the sectors are asked for again in smaller pieces.
    if (fault) return { goodSectors: 0, fault: readFaultOf(fault) };
    this.#hangs.end();
    const came = Math.floor(transferredBytes / blockBytes);
    const filled = this.#filledSectors(Math.min(count, came));
    if (filled < Math.min(count, came))
      return { goodSectors: filled, fault: { kind: 'medium', system: 'zeros came in all channels' } };
    if (came >= count) return { goodSectors: count, fault: null };
    const system = `short transfer: ${transferredBytes} of ${wanted} bytes came`;
    return { goodSectors: came, fault: { kind: 'medium', system }, isCutShort: true };
  }

  #nextOf(lba: number, count: number, kind: DiscArea['kind'], following: number): MmcCommand['next'] {
    const endLba = this.#readsOn ? (areaAt(this.#areas, lba)?.endLba ?? 0) : 0;
    const nextLba = lba + count;
    const sectors = Math.min(following, endLba - nextLba);
    if (sectors <= 0) return undefined;
    const dataBytes = sectors * this.#form.blockBytes;
    return { cdb: readCd(nextLba, sectors, selectionOf(this.#form, kind)), dataBytes };
  }

  /**
   * Sectors before the first that is nothing but zeros, subchannel and all: a drive that lost its way says GOOD to that.
   * Silence has a Q, whose CRC is never zero.
   */
  #filledSectors(count: number): number {
    const { blockBytes } = this.#form;
    if (!this.hasSubchannel) return count;
    for (let sector = 0; sector < count; sector++) {
      const from = sector * blockBytes;
      const subchannel = from + subchannelOffset(this.#form);
      if (isZero(this.#blocks, subchannel, subchannelBytes) && isZero(this.#blocks, from, sectorBytes))
        return sector;
    }
    return count;
  }

  #takeApart(count: number, index: number, main: Uint8Array): void {
    const { blockBytes, c2 } = this.#form;
    const window = this.#window;
    for (let sector = 0; sector < count; sector++) {
      const from = sector * blockBytes;
      const to = index + sector;
      main.set(this.#blocks.subarray(from, from + sectorBytes), to * sectorBytes);
      if (c2 !== 'none') {
        const pointers =
          from + c2Offset(this.#form) + pointersIn296(this.#blocks, from + c2Offset(this.#form), c2);
        window.c2.set(this.#blocks.subarray(pointers, pointers + c2Bytes), to * c2Bytes);
      }
      if (this.hasSubchannel) {
        deinterleaveSubchannel(
          this.#blocks,
          from + subchannelOffset(this.#form),
          window.subchannel,
          to * subchannelBytes,
        );
      }
    }
  }

  /** One sector, from the disc and not from the drive's memory, as often as it takes and does the disc no harm. */
  #readAgain(lba: number, into: Uint8Array, pass: Pass): ReadResult {
    const area = areaAt(this.#areas, lba);
    if (area?.kind === 'data') return this.#readDataAgain(lba, into, pass);
    const votes = this.#votesOn(lba);
    let failures = 0;
    let fault: ReadFault | null = null;
    for (let reading = 1; reading <= readingsPerVisit && failures < failuresPerVisit; reading++) {
      const result = this.#freshly(lba, into, pass, reading);
      if (result.goodSectors === 0) {
        fault = result.fault;
        if (fault?.kind !== 'medium') return result;
        failures++;
        continue;
      }
      votes.add(into.subarray(0, sectorBytes), this.#flaggedBytes(lba));
      const settled = votes.settled();
      if (settled === null) continue;
      into.set(settled);
      // Each of its bytes came unflagged twice and more.
      if (this.hasC2) this.#c2Marks[0] = c2MarkOf(0);
      this.#votes.delete(lba);
      return { goodSectors: 1, fault: null };
    }
    if (votes.readings > 0) return { goodSectors: 1, doubtful: [lba], fault: null };
    return { goodSectors: 0, fault };
  }

  /** EDC settles data at once, in what the drive gives or in what parity makes of it. */
  #readDataAgain(lba: number, into: Uint8Array, pass: Pass): ReadResult {
    let fault: ReadFault | null = null;
    let inDoubt: Uint8Array | null = null;
    let c2InDoubt = c2NotKnown;
    for (let reading = 1; reading <= failuresPerVisit; reading++) {
      const result = this.#freshly(lba, into, pass, reading);
      if (result.fault && result.fault.kind !== 'medium') return result;
      fault = result.fault;
      if (fault) continue;
      if (!result.doubtful?.length) return result;
      inDoubt = into.slice(0, sectorBytes);
      c2InDoubt = this.#c2Marks[0]!;
      const changedBytes = this.#correct(lba, into);
      if (changedBytes !== null) return { goodSectors: 1, rebuilt: [{ lba, changedBytes }], fault: null };
    }
    const last = fault && this.#readUncorrected(lba, into, fault);
    if (last && (last.goodSectors === 1 || inDoubt === null)) return last;
    if (inDoubt) {
      into.set(inDoubt);
      this.#c2Marks[0] = c2InDoubt;
    }
    return { goodSectors: 1, doubtful: [lba], fault: null };
  }

  /** A sector the drive cannot correct, as it lies on the disc: parity with C2 to point at the errors may do better. */
  #readUncorrected(lba: number, into: Uint8Array, fault: ReadFault): ReadResult {
    // What a drive flags that was told not to correct is no reading like others.
    this.#firstC2Mark ??= c2NotKnown;
    const result = withoutCorrection(this.#drive, () => this.#readOnce(lba, 1, into));
    if (result === null) return { goodSectors: 0, fault };
    if (result.fault || !result.doubtful?.length) return result;
    const changedBytes = this.#correct(lba, into);
    if (changedBytes !== null) return { goodSectors: 1, rebuilt: [{ lba, changedBytes }], fault: null };
    // A drive that was told not to stop may hand over anything: without an address of its own it is no sector.
    return isAddressed(into, lba) ? result : { goodSectors: 0, fault };
  }

  /** @returns how many bytes of the data sector just read were changed to make it right; null when parity does not reach */
  #correct(lba: number, into: Uint8Array): number | null {
    const sector = into.slice(0, sectorBytes);
    const { outcome, changedOffsets } = correctSector(sector, this.#flaggedOffsets());
    if (outcome !== 'corrected' || !isProven(checkSector(sector, 0, lba))) return null;
    into.set(sector);
    return changedOffsets.length;
  }

  #flaggedOffsets(): number[] {
    const { c2 } = this.#window;
    return Array.from({ length: sectorBytes }, (_, index) => index).filter((index) => isFlagged(c2, index));
  }

  #freshly(lba: number, into: Uint8Array, pass: Pass, reading: number): ReadResult {
    this.#tailLba = null;
    this.#edges.clear();
    this.#edgesWithoutC2.clear();
    this.#tactics.approach(lba, pass.number, reading);
    const result = this.#readOnce(lba, 1, into);
    if (result.goodSectors === 1) this.#firstC2Mark ??= this.#c2Marks[0]!;
    return result;
  }

  /** After a read of one audio sector: which of its bytes C2 flags, or no drive reached. */
  #flaggedBytes(lba: number): (index: number) => boolean {
    const { lba: first } = driveSectorsFor(lba, 1, this.#readOffset);
    const start = offsetInDriveData(lba, Math.min(first, lba), this.#readOffset);
    const { c2 } = this.#window;
    const isMissing = (index: number) => {
      const driveLba = Math.min(first, lba) + Math.floor((start + index) / sectorBytes);
      return this.#edges.get(driveLba) === null;
    };
    return (index) => isFlagged(c2, start + index) || isMissing(index);
  }

  #votesOn(lba: number): SectorVotes {
    const present = this.#votes.get(lba) ?? new SectorVotes(sectorBytes);
    this.#votes.delete(lba);
    this.#votes.set(lba, present);
    if (this.#votes.size > rememberedVotes) this.#votes.delete(this.#votes.keys().next().value!);
    return present;
  }
}

function windowOf(sectors: number): Window {
  return {
    main: new Uint8Array(sectors * sectorBytes),
    c2: new Uint8Array(sectors * c2Bytes),
    subchannel: new Uint8Array(sectors * subchannelBytes),
  };
}

function isAddressed(sector: Uint8Array, lba: number): boolean {
  const verdict = checkSector(sector, 0, lba);
  return kindOfVerdict(verdict) !== 'audio-like' && (verdict & failureBits.address) === 0;
}

const nothing = windowOf(1);

function copyOf({ main, c2, subchannel }: Window, index: number): Window {
  return {
    main: main.slice(index * sectorBytes, (index + 1) * sectorBytes),
    c2: c2.slice(index * c2Bytes, (index + 1) * c2Bytes),
    subchannel: subchannel.slice(index * subchannelBytes, (index + 1) * subchannelBytes),
  };
}

function isZero(bytes: Uint8Array, from: number, length: number): boolean {
  for (let index = from; index < from + length; index++) if (bytes[index] !== 0) return false;
  return true;
}

function place(from: Window, to: Window, index: number): void {
  to.main.set(from.main, index * sectorBytes);
  to.c2.set(from.c2, index * c2Bytes);
  to.subchannel.set(from.subchannel, index * subchannelBytes);
}

/**
 * Of the 296-byte form: where its 294 pointers begin. The standard puts the block error byte (the OR of all pointers) and a
 * pad in front, some drives behind.
 */
function pointersIn296(blocks: Uint8Array, at: number, form: 294 | 296): 0 | 2 {
  if (form === 294) return 0;
  let or = 0;
  for (let index = at + 2; index < at + form; index++) or |= blocks[index]!;
  return blocks[at] === or && blocks[at + 1] === 0 && or !== 0 ? 2 : 0;
}

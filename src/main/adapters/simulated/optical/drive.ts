/** The drive between two commands: what it remembers, and what befalls every read of the medium. */
import type { Behaviour } from '../behaviour.ts';
import { concernsAny, type FailRule, type Rules, ruleFor, rulesOf } from '../rules.ts';
import type { Disc } from './disc.ts';
import {
  becomingReady,
  type Check,
  check,
  discGone,
  noDisc,
  senseBytes,
  trayOpen,
  wasReset,
} from './outcome.ts';

/** What this drive can do and how fast, with every key of the behaviour filled in. */
export interface Traits {
  readonly readOffsetSamples: number;
  readonly readsLeadIn: boolean;
  readonly readsLeadOut: boolean;
  readonly checksEdc: boolean;
  readonly hasC2: boolean;
  readonly isC2BlockFirst: boolean;
  readonly hasSubchannel: boolean;
  readonly hasRw: boolean;
  readonly readsCdText: boolean;
  readonly hasPlextorRead: boolean;
  readonly saysGapIsOutOfRange: boolean;
  readonly pauseEndsAtOne: boolean;
  readonly maxSpeed: number;
  readonly isXa: boolean | null;
  readonly cacheSectors: number;
  readonly commandMs: number;
  readonly seekMs: number;
  readonly sectorMs: number;
  readonly yankAtRead: number;
  readonly hangAtRead: number;
  readonly hangMs: number;
  readonly resetAtRead: number;
  readonly notReadyAnswers: number;
}

const never = 0;
const sectorsPerSecondAtSpeed1 = 75;
const defaultMaxSpeed = 48;

export function traitsOf(behaviour: Behaviour): Traits {
  return {
    readOffsetSamples: behaviour.read_offset ?? 0,
    readsLeadIn: Boolean(behaviour.overread_leadin),
    readsLeadOut: Boolean(behaviour.overread_leadout),
    checksEdc: Boolean(behaviour.check_edc ?? true),
    hasC2: Boolean(behaviour.c2 ?? true),
    isC2BlockFirst: Boolean(behaviour.c2_block_first),
    hasSubchannel: Boolean(behaviour.subchannel ?? true),
    hasRw: Boolean(behaviour.rw ?? true),
    readsCdText: Boolean(behaviour.cdtext_read ?? true),
    hasPlextorRead: Boolean(behaviour.plextor_d8 ?? true),
    saysGapIsOutOfRange: Boolean(behaviour.session_gap_05_21),
    pauseEndsAtOne: Boolean(behaviour.q_pregap_to_1),
    maxSpeed: behaviour.max_speed ?? defaultMaxSpeed,
    isXa: behaviour.xa === undefined ? null : Boolean(behaviour.xa),
    cacheSectors: behaviour.cache_sectors ?? 0,
    commandMs: behaviour.cmd_ms ?? 0,
    seekMs: behaviour.seek_ms ?? 0,
    sectorMs: behaviour.speed ? 1000 / (sectorsPerSecondAtSpeed1 * behaviour.speed) : 0,
    yankAtRead: behaviour.yank_at_read ?? never,
    hangAtRead: behaviour.hang_at_read ?? never,
    hangMs: behaviour.hang_ms ?? 0,
    resetAtRead: behaviour.reset_at_read ?? never,
    notReadyAnswers: behaviour.becoming_ready ?? 0,
  };
}

/** A stretch of sectors the drive holds in memory. */
interface Cache {
  fromLba: number;
  endLba: number;
}

/** Media events of GET EVENT STATUS NOTIFICATION. */
export const mediaEvents = { none: 0, newMedia: 2, removal: 3 } as const;

export interface Drive {
  readonly behaviour: Behaviour;
  readonly traits: Traits;
  readonly rules: Rules;
  readonly priorReads: (lba: number) => number;
  /** The medium there was at power-on; see {@link loadedDisc}. */
  readonly disc: Disc;
  isTrayOpen: boolean;
  isDiscThere: boolean;
  isRemovalPrevented: boolean;
  /** Reported once, by the next command that may (SAM, unit attention). */
  attention: Check | null;
  mediaEvent: number;
  notReadyAnswersLeft: number;
  isPlaying: boolean;
  /** Where the last command left the head. */
  currentLba: number;
  /** The sector that comes without a seek; NaN where a seek is due in any case. */
  nextLba: number;
  readonly cache: Cache;
  readCommands: number;
  readonly reads: Map<number, number>;
  /** Mode page 01h, read/write error recovery, without its two bytes of header. */
  readonly recoveryPage: Uint8Array;
  /** As set by SET CD SPEED; 0 when the drive chooses. */
  kilobytesPerSecond: number;
  /** Left for REQUEST SENSE. */
  sense: Uint8Array;
  /** What the command at hand takes. */
  delayMs: number;
}

const recoveryPageBytes = 10;
const defaultRetries = 3;

export function driveOf(disc: Disc, behaviour: Behaviour, priorReads: (lba: number) => number): Drive {
  const recoveryPage = new Uint8Array(recoveryPageBytes);
  recoveryPage[1] = defaultRetries;
  return {
    behaviour,
    traits: traitsOf(behaviour),
    rules: rulesOf(behaviour),
    priorReads,
    disc,
    isTrayOpen: Boolean(behaviour.tray_open),
    isDiscThere: true,
    isRemovalPrevented: false,
    attention: check(0x6, 0x29, 0x00),
    mediaEvent: mediaEvents.none,
    notReadyAnswersLeft: 0,
    isPlaying: false,
    currentLba: 0,
    nextLba: Number.NaN,
    cache: { fromLba: 0, endLba: 0 },
    readCommands: 0,
    reads: new Map(),
    recoveryPage,
    kilobytesPerSecond: 0,
    sense: new Uint8Array(senseBytes),
    delayMs: 0,
  };
}

export function hasReadableDisc(drive: Drive): boolean {
  return !drive.isTrayOpen && drive.isDiscThere;
}

/** Why the medium cannot be used now; null when it can. Each question brings a disc that spins up nearer to it. */
export function notReady(drive: Drive): Check | null {
  if (drive.isTrayOpen) return trayOpen;
  if (!drive.isDiscThere) return noDisc;
  if (drive.notReadyAnswersLeft > 0) {
    drive.notReadyAnswersLeft--;
    return becomingReady;
  }
  return null;
}

export function dropCache(drive: Drive): void {
  drive.cache.fromLba = 0;
  drive.cache.endLba = 0;
}

/** The tray has closed on a disc. */
export function receiveDisc(drive: Drive): void {
  drive.attention = check(0x6, 0x28, 0x00);
  drive.mediaEvent = mediaEvents.newMedia;
  drive.nextLba = Number.NaN;
  drive.currentLba = 0;
  drive.notReadyAnswersLeft = drive.traits.notReadyAnswers;
  dropCache(drive);
}

/** A read command under way. */
export interface Reading {
  /** What was in memory when it began: those sectors are not tried again. */
  readonly cachedFromLba: number;
  readonly cachedEndLba: number;
  /** Whether any rule is about its sectors. */
  readonly isConcerned: boolean;
}

/** What befalls a read command as a whole, whatever its sectors are. */
export function beginReading(drive: Drive, lba: number, count: number): Reading | Check {
  const { traits, cache, rules } = drive;
  drive.readCommands++;
  if (drive.readCommands === traits.yankAtRead) {
    drive.isDiscThere = false;
    drive.mediaEvent = mediaEvents.removal;
    return discGone;
  }
  if (drive.readCommands === traits.resetAtRead) return wasReset;
  if (drive.readCommands === traits.hangAtRead) drive.delayMs += traits.hangMs;
  const { fromLba, endLba } = cache;
  if (!(traits.cacheSectors > 0 && lba >= fromLba && lba + count <= endLba)) {
    if (lba !== drive.nextLba) drive.delayMs += traits.seekMs;
    drive.delayMs += traits.sectorMs * count;
    if (traits.cacheSectors > 0) fillCache(cache, lba, count, traits.cacheSectors);
  }
  drive.delayMs += traits.commandMs;
  return { cachedFromLba: fromLba, cachedEndLba: endLba, isConcerned: isConcerned(rules, lba, count) };
}

export function isReading(begun: Reading | Check): begun is Reading {
  return 'isConcerned' in begun;
}

/** A read that begins inside or just behind what is held prolongs it, any other replaces it. */
function fillCache(cache: Cache, lba: number, count: number, cacheSectors: number): void {
  const isContinued = lba === cache.endLba || (lba > cache.fromLba && lba < cache.endLba);
  if (!isContinued) cache.fromLba = lba;
  cache.endLba = lba + count;
  cache.fromLba = Math.max(cache.fromLba, cache.endLba - cacheSectors);
}

function isConcerned({ fail, c2, q, slow }: Rules, lba: number, count: number): boolean {
  return [fail, c2, q, slow].some((rules) => concernsAny(rules, lba, count));
}

/** Notes a try of one sector, unless memory answers. @returns how often it has been tried */
export function countRead(drive: Drive, { cachedFromLba, cachedEndLba }: Reading, lba: number): number {
  const isCached = drive.traits.cacheSectors > 0 && lba >= cachedFromLba && lba < cachedEndLba;
  const before = drive.reads.get(lba) ?? drive.priorReads(lba);
  const reads = isCached && before > 0 ? before : before + 1;
  drive.reads.set(lba, reads);
  return reads;
}

/** Waits as a rule says, then fails as a rule says. */
export function tryRead(drive: Drive, lba: number, reads: number): FailRule | null {
  const { slow, fail, seed } = drive.rules;
  drive.delayMs += ruleFor(slow, seed, lba, reads)?.delayMs ?? 0;
  const failure = ruleFor(fail, seed, lba, reads);
  if (failure) drive.nextLba = Number.NaN;
  return failure;
}

/** TB, RC, DCR of mode page 01h (MMC, "Read/write error recovery"): what is to be done about sectors that do not check. */
export function recoveryFlags({ recoveryPage }: Drive): { readsOn: boolean; isUncorrected: boolean } {
  const flags = recoveryPage[0]!;
  return { readsOn: (flags & 0x10) !== 0, isUncorrected: (flags & 0x01) !== 0 };
}

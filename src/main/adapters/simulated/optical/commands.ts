/** Which command does what, and what has to be well before it does (MMC-6; Plextor's READ CDDA). */

import { u16be, u32be } from '../../../core/byte-fields.ts';
import type { Disc } from './disc.ts';
import {
  readCapacity,
  readDiscInformation,
  readDiscStructure,
  readFormatCapacities,
  readHeader,
  readSubChannel,
  readTrackInformation,
  reportKey,
} from './disc-answers.ts';
import { type Drive, dropCache, mediaEvents, notReady, receiveDisc } from './drive.ts';
import {
  getConfiguration,
  getEventStatus,
  getPerformance,
  inquiry,
  mechanismStatus,
  modeSelect,
  modeSense,
  readBufferCapacity,
  requestSense,
} from './drive-answers.ts';
import {
  badField,
  done,
  failed,
  type Outcome,
  removalPrevented,
  unknownCommand,
  wrongMedium,
} from './outcome.ts';
import { readBlocks } from './read-blocks.ts';
import { c2Forms, type ReadCdRequest, readCd } from './read-cd.ts';
import { subchannelForms } from './subchannel-bytes.ts';
import { readToc } from './toc-answers.ts';
import { int32At, lbaOfMsfAt, lbaSpan, leadInFromLba, uint24At } from './wire-fields.ts';

/** `cdb` is padded with zeros to 16 bytes; `data` is where data goes to, or comes from. */
type Run = (drive: Drive, cdb: Uint8Array, data: Uint8Array) => Outcome;

interface Command {
  /**
   * What a command waits for: nothing; that a unit attention has been told; or a disc, too.
   * INQUIRY and its like are answered whatever is pending (SAM-5, 5.14).
   */
  readonly needs: 'nothing' | 'attention told' | 'disc';
  readonly run: Run;
}

function always(run: Run): Command {
  return { needs: 'nothing', run };
}

function quiet(run: Run): Command {
  return { needs: 'attention told', run };
}

function onDisc(run: (disc: Disc, ...args: Parameters<Run>) => Outcome): Command {
  return { needs: 'disc', run: (drive, cdb, data) => run(drive.disc, drive, cdb, data) };
}

function onCd(request: (cdb: Uint8Array, drive: Drive) => ReadCdRequest | null): Command {
  return onDisc((disc, drive, cdb, data) => {
    const wanted = request(cdb, drive);
    if (!wanted) return failed(badField);
    return disc.kind === 'cd' ? readCd(drive, disc, wanted, data) : failed(wrongMedium);
  });
}

const isItReady: Run = (drive) => {
  const reason = notReady(drive);
  return reason ? failed(reason) : done;
};

const nothingToDo: Run = () => done;

function isForced(cdb: Uint8Array): boolean {
  return (cdb[1]! & 0x08) !== 0;
}

/** A transfer length of 0 means 256 (SBC, READ(6)). */
const read6 = onDisc((disc, drive, cdb, data) =>
  readBlocks(drive, disc, { lba: uint24At(cdb, 1) & 0x1f_ffff, count: cdb[4] || 256, isForced: false }, data),
);
const read10 = onDisc((disc, drive, cdb, data) =>
  readBlocks(drive, disc, { lba: int32At(cdb, 2), count: u16be(cdb, 7), isForced: isForced(cdb) }, data),
);
const read12 = onDisc((disc, drive, cdb, data) =>
  readBlocks(drive, disc, { lba: int32At(cdb, 2), count: u32be(cdb, 6), isForced: isForced(cdb) }, data),
);

function selection(cdb: Uint8Array): Omit<ReadCdRequest, 'lba' | 'count'> {
  return {
    sectorType: (cdb[1]! >> 2) & 0x07,
    mainFlags: cdb[9]! & 0xf8,
    c2: (cdb[9]! >> 1) & 0x03,
    subchannel: cdb[10]! & 0x07,
    isAudioPath: false,
  };
}

const readCdByLba = onCd((cdb) => ({ ...selection(cdb), lba: int32At(cdb, 2), count: uint24At(cdb, 6) }));

/** The sector at the end address is not read. */
const readCdByMsf = onCd((cdb) => {
  const from = lbaOfMsfAt(cdb, 3);
  const lba = from >= leadInFromLba ? from - lbaSpan : from;
  const count = lbaOfMsfAt(cdb, 6) - lba;
  return count < 0 ? null : { ...selection(cdb), lba, count };
});

const userData = 0x10;

/** By the sub-code selection of READ CDDA. */
const plextorBlocks: Readonly<Record<number, Pick<ReadCdRequest, 'mainFlags' | 'c2' | 'subchannel'>>> = {
  0: { mainFlags: userData, c2: c2Forms.none, subchannel: subchannelForms.none },
  1: { mainFlags: userData, c2: c2Forms.none, subchannel: subchannelForms.q },
  2: { mainFlags: userData, c2: c2Forms.none, subchannel: subchannelForms.raw },
  3: { mainFlags: 0, c2: c2Forms.none, subchannel: subchannelForms.raw },
  8: { mainFlags: userData, c2: c2Forms.pointers, subchannel: subchannelForms.raw },
};

const readPlextor = onCd((cdb) => {
  const block = plextorBlocks[cdb[10]!];
  return block
    ? { ...block, sectorType: 0, isAudioPath: true, lba: int32At(cdb, 2), count: u32be(cdb, 6) }
    : null;
});

/** Playing is over at once: nobody listens. */
const playAudio10 = onDisc((_disc, drive, cdb) => {
  const count = u16be(cdb, 7);
  drive.isPlaying = true;
  drive.currentLba = int32At(cdb, 2) + Math.max(0, count - 1);
  return done;
});
const playAudioMsf = onDisc((_disc, drive, cdb) => {
  drive.isPlaying = true;
  drive.currentLba = lbaOfMsfAt(cdb, 6) - 1;
  return done;
});
const stopPlaying = onDisc((_disc, drive) => {
  drive.isPlaying = false;
  return done;
});

const startStop: Run = (drive, cdb, data) => {
  const changesPower = cdb[4]! >> 4 !== 0;
  const movesTray = (cdb[4]! & 0x02) !== 0;
  const starts = (cdb[4]! & 0x01) !== 0;
  if (changesPower) return done;
  if (!movesTray) return starts ? isItReady(drive, cdb, data) : done;
  if (!starts) return eject(drive);
  if (drive.isTrayOpen) {
    drive.isTrayOpen = false;
    if (drive.isDiscThere) receiveDisc(drive);
  }
  return done;
};

function eject(drive: Drive): Outcome {
  if (drive.isRemovalPrevented && !drive.isTrayOpen) return failed(removalPrevented);
  drive.isTrayOpen = true;
  drive.mediaEvent = mediaEvents.removal;
  dropCache(drive);
  return done;
}

const preventRemoval: Run = (drive, cdb) => {
  drive.isRemovalPrevented = (cdb[4]! & 0x01) !== 0;
  return done;
};

const driveChooses = 0xffff;

const setSpeed: Run = (drive, cdb) => {
  const kilobytesPerSecond = u16be(cdb, 2);
  drive.kilobytesPerSecond = kilobytesPerSecond === driveChooses ? 0 : kilobytesPerSecond;
  return done;
};

const commands: Readonly<Record<number, Command>> = {
  0: quiet(isItReady),
  1: quiet(isItReady),
  3: always(requestSense),
  8: read6,
  11: quiet(isItReady),
  18: always(inquiry),
  21: quiet(modeSelect),
  26: quiet(modeSense),
  27: quiet(startStop),
  30: quiet(preventRemoval),
  35: quiet(readFormatCapacities),
  37: onDisc((disc, _drive, _cdb, data) => readCapacity(disc, data)),
  40: read10,
  43: quiet(isItReady),
  53: quiet(nothingToDo),
  66: onDisc((disc, drive, cdb, data) => readSubChannel(drive, disc, cdb, data)),
  67: onDisc((disc, drive, cdb, data) => readToc(drive, disc, cdb, data)),
  68: onDisc((disc, _drive, cdb, data) => readHeader(disc, cdb, data)),
  69: playAudio10,
  70: always(getConfiguration),
  71: playAudioMsf,
  74: always(getEventStatus),
  75: stopPlaying,
  78: stopPlaying,
  81: onDisc((disc, drive, cdb, data) => readDiscInformation(drive, disc, cdb, data)),
  82: onDisc((disc, _drive, cdb, data) => readTrackInformation(disc, cdb, data)),
  85: quiet(modeSelect),
  90: quiet(modeSense),
  92: quiet((_drive, cdb, data) => readBufferCapacity(cdb, data)),
  164: onDisc((disc, _drive, cdb, data) => reportKey(disc, cdb, data)),
  168: read12,
  172: quiet((drive, _cdb, data) => getPerformance(drive, data)),
  173: onDisc((disc, _drive, cdb, data) => readDiscStructure(disc, cdb, data)),
  182: quiet(nothingToDo),
  185: readCdByMsf,
  187: quiet(setSpeed),
  189: quiet(mechanismStatus),
  190: readCdByLba,
  216: readPlextor,
};

const modeSelects: readonly number[] = [0x15, 0x55];

/** Whether data of the host means anything to a command. */
export function takesData(opcode: number): boolean {
  return modeSelects.includes(opcode);
}

const plextorOpcode = 0xd8;

export function runCommand(drive: Drive, cdb: Uint8Array, data: Uint8Array): Outcome {
  const opcode = cdb[0]!;
  const command = commands[opcode];
  if (command?.needs === 'nothing') return command.run(drive, cdb, data);
  if (drive.attention) {
    const told = drive.attention;
    drive.attention = null;
    return failed(told);
  }
  if (command?.needs === 'attention told') return command.run(drive, cdb, data);
  const reason = notReady(drive);
  if (!command) return failed(unknownCommand);
  if (reason) return failed(reason);
  if (opcode === plextorOpcode && !drive.traits.hasPlextorRead) return failed(unknownCommand);
  return command.run(drive, cdb, data);
}

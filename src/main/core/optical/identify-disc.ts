/** What lies in the drive: asked of it once, before any sector is read, and kept as it came. */
import { SpindleError } from '../../../shared/errors.ts';
import type { CdText } from '../../../shared/model/disc.ts';
import { type Capacity, parseCapacity } from './capacity.ts';
import { parseCdText } from './cd-text.ts';
import {
  getConfiguration,
  inquiry,
  inquiryVitalProductData,
  serialNumberPage,
} from './cdb/drive-commands.ts';
import {
  cdTextBytes,
  fullTocBytes,
  readAtip,
  readCapacity,
  readCdText,
  readDiscInformation,
  readFullToc,
  readSessionInfo,
  readToc,
  sessionInfoBytes,
  tocBytes,
} from './cdb/medium-commands.ts';
import { parseConfiguration, profileName } from './configuration.ts';
import { type DiscLayout, discOfToc } from './disc-layout.ts';
import { faultWords } from './drive-fault.ts';
import { parseFullToc } from './full-toc.ts';
import { parseInquiry, parseSerialPage } from './inquiry.ts';
import { isFault, type MmcDrive, type MmcFault } from './mmc-drive.ts';
import { parseSessionInfo, parseToc } from './toc.ts';

export interface DriveFacts {
  readonly vendor: string;
  readonly product: string;
  readonly revision: string;
  readonly serial: string;
}

export interface MediumFacts {
  /** MMC profile; 0 where the drive names none. */
  readonly profile: number;
  readonly profileName: string;
  /** READ CAPACITY; null where the drive knows none. */
  readonly capacity: Capacity | null;
  /** Answers as they came, by name. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

export interface CdFacts {
  readonly layout: Extract<DiscLayout, { kind: 'disc' }>;
  readonly cdText: CdText | null;
  readonly warnings: readonly string[];
}

/** @throws SpindleError source-gone, permission-denied */
export function identifyDrive(drive: MmcDrive): DriveFacts {
  const answer = drive.ask(inquiry(), 0x68);
  if (isFault(answer)) throw faultError(drive, answer, 'does not say what it is');
  const said = parseInquiry(answer);
  const page = drive.ask(inquiryVitalProductData(serialNumberPage), 0xff);
  const serial = isFault(page) ? null : parseSerialPage(page);
  return {
    vendor: said?.vendor ?? '',
    product: said?.product ?? '',
    revision: said?.revision ?? '',
    serial: serial ?? '',
  };
}

/** @throws SpindleError no-medium, drive-hung, unreadable-disc, permission-denied */
export function identifyMedium(drive: MmcDrive): MediumFacts {
  const notReady = drive.becomeReady();
  if (notReady && !isBlankOrForeign(notReady)) throw faultError(drive, notReady, 'does not become ready');
  const blobs = new Map<string, Uint8Array>();
  const keep = (name: string, answer: Uint8Array | MmcFault): Uint8Array | null => {
    if (isFault(answer)) return null;
    blobs.set(name, answer);
    return answer;
  };
  const configuration = keep('configuration', drive.ask(getConfiguration('all'), 0x1000));
  const capacity = keep('capacity', drive.ask(readCapacity(), 8));
  keep('disc-information', drive.ask(readDiscInformation(), 0x22));
  const profile = (configuration && parseConfiguration(configuration)?.profile) || 0;
  return {
    profile,
    profileName: profileName(profile) ?? 'CD',
    capacity: capacity && parseCapacity(capacity),
    blobs,
  };
}

/**
 * The tables of a CD. The answers are added to `blobs`.
 * @throws SpindleError unreadable-disc when there is no table of contents to read by
 */
export function identifyCd(
  drive: MmcDrive,
  medium: MediumFacts,
): CdFacts & { blobs: ReadonlyMap<string, Uint8Array> } {
  const blobs = new Map(medium.blobs);
  const ask = (name: string, cdb: Uint8Array, lengthBytes: number): Uint8Array | null => {
    const answer = drive.ask(cdb, lengthBytes);
    if (isFault(answer)) return null;
    blobs.set(name, answer);
    return answer;
  };
  const tocAnswer = ask('toc', readToc(), tocBytes);
  const sessionAnswer = ask('session-info', readSessionInfo(), sessionInfoBytes);
  const fullAnswer = ask('full-toc', readFullToc(), fullTocBytes);
  const plain = tocAnswer && parseToc(tocAnswer);
  const layout = discOfToc({
    plain,
    full: fullAnswer && parseFullToc(fullAnswer, plain),
    session: sessionAnswer && parseSessionInfo(sessionAnswer),
    capacitySectors: medium.capacity?.totalSectors ?? null,
  });
  if (layout.kind === 'unusable') {
    throw new SpindleError(
      'unreadable-disc',
      `The disc in ${drive.transport.address} has no table of contents it could be read by: it may be blank, not closed, or worn at the inner edge. Nothing was read; try another drive.`,
      { address: drive.transport.address, reason: layout.reason, warnings: [...layout.warnings] },
    );
  }
  ask('atip', readAtip(), 0x1000);
  const textAnswer = ask('cd-text', readCdText(), cdTextBytes);
  const text = textAnswer ? parseCdText(textAnswer) : null;
  return {
    layout,
    cdText: text?.cdText ?? null,
    warnings: [...layout.warnings, ...(text?.warnings ?? [])],
    blobs,
  };
}

/** A drive with a medium it cannot make sense of is still a drive with a medium: the TOC has the last word. */
function isBlankOrForeign(fault: MmcFault): boolean {
  return fault.kind === 'sense' && (fault.advice === 'unreadable-toc' || fault.advice === 'blank');
}

function faultError(drive: MmcDrive, fault: MmcFault, what: string): SpindleError {
  const { address } = drive.transport;
  const system = faultWords(fault);
  const details = { address, system };
  switch (fault.kind) {
    case 'gone':
      return new SpindleError('source-gone', `The drive ${address} is gone (${system}).`, details);
    case 'not-permitted':
      return new SpindleError(
        'permission-denied',
        `The system does not let Spindle send commands to ${address} (${system}).`,
        details,
      );
    case 'timeout':
    case 'busy':
      return new SpindleError(
        'drive-hung',
        `The drive ${address} ${what} (${system}). Nothing was read; open and close the tray, then try again.`,
        details,
      );
    case 'sense':
      if (fault.advice === 'no-medium')
        return new SpindleError(
          'no-medium',
          `There is no disc in ${address}. Insert one and try again.`,
          details,
        );
      return new SpindleError(
        'unreadable-disc',
        `The disc in ${address} cannot be read by this drive (${system}). Nothing was read; clean it or try another drive.`,
        details,
      );
  }
}

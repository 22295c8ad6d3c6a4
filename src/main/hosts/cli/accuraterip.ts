/** An answer of AccurateRip that a person brings, held against the dumps of one run. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import { readSidecar } from '../../adapters/files/dump-names.ts';
import { confidenceOf, type TrackConfidence } from '../../core/identify/accuraterip-record.ts';
import {
  type AccurateRipResponse,
  parseAccurateRipResponse,
} from '../../core/identify/accuraterip-response.ts';
import type { Terminal } from './terminal.ts';

/** A hundred pressings of a disc with 99 tracks have less. */
const mostBytes = 1024 * 1024;

/** @throws SpindleError not-found, bad-request */
function readAccurateRip(path: string): AccurateRipResponse {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: null };
  if (size === null) throw new SpindleError('not-found', `There is no ${path}.`, { path });
  const response = parseAccurateRipResponse(size > mostBytes ? new Uint8Array(0) : readFileSync(path));
  if (response.pressings.length > 0) return response;
  throw new SpindleError(
    'bad-request',
    `${path} is no answer of AccurateRip (dBAR-...bin): it holds no pressing. Nothing was compared.`,
    { path, size },
  );
}

export class AccurateRipRun {
  readonly #terminal: Terminal;
  readonly #path: string;
  readonly #response: AccurateRipResponse;
  #tracks = 0;
  #matched = 0;

  /** @throws SpindleError not-found, bad-request */
  constructor(terminal: Terminal, path: string) {
    this.#terminal = terminal;
    this.#path = resolve(path);
    this.#response = readAccurateRip(this.#path);
  }

  get counts(): { readonly tracks: number; readonly matched: number } {
    return { tracks: this.#tracks, matched: this.#matched };
  }

  /**
   * Says what the answer knows of each track of a dump; nothing for dumps of other discs.
   * @throws SpindleError bad-sidecar
   */
  compare(sidecarPath: string): void {
    const { disc, name } = readSidecar(sidecarPath);
    for (const track of (disc && confidenceOf(disc, this.#response)) ?? []) {
      this.#tracks++;
      if (track.confidence > 0) this.#matched++;
      this.#terminal.emit({ type: 'accuraterip', path: sidecarPath, ...track });
      this.#terminal.say(`${name}, track ${track.number}: ${words(track)}`);
    }
  }

  /** An answer about none of the dumps was meant for another disc, which must not pass for agreement. */
  isAboutThese(): boolean {
    if (this.#tracks > 0) return true;
    const what = 'is about another disc than the dumps that were verified';
    this.#terminal.emit({ type: 'problem', path: this.#path, what });
    this.#terminal.say(`${this.#path}: ${what}`);
    return false;
  }
}

function words({ confidence, version, submissions, hasSum }: TrackConfidence): string {
  if (!hasSum) return 'the dump keeps no AccurateRip sum of it';
  if (submissions === 0) return 'AccurateRip knows no submission of it';
  if (confidence === 0) return `differs from all ${submissions} submissions to AccurateRip`;
  return `as ${confidence} of ${submissions} submissions to AccurateRip have it (version ${version})`;
}

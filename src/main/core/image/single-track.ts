/** The layout of images that are one track: sectors from LBA 0 behind a pregap nobody stored. */
import type { TrackMode } from '../../../shared/model/disc.ts';
import { pregapLba } from '../../../shared/msf.ts';
import { type DiscLayout, lastAddressableLba, type StoredExtent } from './extent-image.ts';

export interface SingleTrack {
  readonly mode: TrackMode;
  readonly stored: Omit<StoredExtent, 'kind' | 'startLba'>;
  readonly warnings: readonly string[];
}

const controlData = 4;

export function singleTrackLayout({ mode, stored, warnings }: SingleTrack): DiscLayout {
  const endLba = stored.lengthSectors;
  const isTooLong = endLba - 1 > lastAddressableLba;
  return {
    sessions: [{ number: 1, firstTrack: 1, lastTrack: 1, startLba: 0, leadOutLba: endLba }],
    tracks: [
      {
        number: 1,
        session: 1,
        mode,
        control: mode === 'AUDIO' ? 0 : controlData,
        pregapLba,
        startLba: 0,
        indices: [],
        endLba,
        isrc: null,
      },
    ],
    mcn: null,
    cdTextPacks: null,
    endLba,
    warnings: isTooLong
      ? [...warnings, 'The image is longer than any CD; made sector headers start again from 00:00:00.']
      : warnings,
    extents: [
      { kind: 'generated', startLba: pregapLba, lengthSectors: -pregapLba, mode },
      { kind: 'stored', startLba: 0, ...stored },
    ],
  };
}

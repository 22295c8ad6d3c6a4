/** Which sector of a map is looked at: the one that is to be seen on it, and the one that is open. */
import { useState } from 'react';
import type { WantedPlace } from '../../sector-map/sector-map.tsx';

export interface SectorVisit {
  readonly wanted: WantedPlace | null;
  readonly openLba: number | null;
  /** Shows where it lies. */
  readonly show: (lba: number) => void;
  readonly open: (lba: number) => void;
  readonly close: () => void;
}

export function useSectorVisit(): SectorVisit {
  const [wanted, setWanted] = useState<WantedPlace | null>(null);
  const [openLba, setOpenLba] = useState<number | null>(null);
  return {
    wanted,
    openLba,
    show: (lba) => setWanted({ lba }),
    open: setOpenLba,
    close: () => setOpenLba(null),
  };
}

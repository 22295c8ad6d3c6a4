/** Every sector of an image as far as is known, and the ranges that were lost with the files they hit. */
import type { HurtFiles } from '../../../shared/model/image-files.ts';
import type { ImagePortrait } from '../../../shared/model/image-portrait.ts';
import type { SectorCounts } from '../../../shared/model/job.ts';
import { Empty } from '../../components/empty.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { inSectors } from '../../sector-map/cells.ts';
import { Legend } from '../../sector-map/legend.tsx';
import { legendEntries } from '../../sector-map/legend-entries.ts';
import { placesOf } from '../../sector-map/places.ts';
import { notableRanges } from '../../sector-map/ranges.ts';
import { RangesTable } from '../../sector-map/ranges-table.tsx';
import { SectorMap } from '../../sector-map/sector-map.tsx';
import { useDiscShape } from '../../sector-map/use-disc-shape.ts';
import { filesWords } from '../files/ranges-and-files.tsx';
import { SectorDialog } from '../sector/sector-dialog.tsx';
import { useSectorVisit } from '../sector/use-sector-visit.ts';
import styles from './image-screen.module.css';

const t = messagesOf('images');

function countsOf({
  totalSectors,
  badSectors,
  suspectSectors,
}: NonNullable<ImagePortrait['map']>): SectorCounts {
  const lost = badSectors + suspectSectors;
  return {
    total: totalSectors,
    good: totalSectors - lost,
    goodAfterRetry: 0,
    bad: lost,
    suspect: suspectSectors,
    pending: 0,
  };
}

export interface SectorsPageProps {
  readonly imageId: string;
  readonly portrait: ImagePortrait;
  readonly hurt: HurtFiles | null;
}

export function SectorsPage({ imageId, portrait, hurt }: SectorsPageProps) {
  const visit = useSectorVisit();
  const { map, disc, hypotheses, sectorSize } = portrait;
  const shape = useDiscShape(disc, hypotheses[0], map?.totalSectors ?? 0);
  if (!map)
    return (
      <Empty title={t('noMap')}>
        <p>{t('noMapHow')}</p>
      </Empty>
    );
  const runs = inSectors(map);
  const places = placesOf(hypotheses[0], disc);
  return (
    <div className={styles.sectors}>
      <div className={styles.legend}>
        <Legend entries={legendEntries(map, countsOf(map))} />
      </div>
      <div className={styles.picture}>
        <SectorMap
          runs={runs}
          places={places}
          shape={shape}
          readingLba={null}
          wanted={visit.wanted}
          onOpen={visit.open}
        />
      </div>
      <div className={styles.ranges}>
        <RangesTable
          ranges={notableRanges(runs)}
          sectorSize={sectorSize}
          coarseSectors={map.sectorsPerUnit > 1 ? map.sectorsPerUnit : null}
          places={places}
          disc={disc}
          onShow={visit.show}
          {...(hurt && { filesOf: (range) => filesWords(hurt, range, sectorSize) })}
        />
      </div>
      <SectorDialog
        source={{ imageId }}
        visit={visit}
        totalSectors={map.totalSectors}
        places={places}
        isCd={(disc?.tracks.length ?? 0) > 0}
      />
    </div>
  );
}

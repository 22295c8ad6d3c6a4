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
  readonly portrait: ImagePortrait;
  readonly hurt: HurtFiles | null;
}

export function SectorsPage({ portrait, hurt }: SectorsPageProps) {
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
        <SectorMap runs={runs} places={places} shape={shape} readingLba={null} />
      </div>
      <div className={styles.ranges}>
        <RangesTable
          ranges={notableRanges(runs)}
          sectorSize={sectorSize}
          coarseSectors={map.sectorsPerUnit > 1 ? map.sectorsPerUnit : null}
          places={places}
          disc={disc}
          {...(hurt && { filesOf: (range) => filesWords(hurt, range, sectorSize) })}
        />
      </div>
    </div>
  );
}

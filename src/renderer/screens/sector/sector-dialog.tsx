/** One sector: where it lies in every way of counting, how it was read, what it belongs to, and its bytes. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { HubClient } from '../../../shared/contract/client.ts';
import type { SectorLook } from '../../../shared/model/sector-look.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import type { Places } from '../../sector-map/places.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { countWords } from '../../words/numbers.ts';
import { SectorBytes } from './sector-bytes.tsx';
import styles from './sector-dialog.module.css';
import { SectorFacts } from './sector-facts.tsx';
import type { SectorVisit } from './use-sector-visit.ts';

const t = messagesOf('sector');

/** What holds the sector: a job under way or over, a dump of the catalogue, or an image that is open. */
export type SectorSource =
  | { readonly jobId: string }
  | { readonly dumpId: string }
  | { readonly imageId: string };

export interface SectorDialogProps {
  readonly source: SectorSource;
  readonly visit: SectorVisit;
  readonly totalSectors: number;
  readonly places: Places;
  readonly isCd: boolean;
}

export function SectorDialog(props: SectorDialogProps) {
  const { visit, totalSectors, places } = props;
  const { openLba: lba } = visit;
  const moveTo = (there: number) => {
    visit.open(there);
    visit.show(there);
  };
  return (
    <Dialog
      open={lba !== null}
      onClose={visit.close}
      wide
      title={lba === null ? '' : t('title', { lba })}
      description={lba === null ? '' : places.where(lba, lba)}
    >
      {lba !== null && (
        <>
          <DialogBody>
            <Content {...props} lba={lba} />
          </DialogBody>
          <DialogActions>
            <span className={styles.place}>
              {t('ofSectors', { lba: countWords(lba), total: totalSectors })}
            </span>
            <Button icon={<ChevronLeft />} disabled={lba === 0} onClick={() => moveTo(lba - 1)}>
              {t('previous')}
            </Button>
            <Button disabled={lba >= totalSectors - 1} onClick={() => moveTo(lba + 1)}>
              {t('next')}
              <ChevronRight aria-hidden />
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

async function lookAt(
  hub: HubClient,
  source: SectorSource,
  lba: number,
  signal: AbortSignal,
): Promise<SectorLook> {
  const { imageId } =
    'jobId' in source
      ? await hub.jobs.openImage({ jobId: source.jobId }, { signal })
      : 'dumpId' in source
        ? await hub.images.open({ dumpId: source.dumpId }, { signal })
        : source;
  return hub.images.sector({ imageId, lba }, { signal });
}

function Content({ source, lba, isCd }: SectorDialogProps & { readonly lba: number }) {
  const { value, error } = useLoaded(`sector ${JSON.stringify(source)} ${lba}`, (hub, signal) =>
    lookAt(hub, source, lba, signal),
  );
  if (error) return <FaultNotice error={error} />;
  if (!value) return <p className={styles.waiting}>{t('looking')}</p>;
  return (
    <div className={styles.columns}>
      <SectorFacts look={value} isCd={isCd} />
      <SectorBytes look={value} />
    </div>
  );
}

/** One job: how it stands in a sentence, its medium as a picture, and everything that can be asked about it. */
import { Suspense } from 'react';
import { isAtRest, type JobSnapshot } from '../../../shared/model/job.ts';
import type { CoarseMap } from '../../../shared/model/sector-runs.ts';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { Panel, Screen } from '../../components/screen.tsx';
import { type TabPage, Tabs } from '../../components/tabs.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { RatePlot } from '../../later-screens.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { inSectors } from '../../sector-map/cells.ts';
import { Legend } from '../../sector-map/legend.tsx';
import { legendEntries } from '../../sector-map/legend-entries.ts';
import { placesOf } from '../../sector-map/places.ts';
import { notableRanges } from '../../sector-map/ranges.ts';
import { SectorMap } from '../../sector-map/sector-map.tsx';
import { useDiscShape } from '../../sector-map/use-disc-shape.ts';
import { useJob } from '../../state/hub-context.tsx';
import { countWords } from '../../words/numbers.ts';
import { DiscFacts } from '../disc/disc-facts.tsx';
import { TracksTable } from '../disc/tracks-table.tsx';
import { RangesAndFiles } from '../files/ranges-and-files.tsx';
import { SectorDialog } from '../sector/sector-dialog.tsx';
import { type SectorVisit, useSectorVisit } from '../sector/use-sector-visit.ts';
import { Filesystems, Layouts } from '../start/medium-facts.tsx';
import { C2OverPosition } from './c2-over-position.tsx';
import { c2Pages } from './c2-table.tsx';
import { ChosenPanel } from './chosen-panel.tsx';
import { DecisionCard } from './decision-card.tsx';
import { FilesTable } from './files-table.tsx';
import { JobHeader } from './job-header.tsx';
import styles from './job-screen.module.css';
import { LogPanel } from './log-panel.tsx';
import { PassesTable } from './passes-table.tsx';
import { ProgressStrip } from './progress-strip.tsx';

const t = messagesOf('job');
const c2 = messagesOf('c2');

export function JobScreen({ jobId }: { readonly jobId: string }) {
  const { job, error } = useJob(jobId);
  if (!job) {
    return error ? (
      <Screen title={t('job')}>
        <FaultNotice error={error} actions={<ViewLink to={{ screen: 'queue' }}>{t('goToQueue')}</ViewLink>} />
      </Screen>
    ) : null;
  }
  return <JobView job={job} />;
}

function JobView({ job }: { readonly job: JobSnapshot }) {
  const visit = useSectorVisit();
  const { inspection, progress } = job;
  const disc = inspection?.disc ?? null;
  return (
    <main className={styles.screen}>
      <JobHeader job={job} />
      <Notices job={job} />
      <DecisionCard job={job} />
      <ProgressStrip job={job} />
      {job.progress && job.progress.map.totalSectors > 0 ? (
        <Pictures job={job} progress={job.progress} visit={visit} />
      ) : (
        <ChosenPanel job={job} />
      )}
      <div className={styles.pages}>
        <Tabs key={job.disc?.profile} label={t('about')} pages={pagesOf(job, visit.show)} />
      </div>
      <SectorDialog
        source={{ jobId: job.id }}
        visit={visit}
        totalSectors={progress?.map.totalSectors ?? 0}
        places={placesOf(inspection?.hypotheses[0], disc)}
        isCd={(disc?.tracks.length ?? 0) > 0}
      />
    </main>
  );
}

function Notices({ job }: { readonly job: JobSnapshot }) {
  if (!job.error && job.warnings.length === 0) return null;
  return (
    <div className={styles.notices}>
      {job.error && <FaultWords fault={job.error} />}
      {job.warnings.map((warning) => (
        <Notice key={`${warning.code} ${warning.message}`} tone="warn">
          {warning.message}
        </Notice>
      ))}
    </div>
  );
}

interface PicturesProps {
  readonly job: JobSnapshot;
  readonly visit: SectorVisit;
  readonly progress: NonNullable<JobSnapshot['progress']>;
}

function Pictures({ job, progress, visit }: PicturesProps) {
  const { map } = progress;
  const runs = inSectors(map);
  const disc = job.inspection?.disc;
  const places = placesOf(job.inspection?.hypotheses[0], disc);
  const shape = useDiscShape(disc, job.inspection?.hypotheses[0], map.totalSectors);
  const reading = (job.state === 'reading' || job.state === 'retrying') && !job.paused;
  const isCd = (disc?.tracks.length ?? 0) > 0;
  return (
    <div className={styles.pictures}>
      <Panel title={t('sectors')} aside={<Legend entries={legendEntries(map, progress.counts)} />}>
        <div className={styles.picture}>
          <SectorMap
            runs={runs}
            places={places}
            shape={shape}
            readingLba={reading ? progress.positionLba : null}
            wanted={visit.wanted}
            onOpen={visit.open}
          />
        </div>
      </Panel>
      <div className={styles.side}>
        <Panel title={isCd ? c2('speedAndC2') : t('speedOverPosition')} {...(isCd && { term: 'c2' })}>
          <Suspense fallback={<div className={isCd ? styles.plotRoomAbove : styles.plotRoom} />}>
            <RatePlot
              rate={progress.rate}
              runs={runs}
              totalSectors={map.totalSectors}
              cdMarks={isCd ? places.marks : null}
              isAbove={isCd && progress.c2 !== undefined}
            />
          </Suspense>
          {isCd && (
            <C2OverPosition
              record={progress.c2 ?? null}
              totalSectors={map.totalSectors}
              marks={places.marks}
              isReading={!isAtRest(job.state)}
            />
          )}
        </Panel>
        <Panel title={t('passes')} term="pass">
          <PassesTable passes={progress.passes} current={reading ? progress.pass : null} />
        </Panel>
      </div>
    </div>
  );
}

function pagesOf(job: JobSnapshot, onShow: (lba: number) => void): TabPage[] {
  const { progress, inspection } = job;
  const disc = inspection?.disc ?? null;
  const map = progress?.map;
  const ranges = map ? notableRanges(inSectors(map)) : [];
  const rangesOf = (coarse: CoarseMap) => ({
    ranges,
    sectorSize: job.sectorSize,
    coarseSectors: coarse.sectorsPerUnit > 1 ? coarse.sectorsPerUnit : null,
    places: placesOf(inspection?.hypotheses[0], disc),
    disc,
    onShow,
  });
  const tracks: TabPage[] =
    disc && disc.tracks.length > 0
      ? [
          {
            id: 'tracks',
            title: t('tracks'),
            count: countWords(disc.tracks.length),
            body: <TracksTable disc={disc} map={map ?? null} records={job.tracks} />,
          },
        ]
      : [];
  const pages: TabPage[] = [
    ...tracks,
    {
      id: 'ranges',
      title: t('ranges'),
      count: ranges.length > 0 ? countWords(ranges.length) : undefined,
      body: !map ? (
        <p className={styles.none}>{t('noMap')}</p>
      ) : (
        <RangesAndFiles source={{ job }} {...rangesOf(map)} />
      ),
    },
    {
      id: 'files',
      title: t('files'),
      count: job.files.length > 0 ? countWords(job.files.length) : undefined,
      body: <FilesTable files={job.files} directory={job.directory} />,
    },
    ...c2Pages(progress?.c2, disc, onShow),
    { id: 'log', title: t('log'), body: <LogPanel jobId={job.id} revision={job.revision} /> },
  ];
  if (inspection) {
    pages.push({
      id: 'medium',
      title: disc ? t('disc') : t('medium'),
      body: (
        <div className={styles.medium}>
          {disc ? (
            <DiscFacts disc={disc} subchannel={job.subchannel} readOffset={job.options.readOffset} />
          ) : (
            <Layouts hypotheses={inspection.hypotheses} />
          )}
          <Filesystems filesystems={inspection.filesystems} />
        </div>
      ),
    });
  }
  return pages;
}

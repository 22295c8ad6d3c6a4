/** One job: how it stands in a sentence, its medium as a picture, and everything that can be asked about it. */
import type { JobSnapshot } from '../../../shared/model/job.ts';
import { isAtRest } from '../../../shared/model/job.ts';
import { countWords } from '../../../shared/words.ts';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice, FaultWords, Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { type TabPage, Tabs } from '../../components/tabs.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { inSectors } from '../../sector-map/cells.ts';
import { Legend } from '../../sector-map/legend.tsx';
import { legendEntries } from '../../sector-map/legend-entries.ts';
import { notableRanges } from '../../sector-map/ranges.ts';
import { RangesTable } from '../../sector-map/ranges-table.tsx';
import { SectorMap } from '../../sector-map/sector-map.tsx';
import { whereOnFloppy } from '../../sector-map/where-words.ts';
import { useJob } from '../../state/hub-context.tsx';
import { Filesystems, Layouts } from '../start/medium-facts.tsx';
import { FilesTable } from './files-table.tsx';
import { JobHeader } from './job-header.tsx';
import styles from './job-screen.module.css';
import { LogPanel } from './log-panel.tsx';
import { PassesTable } from './passes-table.tsx';
import { ProgressStrip } from './progress-strip.tsx';
import { RatePlot } from './rate-plot.tsx';

export function JobScreen({ jobId }: { readonly jobId: string }) {
  const { job, error } = useJob(jobId);
  if (!job) {
    return error ? (
      <div className={styles.screen}>
        <FaultNotice error={error} actions={<ViewLink to={{ screen: 'queue' }}>Go to the queue</ViewLink>} />
      </div>
    ) : null;
  }
  return (
    <main className={styles.screen}>
      <JobHeader job={job} />
      <Notices job={job} />
      <ProgressStrip job={job} />
      {job.progress && job.progress.map.totalSectors > 0 ? (
        <Pictures job={job} progress={job.progress} />
      ) : (
        <Waiting job={job} />
      )}
      <div className={styles.pages}>
        <Tabs label="About this job" pages={pagesOf(job)} />
      </div>
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

function Waiting({ job }: { readonly job: JobSnapshot }) {
  return (
    <div className={styles.waiting}>
      <Empty title={isAtRest(job.state) ? 'Nothing was read' : 'The map appears with the first sector'} />
    </div>
  );
}

interface PicturesProps {
  readonly job: JobSnapshot;
  readonly progress: NonNullable<JobSnapshot['progress']>;
}

function Pictures({ job, progress }: PicturesProps) {
  const { map } = progress;
  const runs = inSectors(map);
  const geometry = job.inspection?.hypotheses[0];
  const reading = (job.state === 'reading' || job.state === 'retrying') && !job.paused;
  return (
    <div className={styles.pictures}>
      <Panel title="Sectors" aside={<Legend entries={legendEntries(map, progress.counts)} />}>
        <div className={styles.picture}>
          <SectorMap
            runs={runs}
            groupSectors={geometry?.sectorsPerTrack ?? 0}
            readingLba={reading ? progress.positionLba : null}
            whereWords={(lba) => whereOnFloppy(geometry, lba)}
          />
        </div>
      </Panel>
      <div className={styles.side}>
        <Panel title="Speed over position">
          <RatePlot rate={progress.rate} runs={runs} totalSectors={map.totalSectors} />
        </Panel>
        <Panel title="Passes">
          <PassesTable passes={progress.passes} current={reading ? progress.pass : null} />
        </Panel>
      </div>
    </div>
  );
}

function pagesOf(job: JobSnapshot): TabPage[] {
  const { progress, inspection } = job;
  const geometry = inspection?.hypotheses[0];
  const map = progress?.map;
  const ranges = map ? notableRanges(inSectors(map)) : [];
  const pages: TabPage[] = [
    {
      id: 'ranges',
      title: 'Ranges',
      count: ranges.length > 0 ? countWords(ranges.length) : undefined,
      body: !map ? (
        <p className={styles.none}>There is no map yet.</p>
      ) : (
        <RangesTable
          ranges={ranges}
          sectorSize={job.sectorSize}
          coarseSectors={map.sectorsPerUnit > 1 ? map.sectorsPerUnit : null}
          whereWords={(lba) => whereOnFloppy(geometry, lba)}
        />
      ),
    },
    {
      id: 'files',
      title: 'Files',
      count: job.files.length > 0 ? countWords(job.files.length) : undefined,
      body: <FilesTable files={job.files} directory={job.directory} />,
    },
    { id: 'log', title: 'Log', body: <LogPanel jobId={job.id} revision={job.revision} /> },
  ];
  if (inspection) {
    pages.push({
      id: 'medium',
      title: 'Medium',
      body: (
        <div className={styles.medium}>
          <Layouts hypotheses={inspection.hypotheses} />
          <Filesystems filesystems={inspection.filesystems} />
        </div>
      ),
    });
  }
  return pages;
}

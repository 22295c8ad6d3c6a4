/** One dump as the catalogue knows it: how good it is, what it is, where its files are, what happened to it. */
import { FileSearch, RotateCcw, Send, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { totalSectors } from '../../../shared/model/sector-runs.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Facts } from '../../components/facts.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Panel, Screen } from '../../components/screen.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { Legend } from '../../sector-map/legend.tsx';
import { legendEntries } from '../../sector-map/legend-entries.ts';
import { placesOf } from '../../sector-map/places.ts';
import { notableRanges } from '../../sector-map/ranges.ts';
import { SectorMap } from '../../sector-map/sector-map.tsx';
import { useDiscShape } from '../../sector-map/use-disc-shape.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { kindWords, otherTitleWords, tracksWords } from '../../words/disc.ts';
import { momentWords } from '../../words/moments.ts';
import { bytesWords, countWords } from '../../words/numbers.ts';
import { outcomeTone, outcomeWords } from '../../words/stage.ts';
import { verdict } from '../../words/verdict.ts';
import { ElsewherePage } from '../contents/elsewhere-page.tsx';
import { DiscFacts } from '../disc/disc-facts.tsx';
import { TracksTable } from '../disc/tracks-table.tsx';
import { FilesPage } from '../files/files-page.tsx';
import { RangesAndFiles } from '../files/ranges-and-files.tsx';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import { C2OverPosition } from '../job/c2-over-position.tsx';
import { c2Pages } from '../job/c2-table.tsx';
import { FilesTable } from '../job/files-table.tsx';
import header from '../job/job-header.module.css';
import job from '../job/job-screen.module.css';
import { SectorDialog } from '../sector/sector-dialog.tsx';
import { useSectorVisit } from '../sector/use-sector-visit.ts';
import { Filesystems, Layouts } from '../start/medium-facts.tsx';
import styles from './dump-screen.module.css';
import { EventsList } from './events-list.tsx';
import { MergedFrom } from './merged-from.tsx';
import { ProtectionNotices } from './protection-notice.tsx';
import { VerifyReport } from './verify-report.tsx';

const insidePage = 'inside';

type Verification = Awaited<ReturnType<HubClient['catalogue']['verify']>>;

export interface DumpScreenProps {
  readonly dumpId: string;
  /** Whether its files have the room of the pictures. */
  readonly isInside: boolean;
}

export function DumpScreen({ dumpId, isInside }: DumpScreenProps) {
  const dump = useLoaded(`dump ${dumpId}`, (hub, signal) => hub.catalogue.showDump({ dumpId }, { signal }));
  if (dump.error)
    return (
      <Screen title={t('dump')}>
        <FaultNotice
          error={dump.error}
          actions={<Button onClick={dump.reload}>{messagesOf('common')('tryAgain')}</Button>}
        />
      </Screen>
    );
  return (
    <main className={job.screen}>
      {dump.value && <Dump dump={dump.value} isInside={isInside} onVerified={dump.reload} />}
    </main>
  );
}

interface DumpProps {
  readonly dump: DumpRecord;
  readonly isInside: boolean;
  readonly onVerified: () => void;
}

const t = messagesOf('dump');
const c2 = messagesOf('c2');
const contents = messagesOf('contents');
const images = messagesOf('images');
const together = messagesOf('together');

function Dump({ dump, isInside, onVerified }: DumpProps) {
  const { client } = useHub();
  const [checking, setChecking] = useState(false);
  const [verification, setVerification] = useState<Verification | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [handingOver, setHandingOver] = useState(false);
  const visit = useSectorVisit();
  const { record } = dump;
  const verify = async () => {
    setChecking(true);
    setFault(null);
    setVerification(null);
    try {
      setVerification(await client.catalogue.verify({ dumpId: record.dumpId }));
      onVerified();
    } catch (error) {
      setFault(error);
    } finally {
      setChecking(false);
    }
  };
  const rehearse = async () => {
    if (await act(() => client.drives.rehearse({ dumpId: record.dumpId }), t('rehearsing')))
      go({ screen: 'bench' });
  };
  const disc = record.disc?.disc ?? null;
  const isCd = (disc?.tracks.length ?? 0) > 0;
  const title = otherTitleWords(dump.summary.disc, record.name);
  const places = placesOf(record.hypotheses[0], disc);
  const shape = useDiscShape(disc, record.hypotheses[0], record.source.medium.totalSectors);
  const map = { sectorsPerUnit: 1, totalSectors: totalSectors(record.states), runs: record.states };
  return (
    <>
      <header className={header.header}>
        <div className={header.words}>
          <p className={header.line}>
            <Chip tone={outcomeTone(record.outcome)}>{outcomeWords(record.outcome)}</Chip>
            <span className={header.name}>{record.name}</span>
            {record.carrier !== null && (
              <ViewLink to={{ screen: 'carrier', code: record.carrier }} className={header.carrier}>
                {record.carrier}
              </ViewLink>
            )}
            {title !== null && <span className={header.title}>{title}</span>}
            {dump.summary.attempt > 1 && (
              <span className={header.source}>{t('attempt', { number: dump.summary.attempt })}</span>
            )}
          </p>
          <h1 className={header.verdict}>
            {verdict({
              state: 'done',
              paused: false,
              counts: record.counts,
              options: record.options,
              files: record.files,
            })}
          </h1>
        </div>
        <div className={header.actions}>
          <Button
            icon={<FileSearch />}
            onClick={() => go({ screen: 'image', image: { dumpId: record.dumpId } })}
          >
            {images('openImage')}
          </Button>
          <Button icon={<RotateCcw />} title={t('rehearseNote')} onClick={rehearse}>
            {t('rehearse')}
          </Button>
          <Button icon={<Send />} onClick={() => setHandingOver(true)}>
            {t('handOver')}
          </Button>
          <Button icon={<ShieldCheck />} disabled={checking} onClick={verify}>
            {checking ? t('readingFiles') : t('verifyFiles')}
          </Button>
        </div>
      </header>
      {fault ? <FaultNotice error={fault} /> : null}
      {verification && <VerifyReport {...verification} />}
      <ProtectionNotices dump={dump} />
      <HandOverDialog
        scope={handingOver ? { kind: 'dumps', dumpIds: [record.dumpId] } : null}
        count={1}
        proposedName={record.carrier ?? record.name}
        onClose={() => setHandingOver(false)}
      />
      <SectorDialog
        source={{ dumpId: record.dumpId }}
        visit={visit}
        totalSectors={map.totalSectors}
        places={places}
        isCd={isCd}
      />
      <div className={job.pictures} hidden={isInside}>
        <div className={styles.medium}>
          <Panel title={t('sectors')} aside={<Legend entries={legendEntries(map, record.counts)} />}>
            <div className={job.picture}>
              <SectorMap
                runs={record.states}
                places={places}
                shape={shape}
                readingLba={null}
                wanted={visit.wanted}
                onOpen={visit.open}
              />
            </div>
          </Panel>
          {isCd && (
            <Panel title={c2('c2OverPosition')} term="c2">
              <C2OverPosition
                record={record.c2 ?? null}
                totalSectors={map.totalSectors}
                marks={places.marks}
                isReading={false}
              />
            </Panel>
          )}
        </div>
        <Panel title={t('record')}>
          <div className={styles.facts}>
            <RecordFacts dump={dump} />
          </div>
        </Panel>
      </div>
      <div className={job.pages}>
        <Tabs
          label={t('about')}
          first={isInside ? insidePage : undefined}
          onPage={(id) =>
            go({ screen: 'dump', dumpId: record.dumpId, inside: id === insidePage }, { replace: true })
          }
          pages={[
            ...(disc && disc.tracks.length > 0
              ? [
                  {
                    id: 'tracks',
                    title: t('tracks'),
                    count: countWords(disc.tracks.length),
                    body: <TracksTable disc={disc} map={map} records={record.disc?.tracks ?? []} />,
                  },
                ]
              : []),
            {
              id: insidePage,
              title: t('files'),
              body: <FilesPage dumpId={record.dumpId} name={record.name} />,
            },
            {
              id: 'files',
              title: t('imageFiles'),
              count: countWords(record.files.length),
              body: <FilesTable files={record.files} directory={dump.directory} />,
            },
            {
              id: 'ranges',
              title: t('ranges'),
              body: (
                <RangesAndFiles
                  source={{ dumpId: record.dumpId }}
                  onShow={visit.show}
                  ranges={notableRanges(record.states)}
                  sectorSize={record.source.medium.sectorSize}
                  coarseSectors={null}
                  places={places}
                  disc={disc}
                />
              ),
            },
            ...c2Pages(record.c2, disc, visit.show),
            ...(record.merge
              ? [{ id: 'sources', title: together('of'), body: <MergedFrom merge={record.merge} /> }]
              : []),
            {
              id: 'elsewhere',
              title: contents('elsewhere'),
              body: <ElsewherePage dumpId={record.dumpId} />,
            },
            {
              id: 'events',
              title: t('events'),
              count: countWords(dump.events.length),
              body: <EventsList events={dump.events} />,
            },
            {
              id: 'medium',
              title: disc ? t('disc') : t('medium'),
              body: (
                <div className={job.medium}>
                  {record.disc ? <DiscFacts {...record.disc} /> : <Layouts hypotheses={record.hypotheses} />}
                  <Filesystems filesystems={record.filesystems} />
                </div>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}

function RecordFacts({ dump }: { readonly dump: DumpRecord }) {
  const { record } = dump;
  const { medium, address } = record.source;
  const drives = record.drives.map((drive) =>
    [drive.vendor, drive.product, drive.serial].filter(Boolean).join(' '),
  );
  return (
    <Facts
      facts={[
        { name: t('size'), value: bytesWords(medium.sizeBytes) },
        { name: t('layout'), value: record.hypotheses[0]?.name },
        { name: t('disc'), value: record.disc && kindWords(record.disc.disc) },
        { name: t('tracks'), value: dump.summary.disc && tracksWords(dump.summary.disc) },
        { name: t('volume'), value: dump.summary.volumeLabels.join(', ') },
        { name: t('imaged'), value: momentWords(record.endedAt) },
        { name: t('source'), value: address, mono: true },
        { name: t('drive'), value: drives.join('; ') },
        { name: t('retryPasses'), value: countWords(record.options.retries) },
        { name: t('folder'), value: dump.directory, mono: true },
        { name: t('dump'), value: record.dumpId, mono: true },
        { name: t('madeWith'), value: `${record.tool.name} ${record.tool.version}` },
      ]}
    />
  );
}

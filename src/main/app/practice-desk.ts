/** The practice desk behind `practice` of the contract: its shelf is described once, its drive is filled by hand. */
import { SpindleError } from '../../shared/errors.ts';
import type { DumpSummary } from '../../shared/model/catalogue.ts';
import type { Catalogue } from '../core/ports.ts';
import {
  exerciseStates,
  type PracticeCarrierFacts,
  type PracticeDumpFacts,
} from '../core/practice/exercises.ts';
import { practiceCarriers, practiceCollection, shelvedDisks } from '../core/practice/practice-collection.ts';
import type { PracticeFolder } from '../core/practice/practice-port.ts';
import { Feed } from './feed.ts';
import type { Os } from './implementer.ts';
import type { JobQueue } from './job-queue.ts';
import type { Sources } from './sources.ts';

/** More files than all practice dumps have together. */
const mostFiles = 1000;
const mostCarriers = 500;

export interface PracticeParts {
  /** Null at every other desk. */
  readonly folder: PracticeFolder | null;
  /** @throws SpindleError why there is none */
  readonly catalogue: () => Catalogue;
  readonly queue: JobQueue;
  readonly sources: Sources;
  /** Has the batches at work look at their drives. */
  readonly lookAtDrives: () => Promise<void>;
}

/**
 * Describes the shelf in a catalogue that does not know it yet; a carrier somebody took away since stays away. The collection
 * comes last, so that a start that was cut short is made good by the next one.
 */
export async function describeShelf(catalogue: Catalogue, by: string): Promise<void> {
  const { collection } = catalogue;
  const known = await collection.collections();
  if (known.some(({ code }) => code === practiceCollection.code)) return;
  const { carriers } = await collection.carriers({}, null, mostCarriers);
  const there = new Set(carriers.map(({ code }) => code));
  for (const { collection: _, ...fields } of practiceCarriers)
    if (!there.has(fields.code)) await collection.createCarrier(by, fields);
  // The exercises lead where the first steps would.
  await catalogue.saveSettings({ ...(await catalogue.settings()), firstStepsDone: true });
  await collection.createCollection(by, practiceCollection);
  const codes = practiceCarriers.map(({ code }) => code);
  await collection.editCarriers(by, codes, { collection: practiceCollection.code });
}

export function practiceHandlers(
  { practice: os }: Os,
  { folder, catalogue, queue, sources, lookAtDrives }: PracticeParts,
) {
  const drive = new Feed<string | null>(folder?.inserted() ?? null);

  function desk(): PracticeFolder {
    if (folder) return folder;
    throw new SpindleError(
      'unsupported',
      'This is no practice desk: nothing was changed. Start one with "spindle practice".',
      {},
    );
  }

  return {
    watch: os.watch.handler(async ({ input, signal }) => {
      desk();
      const { revision, value } = await drive.past(input.after, signal);
      const disks = shelvedDisks.map(({ id, code, place }) => ({ id, code, place }));
      return { revision, disks, inserted: value };
    }),
    insert: os.insert.handler(async ({ input }) => {
      const { driveAddress, insert } = desk();
      const { drives } = await sources.refresh();
      const used = drives.find(({ address }) => address === driveAddress);
      // One that waits may wait for just the disk that comes next.
      if (used && queue.onSource(used.id)?.isAtWork)
        throw new SpindleError(
          'device-busy',
          'The practice drive is at work: its disk was left where it is. Wait for the end of its job, or stop it.',
          {},
        );
      insert(input.disk);
      drive.set(input.disk);
      await sources.refresh();
      // A batch must see the empty drive, however soon the next disk follows.
      await lookAtDrives();
      return {};
    }),
    exercises: os.exercises.handler(async () => {
      const facts = await factsOf(catalogue(), queue, await desk().baggedHashes());
      return { exercises: exerciseStates(facts) };
    }),
  };
}

async function factsOf(catalogue: Catalogue, queue: JobQueue, bagged: ReadonlySet<string>) {
  const checked = new Set((await catalogue.fixity.files('ok', 0, mostFiles)).map(({ dumpId }) => dumpId));
  const parked = new Set(
    queue.feed.value.filter(({ state }) => state === 'parked').map(({ carrier }) => carrier),
  );
  const { carriers } = await catalogue.collection.carriers({}, null, mostCarriers);
  const facts = new Map<string, PracticeCarrierFacts>();
  for (const carrier of carriers.filter(({ code }) => isOfDesk(code))) {
    const { dumps } = await catalogue.collection.carrier(carrier.code);
    const told: PracticeDumpFacts[] = [];
    for (const dump of dumps) told.push(await dumpFacts(catalogue, dump, checked, bagged));
    facts.set(carrier.code, { ...carrier, dumps: told, isParked: parked.has(carrier.code) });
  }
  return facts;
}

const isOfDesk = (code: string) => practiceCarriers.some((carrier) => carrier.code === code);

async function dumpFacts(
  catalogue: Catalogue,
  { dumpId, outcome, badSectors, volumeLabels }: DumpSummary,
  checked: ReadonlySet<string>,
  bagged: ReadonlySet<string>,
): Promise<PracticeDumpFacts> {
  const { record } = await catalogue.showDump(dumpId);
  return {
    outcome,
    badSectors,
    volumeLabels,
    // One event for every time somebody sat down to read: `ima` of the Library of Congress' event types.
    readings: record.events.filter(({ type }) => type === 'ima').length,
    isChecked: checked.has(dumpId),
    isBagged: record.files.length > 0 && record.files.every(({ sha256 }) => bagged.has(sha256)),
  };
}

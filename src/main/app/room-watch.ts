/** Holds what runs and waits against what is free, for each volume; looks again only while somebody watches. */
import type { PlannedMedium, PlannedOptions, StartRoom, VolumeRoom } from '../../shared/model/room.ts';
import type { Volume, VolumeOf } from '../core/ports.ts';
import { dumpSize } from '../core/room/dump-size.ts';
import { plannedWrite } from '../core/room/planned-write.ts';
import { forecastRoom, type PlannedWrite } from '../core/room/room-forecast.ts';
import { Feed } from './feed.ts';
import type { JobQueue } from './job-queue.ts';

const lookIntervalMs = 2000;

export interface RoomTools {
  readonly queue: Pick<JobQueue, 'writers'>;
  readonly volumeOf: VolumeOf;
}

interface Filling {
  readonly path: string;
  readonly freeBytes: number | null;
  readonly writes: PlannedWrite[];
}

export class RoomWatch {
  readonly #tools: RoomTools;
  readonly #feed = new Feed<readonly VolumeRoom[]>([]);
  readonly #timer: NodeJS.Timeout;
  #lastLookMs = Number.NEGATIVE_INFINITY;

  constructor(tools: RoomTools) {
    this.#tools = tools;
    this.#timer = setInterval(() => this.#feed.isWatched && void this.look(), lookIntervalMs);
    this.#timer.unref();
  }

  async watch(after: number, signal?: AbortSignal): Promise<{ revision: number; volumes: VolumeRoom[] }> {
    if (performance.now() - this.#lastLookMs > lookIntervalMs) await this.look();
    const { revision, value } = await this.#feed.past(after, signal);
    return { revision, volumes: [...value] };
  }

  async look(): Promise<void> {
    const isFirst = this.#lastLookMs < 0;
    this.#lastLookMs = performance.now();
    const volumes = [...(await this.#fillings()).values()].map(roomOf);
    if (isFirst || JSON.stringify(volumes) !== JSON.stringify(this.#feed.value)) this.#feed.set(volumes);
  }

  /** A job in `directory` that is thought of, behind all that run and wait. */
  async ofStart(
    directory: string,
    asked: { readonly sourceId: string; readonly medium: PlannedMedium; readonly options: PlannedOptions },
  ): Promise<StartRoom> {
    const { peakBytes, keptBytes } = dumpSize(asked.medium, asked.options);
    const volume = await this.#volumeOf(directory);
    const others = (await this.#fillings()).get(keyOf(volume, directory))?.writes ?? [];
    const own = { jobId: '', name: '', sourceId: asked.sourceId, peakBytes, keptBytes };
    const freeBytes = volume?.freeBytes ?? null;
    const { neededBytes, short } = forecastRoom([...others, own], freeBytes);
    return {
      neededBytes: peakBytes,
      togetherBytes: neededBytes,
      freeBytes,
      others: others.length,
      fits: short.length === 0,
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #fillings(): Promise<Map<string, Filling>> {
    const { writers } = this.#tools.queue;
    const directories = [...new Set(writers.map(({ snapshot }) => snapshot.directory))];
    const volumes = new Map(
      await Promise.all(directories.map(async (path) => [path, await this.#volumeOf(path)] as const)),
    );
    const fillings = new Map<string, Filling>();
    for (const { snapshot, medium } of writers) {
      const { directory: path } = snapshot;
      const volume = volumes.get(path) ?? null;
      const key = keyOf(volume, path);
      const filling = fillings.get(key) ?? { path, freeBytes: volume?.freeBytes ?? null, writes: [] };
      filling.writes.push(plannedWrite(snapshot, medium));
      fillings.set(key, filling);
    }
    return fillings;
  }

  /** A forecast may lack a figure; what is wrong with a folder, its job will tell. */
  async #volumeOf(path: string): Promise<Volume | null> {
    try {
      return await this.#tools.volumeOf(path);
    } catch {
      return null;
    }
  }
}

/** A folder whose volume is not known stands for itself. */
function keyOf(volume: Volume | null, path: string): string {
  return volume ? `volume ${volume.id}` : `folder ${path}`;
}

function roomOf({ path, freeBytes, writes }: Filling): VolumeRoom {
  const { neededBytes, unknownJobs, short } = forecastRoom(writes, freeBytes);
  const [first] = short;
  return {
    ...{ path, freeBytes, neededBytes, unknownJobs },
    jobs: writes.length,
    firstShort: first ? { jobId: first.jobId, name: first.name } : null,
    shortJobIds: short.map(({ jobId }) => jobId),
  };
}

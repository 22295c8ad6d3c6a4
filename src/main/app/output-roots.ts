/** Folders a person granted: screens name them by id, never by path. */
import { createHash } from 'node:crypto';
import { SpindleError } from '../../shared/errors.ts';
import type { OutputRoot } from '../../shared/model/output.ts';
import type { VolumeOf } from '../core/ports.ts';

export class OutputRoots {
  readonly #paths = new Map<string, { path: string; label: string }>();
  readonly #volumeOf: VolumeOf;

  constructor(volumeOf: VolumeOf) {
    this.#volumeOf = volumeOf;
  }

  /** @param path absolute */
  async grant(path: string, label: string): Promise<OutputRoot> {
    const id = createHash('sha256').update(path).digest('hex').slice(0, 16);
    this.#paths.set(id, { path, label });
    return this.#now(id, { path, label });
  }

  async list(): Promise<OutputRoot[]> {
    return Promise.all([...this.#paths].map(([id, root]) => this.#now(id, root)));
  }

  async #now(id: string, { path, label }: { path: string; label: string }): Promise<OutputRoot> {
    return { id, label, path, freeBytes: (await this.#volumeOf(path))?.freeBytes ?? null };
  }

  /** @throws SpindleError not-found */
  path(id: string): string {
    const root = this.#paths.get(id);
    if (!root)
      throw new SpindleError('not-found', 'This output folder has not been granted.', { rootId: id });
    return root.path;
  }
}

/** A hand-over of the made-up hub, which a test moves on. */
import { randomUUID } from 'node:crypto';
import type { HandOver, StartHandOver } from '../../src/shared/model/hand-over.ts';
import { FakeFeed } from './fake-feed.ts';

type Snapshot = Omit<HandOver, 'revision'>;

const idle: Snapshot = {
  state: 'running',
  error: null,
  format: 'bag',
  done: 0,
  total: 1,
  unit: 'dumps',
  path: '',
  warnings: [],
  result: null,
};

export class FakeHandOver {
  readonly feed = new FakeFeed<Snapshot>(idle);
  #path = '';

  start({ format, name }: StartHandOver, folder: string): string {
    this.#path = `${folder}/${name}`;
    this.feed.set({
      ...idle,
      format,
      done: 412_000_000,
      total: 700_000_000,
      unit: 'bytes',
      path: 'AR-0412/AR-0412.bin',
    });
    return randomUUID();
  }

  finish(): void {
    this.feed.set({
      ...this.feed.value,
      state: 'done',
      result: { path: this.#path, dumps: 1, files: 6, sizeBytes: 700_000_000 },
    });
  }

  cancel(): void {
    this.feed.set({ ...this.feed.value, state: 'cancelled' });
  }
}

/** Images people look into: few at once, opened again when they were lost, and only by ids the hub gave out. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { extractions } from '../../src/main/app/extractions.ts';
import { imageShelf } from '../../src/main/app/image-shelf.ts';
import type { ImageSession, WatchExtraction } from '../../src/main/core/ports.ts';
import { SpindleError } from '../../src/shared/errors.ts';

function fakeSessions() {
  const opened: (ImageSession & { isOpen: boolean; readonly name: string })[] = [];
  const none = () => Promise.reject(new Error('not asked here'));
  const open = async (path: string): Promise<ImageSession> => {
    const name = path.slice('/dumps/'.length);
    const session = {
      name,
      isOpen: true,
      description: {
        kind: 'block' as const,
        trees: [],
        foreign: [],
        soundTracks: [],
        isDamageKnown: true,
        warnings: [],
      },
      list: none,
      seek: none,
      hurt: none,
      read: none,
      sound: none,
      portrait: none,
      sector: none,
      close: () => {
        session.isOpen = false;
      },
    };
    opened.push(session);
    return session;
  };
  const shelf = imageShelf({ open });
  onTestFinished(() => shelf.close());
  return { shelf, opened };
}

const place = (name: string) => ({ path: `/dumps/${name}` });

describe('the shelf of images', () => {
  it('opens an image once for many questions, and anew when it was lost', async () => {
    const { shelf, opened } = fakeSessions();
    const id = shelf.add(place('a'));
    await Promise.all([shelf.session(id), shelf.session(id)]);
    expect(opened).toHaveLength(1);
    opened[0]!.isOpen = false;
    expect((await shelf.session(id)).isOpen).toBe(true);
    expect(opened).toHaveLength(2);
  });

  it('keeps few open, and those last asked for', async () => {
    const { shelf, opened } = fakeSessions();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => shelf.add(place(name)));
    for (const id of ids) await shelf.session(id);
    await shelf.session(ids[2]!);
    const stillOpen = () => opened.filter(({ isOpen }) => isOpen).map(({ name }) => name);
    expect(stillOpen()).toEqual(['c', 'd', 'e', 'f']);
    await shelf.session(ids[0]!);
    expect(stillOpen().sort()).toEqual(['a', 'c', 'e', 'f']);
  });

  it('knows no id it did not give out', async () => {
    const { shelf } = fakeSessions();
    await expect(shelf.session('/etc/passwd')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tries again what could not be opened', async () => {
    let tries = 0;
    const shelf = imageShelf({
      open: async () => {
        throw new SpindleError('not-found', `${++tries}`);
      },
    });
    onTestFinished(() => shelf.close());
    const id = shelf.add(place('a'));
    await expect(shelf.session(id)).rejects.toThrow('1');
    await expect(shelf.session(id)).rejects.toThrow('2');
  });
});

describe('extractions', () => {
  const order = { tree: 'FAT12', entries: [''], directory: '/out', name: 'files' };
  const running = () => {
    const watches: WatchExtraction[] = [];
    const list = extractions({
      extract: (_path, _order, watch) => {
        watches.push(watch);
        return { cancel: async () => watch.onEnd({ state: 'cancelled' }) };
      },
    });
    return { list, watches };
  };

  it('tell how far they are, and how they ended', async () => {
    const { list, watches } = running();
    const id = list.start(place('a'), order);
    const waiting = list.watch(id, 0);
    watches[0]!.onEnd({ state: 'failed', error: new SpindleError('output-full', 'It is full.') });
    expect(await waiting).toMatchObject({ state: 'failed', error: { code: 'output-full' }, revision: 1 });
  });

  it('are few at a time, and are ended when the hub closes', async () => {
    const { list } = running();
    const ids = ['a', 'b', 'c', 'd'].map((name) => list.start(place(name), order));
    expect(() => list.start(place('e'), order)).toThrow(/Wait for one/);
    await list.cancel(ids[0]!);
    list.start(place('e'), order);
    await list.close();
    expect((await list.watch(ids[3]!, 0)).state).toBe('cancelled');
  });
});

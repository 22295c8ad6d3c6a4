/** What the page asks of the window around it is what the window takes. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { News } from '../../src/renderer/telling/news.ts';
import { deepLinkTo, parseDeepLink } from '../../src/shared/deep-link.ts';
import { windowNoticeSchema } from '../../src/shared/model/window-telling.ts';

const things = [
  { screen: 'job', jobId: 'j1' },
  { screen: 'job', jobId: '0190b2c4-5e6f-7a8b-9c0d-000000000001' },
  { screen: 'batch', batchId: '01900000-0000-7000-8000-dddddddddddd' },
  { screen: 'job', jobId: 'a/b?c#d %ü' },
  { screen: 'checks', page: 'fixity' },
  { screen: 'catalogue', query: '' },
  { screen: 'images', rootId: null, folder: '' },
] as const;

describe('a notice', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each(things)('of %j leads there by a link of ours', (thing) => {
    expect(parseDeepLink(deepLinkTo(thing))).toEqual(thing);
  });

  it('in a window of ours is shown by its host, and no browser is asked', async () => {
    const postMessage = vi.fn();
    const requestPermission = vi.fn();
    vi.stubGlobal('location', { protocol: 'spindle:', origin: 'spindle://app' });
    vi.stubGlobal('window', { postMessage });
    vi.stubGlobal('Notification', Object.assign(vi.fn(), { permission: 'default', requestPermission }));
    const { notify, permissionStore } = await import('../../src/renderer/telling/notices.ts');
    const news: News = {
      kind: 'stopped',
      shows: things[0],
      tag: 'job j1',
      jobId: 'j1',
      title: 'LETTERS 93 · Floppy drive',
      sentence: 'Failed before any sector was read.',
    };
    notify(news, vi.fn());
    const [[message, origin]] = postMessage.mock.calls as [[string, string]];
    expect(origin).toBe('spindle://app');
    const said = /^spindle:notice:(.*)$/.exec(message)![1]!;
    expect(windowNoticeSchema.parse(JSON.parse(said))).toEqual({
      tag: 'job j1',
      title: news.title,
      body: news.sentence,
      link: 'spindle://job/j1',
    });
    expect(permissionStore.getState().permission).toBe('granted');
    expect(Notification).not.toHaveBeenCalled();
  });
});

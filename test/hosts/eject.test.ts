/** A tray is opened by a process of its own; what has none says that a hand must do it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { openRealStation, type RealStation, refusalOf } from '../support/real-station.ts';

describe('eject', () => {
  let station: RealStation;
  beforeAll(async () => {
    station = await openRealStation({ simulate: ['sim:practice/cd-mixed', 'sim:practice/floppy-worn'] });
  });
  afterAll(() => station.close());

  it('opens a disc drive, and neither a floppy drive nor a name that a caller made up', async () => {
    const { drives } = await station.client.drives.refresh();
    const [disc, floppy] = ['cd-mixed', 'floppy-worn'].map(
      (name) => drives.find(({ address }) => address.endsWith(name))!,
    );
    expect(await station.client.drives.eject({ sourceId: disc!.id })).toEqual({});
    expect(await refusalOf(station.client.drives.eject({ sourceId: floppy!.id }))).toBe('unsupported');
    expect(await refusalOf(station.client.drives.eject({ sourceId: '/dev/sr0' }))).toBe('not-found');
  });
});

describe('spindle eject', () => {
  it('opens a disc drive, and says that a diskette must be taken out by hand', async () => {
    const opened = await spindle('eject', 'sim:practice/cd-audio', '--json');
    expect(opened.status, opened.stderr).toBe(0);
    expect(opened.result).toEqual({ type: 'result', ejected: 'sim:practice/cd-audio' });
    const refused = await spindle('eject', 'sim:practice/floppy-clean', '--json');
    expect(refused.status).toBe(2);
    expect(refused.error).toMatchObject({ code: 'unsupported' });
  });
});

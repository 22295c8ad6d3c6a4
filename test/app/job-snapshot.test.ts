/** What a job knows of its disc: a little when it is inserted, more when its subchannel was read. */
import { expect, it } from 'vitest';
import { afterMessage, inState, plannedJob } from '../../src/main/app/job-snapshot.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { mixedDisc, mixedDiscRecord } from '../support/disc-record.ts';
import { discDrive, discInspection } from '../support/disc-scenarios.ts';
import { plainSidecar } from '../support/sidecar-arbitrary.ts';

const at = '2026-11-20T20:13:05+01:00';
const planned = plannedJob({
  ...{ id: 'j1', source: discDrive, rootId: 'r', directory: '/dumps', name: 'a', createdAt: at },
  options: defaultJobOptions,
});

it('a job tells its disc in a line as soon as it was looked at', () => {
  const inspected = afterMessage(
    planned,
    { type: 'inspection', inspection: discInspection(mixedDisc()) },
    at,
  );
  expect(inspected.disc).toEqual({
    ...{ profile: 'CD-ROM', title: 'Shelf Marks', performer: 'The Reading Room' },
    ...{ sessions: 1, audioTracks: 3, dataTracks: 1 },
  });
});

it('when it is done it knows what the subchannel told, and how much of that was right', () => {
  const silent = mixedDisc({
    mcn: null,
    tracks: mixedDisc().tracks.map((track) => ({ ...track, isrc: null })),
  });
  const inspected = afterMessage(planned, { type: 'inspection', inspection: discInspection(silent) }, at);
  const hashing = inState(inState(inState(inspected, 'identifying'), 'reading'), 'hashing');
  const record = mixedDiscRecord();
  const sidecar = plainSidecar({ kind: 'optical', disc: record });
  const done = afterMessage(hashing, { type: 'finished', sidecar, files: [] }, at);
  expect(done.inspection?.disc).toEqual(record.disc);
  expect(done.subchannel).toEqual(record.subchannel);
});

it('a disk has no disc', () => {
  const sidecar = plainSidecar();
  const hashing = inState(inState(inState(planned, 'identifying'), 'reading'), 'hashing');
  const done = afterMessage(hashing, { type: 'finished', sidecar, files: [] }, at);
  expect([done.disc, done.subchannel, done.inspection]).toEqual([null, null, null]);
});

/** Which of the first steps comes next follows from drives and jobs alone. */
import { expect, test } from 'vitest';
import { nextStep } from '../../src/renderer/screens/first-steps/where-to.ts';
import { makeDrive, makeJob } from '../support/scenarios.ts';

const none: ReadonlySet<string> = new Set();
const drive = makeDrive('fd0');
const silent = makeDrive('fd1', { sizeBytes: null });
const job = (part: Parameters<typeof makeJob>[1]) => makeJob('j1', { source: drive, ...part });

test('without a drive practice is offered', () => {
  expect(nextStep([], [], none)).toEqual({ kind: 'choose', drive: null, tile: -1 });
});

test('a drive that says nothing of its medium is offered beside practice', () => {
  expect(nextStep([silent], [], none)).toEqual({ kind: 'choose', drive: silent, tile: 0 });
});

test('the first drive that holds something is to be started', () => {
  expect(nextStep([silent, drive], [], none)).toEqual({ kind: 'start', drive, tile: 1 });
});

test('the disk of the system is never offered', () => {
  const system = makeDrive('sda', { systemDisk: 'holds the system' });
  expect(nextStep([system], [], none)).toMatchObject({ kind: 'choose', drive: null });
});

test('a job at work is watched, one that ended well is shown, one that stopped is explained', () => {
  expect(nextStep([drive], [job({ state: 'reading' })], none).kind).toBe('read');
  expect(nextStep([drive], [job({ state: 'done', dumpId: 'd1' })], none).kind).toBe('done');
  expect(nextStep([drive], [job({ state: 'parked' })], none).kind).toBe('halted');
});

test('what was imaged before the steps began does not end them', () => {
  const earlier = job({ state: 'done', dumpId: 'd1' });
  expect(nextStep([drive], [earlier], new Set(['j1'])).kind).toBe('start');
});

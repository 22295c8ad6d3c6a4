/** Every screen and state worth looking at: pictured for the documentation, and tried for who cannot see it. */
import {
  atTheBench,
  batchId,
  manyBatches,
  settledBatch,
  shiftedBatch,
  stoppedBatch,
} from './batch-scenarios.ts';
import type { Scene } from './browser.ts';
import { watchedArchive } from './checks-scenarios.ts';
import { estate } from './collection-scenarios.ts';
import {
  damagedRip,
  discBench,
  discInspection,
  discLog,
  makeDiscRecord,
  readingRoomDisc,
  ripUnderWay,
  ripWithoutC2,
  seenDump,
} from './disc-scenarios.ts';
import type { FakeHubData } from './fake-hub.ts';
import { hurtOffice, hybridDisc } from './image-scenarios.ts';
import { worldOfNames } from './names-scenario.ts';
import {
  archiveFolder,
  dividedDisk,
  hugeFolder,
  readingRoom,
  strayFloppy,
  wornFloppy,
} from './portrait-scenarios.ts';
import { practiceDesk } from './practice-scenarios.ts';
import { hugeQueue, queueBroughtBack, roomEnough, shortOfRoom, waitingQueue } from './queue-scenarios.ts';
import {
  busyBench,
  crowdedBench,
  failedJob,
  finishedWithErrors,
  halfReadRuns,
  hugeRuns,
  jobLog,
  jobWithMap,
  longQueue,
  makeInspection,
  makeProgress,
  makeRecord,
  stalledBench,
} from './scenarios.ts';
import { dataSector } from './sector-scenarios.ts';

export interface Shot {
  readonly name: string;
  readonly data: FakeHubData;
  readonly fragment?: string;
  readonly prepare?: (scene: Scene) => Promise<unknown>;
}

const record = makeRecord();
const disc = makeDiscRecord();
const clash = {
  code: 'geometry-clash',
  message:
    'The boot sector describes 1.2 MB, but the disk has 2 880 sectors. The image is taken in full; do not trust the boot sector.',
};
async function openSector({ page }: Scene): Promise<void> {
  await page.getByRole('slider', { name: 'Sector map' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Bytes of the sector').waitFor();
}

export const shots: readonly Shot[] = [
  { name: 'bench', data: busyBench() },
  { name: 'bench-empty', data: {} },
  { name: 'bench-kiosk', data: busyBench(), fragment: '#/bench?kiosk' },
  { name: 'bench-kiosk-full', data: crowdedBench(), fragment: '#/bench?kiosk' },
  {
    name: 'start',
    data: { ...busyBench(), inspection: makeInspection({ warnings: [clash] }), takenNames: ['LETTERS 93'] },
    prepare: async ({ page }) => {
      await page
        .getByRole('article', { name: 'CF card reader' })
        .getByRole('button', { name: 'Start' })
        .click();
      await page.getByText('the dump will be called').waitFor();
    },
  },
  {
    name: 'job-reading',
    data: { jobs: [jobWithMap('j1', halfReadRuns)], log: jobLog },
    fragment: '#/jobs/j1',
  },
  {
    name: 'job-done',
    data: { jobs: [finishedWithErrors('j1')], log: jobLog },
    fragment: '#/jobs/j1',
    prepare: ({ page }) => page.getByRole('slider', { name: 'Sector map' }).focus(),
  },
  { name: 'job-failed', data: { jobs: [failedJob('j1')], log: jobLog }, fragment: '#/jobs/j1' },
  {
    name: 'job-huge',
    data: { jobs: [jobWithMap('j1', hugeRuns(), { inspection: null, progress: makeProgress(hugeRuns()) })] },
    fragment: '#/jobs/j1',
  },
  { name: 'bench-discs', data: discBench() },
  {
    name: 'start-disc',
    data: {
      ...discBench(),
      inspection: discInspection(readingRoomDisc(false)),
      seenBefore: [seenDump],
    },
    prepare: async ({ page }) => {
      await page
        .getByRole('article', { name: 'LITE-ON iHAS124' })
        .getByRole('button', { name: 'Start' })
        .click();
      await page.getByText('Seen before as').waitFor();
    },
  },
  {
    name: 'rip-reading',
    data: { jobs: [ripUnderWay('j1')], log: discLog },
    fragment: '#/jobs/j1',
  },
  {
    name: 'rip-damaged',
    data: { jobs: [damagedRip('j1')], log: discLog },
    fragment: '#/jobs/j1',
  },
  {
    name: 'rip-c2',
    data: { jobs: [damagedRip('j1')], log: discLog },
    fragment: '#/jobs/j1',
    prepare: ({ page }) => page.getByRole('tab', { name: /^C2/ }).click(),
  },
  {
    name: 'rip-without-c2',
    data: { jobs: [ripWithoutC2('j1')], log: discLog },
    fragment: '#/jobs/j1',
  },
  {
    name: 'job-stalled',
    data: { ...stalledBench(), log: jobLog, image: hurtOffice() },
    fragment: '#/jobs/j1',
  },
  {
    name: 'job-other-drive',
    data: { ...stalledBench(), log: jobLog, image: hurtOffice() },
    fragment: '#/jobs/j1',
    prepare: ({ page }) => page.getByRole('button', { name: 'Other drive' }).click(),
  },
  { name: 'bench-stalled', data: stalledBench() },
  {
    name: 'rip-spiral',
    data: { jobs: [damagedRip('j1')], log: discLog, settings: { mapLook: 'disc' } },
    fragment: '#/jobs/j1',
  },
  {
    name: 'job-tracks',
    data: { jobs: [finishedWithErrors('j1')], log: jobLog, settings: { mapLook: 'disc' } },
    fragment: '#/jobs/j1',
  },
  {
    name: 'sector',
    data: { jobs: [finishedWithErrors('j1')], log: jobLog, image: hurtOffice() },
    fragment: '#/jobs/j1',
    prepare: openSector,
  },
  {
    name: 'sector-disc',
    data: { jobs: [damagedRip('j1')], log: discLog, image: hurtOffice(), sector: dataSector(0) },
    fragment: '#/jobs/j1',
    prepare: openSector,
  },
  { name: 'dump-disc', data: { records: [disc] }, fragment: `#/dumps/${disc.summary.dumpId}` },
  { name: 'queue', data: { ...busyBench(), jobs: longQueue() }, fragment: '#/queue' },
  {
    name: 'queue-waiting',
    data: { ...waitingQueue(), room: [shortOfRoom, roomEnough] },
    fragment: '#/queue',
  },
  { name: 'bench-waiting', data: { ...waitingQueue(), room: [shortOfRoom, roomEnough] } },
  { name: 'queue-restarted', data: queueBroughtBack(), fragment: '#/queue' },
  { name: 'bench-restarted', data: queueBroughtBack() },
  { name: 'bench-kiosk-held', data: waitingQueue(), fragment: '#/bench?kiosk' },
  { name: 'bench-kiosk-restarted', data: queueBroughtBack(), fragment: '#/bench?kiosk' },
  { name: 'job-gone', data: {}, fragment: '#/jobs/j9' },
  { name: 'dump-gone', data: {}, fragment: `#/dumps/${record.summary.dumpId}` },
  { name: 'job-waiting', data: waitingQueue(), fragment: '#/jobs/w6' },
  {
    name: 'start-short',
    data: {
      ...busyBench(),
      startRoom: { togetherBytes: 12_400_000_000, freeBytes: 8_100_000_000, others: 5, fits: false },
    },
    prepare: async ({ page }) => {
      await page
        .getByRole('article', { name: 'CF card reader' })
        .getByRole('button', { name: 'Start' })
        .click();
      await page.getByText('it will not fit').waitFor();
    },
  },
  { name: 'queue-huge', data: hugeQueue(60), fragment: '#/queue' },
  { name: 'catalogue', data: { dumpCount: 100_000 }, fragment: '#/catalogue/dumps' },
  { name: 'dump', data: { records: [record] }, fragment: `#/dumps/${record.summary.dumpId}` },
  {
    name: 'files-text',
    data: { records: [record], image: hurtOffice() },
    fragment: `#/dumps/${record.summary.dumpId}?files`,
    prepare: ({ page }) => page.getByRole('row', { name: /LEDGER/ }).click(),
  },
  {
    name: 'files-hex',
    data: { records: [record], image: hurtOffice() },
    fragment: `#/dumps/${record.summary.dumpId}?files`,
    prepare: async ({ page }) => {
      await page.getByRole('row', { name: /LEDGER/ }).click();
      await page.getByRole('button', { name: 'Hex' }).click();
      await page.getByLabel('Go to offset').fill('0x160');
    },
  },
  {
    name: 'files-hurt',
    data: { records: [record], image: hurtOffice() },
    fragment: `#/dumps/${record.summary.dumpId}?files`,
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: /Hurt by/ }).click();
      await page.getByRole('row', { name: /EDITOR/ }).click();
      await page.getByLabel('Go to offset').fill('0x380');
    },
  },
  {
    name: 'files-names',
    data: { records: [record], image: worldOfNames() },
    fragment: `#/dumps/${record.summary.dumpId}?files`,
    prepare: ({ page }) => page.getByRole('row', { name: /^invoice/ }).click(),
  },
  {
    name: 'files-picture',
    data: { records: [disc], image: hybridDisc() },
    fragment: `#/dumps/${disc.summary.dumpId}?files`,
    prepare: async ({ page }) => {
      await page.getByRole('row', { name: /PICTURES/ }).dblclick();
      await page.getByRole('row', { name: /RINGS/ }).click();
    },
  },
  {
    name: 'files-sound',
    data: { records: [disc], image: hybridDisc() },
    fragment: `#/dumps/${disc.summary.dumpId}?files`,
    prepare: async ({ page }) => {
      await page.getByRole('combobox', { name: 'Show' }).click();
      await page.getByRole('option', { name: /Sound/ }).click();
      await page.getByRole('slider', { name: 'Place in track 3' }).fill('9');
    },
  },
  {
    name: 'files-extract',
    data: { records: [record], image: hurtOffice() },
    fragment: `#/dumps/${record.summary.dumpId}?files`,
    prepare: async ({ page }) => {
      await page.getByRole('row', { name: /LETTERS/ }).click();
      await page.getByRole('button', { name: 'Extract\u2026' }).click();
    },
  },
  { name: 'images-choose', data: { folder: archiveFolder }, fragment: '#/images' },
  { name: 'images-empty', data: {}, fragment: '#/images' },
  { name: 'images-huge', data: { folder: hugeFolder(100_000) }, fragment: '#/images' },
  {
    name: 'image-files',
    data: { image: hurtOffice(), portrait: wornFloppy },
    fragment: '#/image/file/r1/letters-93.img',
    prepare: ({ page }) => page.getByRole('row', { name: /LEDGER/ }).click(),
  },
  {
    name: 'image-sectors',
    data: { image: hurtOffice(), portrait: wornFloppy },
    fragment: '#/image/file/r1/letters-93.img',
    prepare: ({ page }) => page.getByRole('tab', { name: 'Sectors' }).click(),
  },
  {
    name: 'image-what',
    data: { image: hurtOffice(), portrait: strayFloppy },
    fragment: '#/image/file/r1/disk1.imd',
    prepare: ({ page }) => page.getByRole('tab', { name: 'What it is' }).click(),
  },
  {
    name: 'image-divided',
    data: { image: hurtOffice(), portrait: dividedDisk },
    fragment: '#/image/file/r1/disk.img',
    prepare: ({ page }) => page.getByRole('tab', { name: 'What it is' }).click(),
  },
  {
    name: 'image-disc',
    data: { image: hybridDisc(), portrait: readingRoom },
    fragment: '#/image/file/r1/reading-room.cue',
    prepare: ({ page }) => page.getByRole('tab', { name: 'Tracks' }).click(),
  },
  {
    name: 'image-convert',
    data: { image: hurtOffice(), portrait: wornFloppy },
    fragment: '#/image/file/r1/letters-93.img',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Convert\u2026' }).click();
      await page.getByRole('radio', { name: /^IMZ/ }).click();
    },
  },
  {
    name: 'image-write',
    data: { image: hurtOffice(), portrait: wornFloppy },
    fragment: '#/image/file/r1/letters-93.img',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Write\u2026' }).click();
      await page.getByRole('radio', { name: /Kingston/ }).click();
      await page.getByLabel('Type the model').fill('Kingston');
    },
  },
  { name: 'image-failed', data: {}, fragment: '#/image/file/r1/gone.img' },
  { name: 'find', data: estate, fragment: '#/catalogue?q=letter' },
  { name: 'carrier', data: estate, fragment: '#/carriers/AR-0412' },
  {
    name: 'carrier-files',
    data: estate,
    fragment: '#/carriers/AR-0412',
    prepare: ({ page }) => page.getByRole('tab', { name: 'Files', exact: true }).click(),
  },
  {
    name: 'carrier-elsewhere',
    data: estate,
    fragment: '#/carriers/AR-0412',
    prepare: async ({ page }) => {
      await page.getByRole('tab', { name: 'Elsewhere' }).click();
      await page.getByRole('button', { name: 'Read the contents' }).click();
      await page.getByText('and 2 more').waitFor();
    },
  },
  {
    name: 'carrier-merge',
    data: estate,
    fragment: '#/carriers/AR-0412',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Merge dumps' }).click();
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByText('What each supplies').waitFor();
    },
  },
  {
    name: 'labels',
    data: estate,
    fragment: '#/carriers/AR-0412',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Labels' }).click();
      await page.getByLabel('First free label').waitFor();
    },
  },
  { name: 'exceptions', data: estate, fragment: '#/catalogue/exceptions' },
  { name: 'places', data: estate, fragment: '#/catalogue/places' },
  { name: 'changes', data: estate, fragment: '#/catalogue/changes' },
  {
    name: 'table',
    data: estate,
    fragment: '#/catalogue',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'New' }).click();
      await page.getByRole('menuitem', { name: 'From a table' }).click();
      const buffer = Buffer.from('Media ID;Label\n');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'carriers.csv', mimeType: 'text/csv', buffer });
      await page.getByText('48 new carriers').waitFor();
    },
  },
  { name: 'batches', data: manyBatches, fragment: '#/batches' },
  {
    name: 'batch-new',
    data: atTheBench,
    fragment: '#/batches?new=letters',
    prepare: ({ page }) => page.getByLabel('Name of the batch').fill('Box 7'),
  },
  { name: 'batch', data: atTheBench, fragment: `#/batches/${batchId}` },
  {
    name: 'batch-exceptions',
    data: shiftedBatch,
    fragment: `#/batches/${batchId}`,
    prepare: ({ page }) => page.keyboard.press('F9'),
  },
  {
    name: 'batch-close',
    data: settledBatch,
    fragment: `#/batches/${batchId}`,
    prepare: ({ page }) => page.getByRole('button', { name: 'Close the batch' }).click(),
  },
  { name: 'bench-batch', data: atTheBench },
  { name: 'bench-batch-stopped', data: stoppedBatch },
  { name: 'batch-stopped', data: stoppedBatch, fragment: `#/batches/${batchId}` },
  { name: 'quality', data: settledBatch, fragment: `#/quality/${batchId}` },
  { name: 'checks-fixity', data: { checks: watchedArchive }, fragment: '#/checks' },
  { name: 'checks-catalogue', data: { checks: watchedArchive }, fragment: '#/checks/catalogue' },
  { name: 'checks-lists', data: { checks: watchedArchive }, fragment: '#/checks/lists' },
  { name: 'checks-packs', data: { checks: watchedArchive }, fragment: '#/checks/packs' },
  {
    name: 'checks-restore',
    data: { checks: watchedArchive },
    fragment: '#/checks/catalogue',
    prepare: async ({ page }) => {
      await page.getByText('1 backup, newest first').click();
      await page.getByRole('button', { name: /^Put back the backup of/ }).click();
      await page.getByText('What would leave the catalogue').waitFor();
    },
  },
  { name: 'checks-station', data: {}, fragment: '#/checks/station' },
  { name: 'settings', data: {}, fragment: '#/settings' },
  {
    name: 'settings-refused',
    data: {
      settings: { telling: { notify: ['stopped', 'next'], sound: ['errors', 'stopped'], volume: 35 } },
    },
    prepare: async ({ page }) => {
      await page.evaluate(() => Object.defineProperty(Notification, 'permission', { value: 'denied' }));
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByText('This browser refuses notifications').waitFor();
    },
  },
  { name: 'help', data: {}, fragment: '#/help' },
  {
    name: 'practice',
    data: practiceDesk,
    fragment: '#/practice',
    prepare: ({ page }) => page.getByRole('heading', { name: 'Image PR-001 and sign it off' }).waitFor(),
  },
  {
    name: 'practice-bench',
    data: practiceDesk,
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Insert a disk' }).click();
      await page.getByRole('menuitem', { name: 'PR-001' }).click();
      await page.getByText('In the practice drive: PR-001.').waitFor();
    },
  },
  { name: 'practice-kiosk', data: practiceDesk, fragment: '#/bench?kiosk' },
  { name: 'practice-help', data: practiceDesk, fragment: '#/help' },
  { name: 'practice-nowhere', data: {}, fragment: '#/practice' },
  { name: 'first-steps', data: { settings: { firstStepsDone: false } } },
  {
    name: 'term',
    data: { ...discBench(), inspection: discInspection(readingRoomDisc(false)) },
    prepare: async ({ page }) => {
      await page
        .getByRole('article', { name: 'LITE-ON iHAS124' })
        .getByRole('button', { name: 'Start' })
        .click();
      await page.getByRole('button', { name: /Read offset/ }).click();
    },
  },
  {
    name: 'not-fetched',
    data: busyBench(),
    prepare: async ({ page, expectedComplaints }) => {
      expectedComplaints.push(/ERR_FAILED/);
      await page.route(/queue-screen.*\.js$/, (route) => route.abort());
      await page.reload();
      await page.getByRole('link', { name: /^Queue/ }).click();
      await page.getByRole('heading', { name: 'This screen could not be fetched' }).waitFor();
    },
  },
  {
    name: 'broken',
    data: busyBench(),
    prepare: async ({ page, expectedComplaints }) => {
      expectedComplaints.push(/Sector 3 has no colour/);
      const body = 'export function QueueScreen() { throw new Error("Sector 3 has no colour"); }';
      await page.route(/queue-screen.*\.js$/, (route) =>
        route.fulfill({ contentType: 'text/javascript', body }),
      );
      await page.reload();
      await page.getByRole('link', { name: /^Queue/ }).click();
      await page.getByRole('heading', { name: 'This screen stopped working' }).waitFor();
    },
  },
  {
    name: 'no-token',
    data: busyBench(),
    prepare: async ({ page }) => {
      await page.evaluate(() => sessionStorage.clear());
      await page.goto(new URL('/', page.url()).href);
      await page.getByRole('heading', { name: /Open Spindle by the address/ }).waitFor();
    },
  },
  {
    name: 'crash-report',
    data: {},
    prepare: async ({ page }) => {
      await page.evaluate(() =>
        window.postMessage(
          'spindle:crashed:Spindle 0.1.0, report of a failure in the window\nTime: 2026-03-04T05:06:07.000Z\nSystem: linux x64\n\nThe process of the window ended: oom, exit code 9.\n\nHome folders are written as ~. Nothing has been sent anywhere.\n',
          location.origin,
        ),
      );
      await page.getByRole('button', { name: 'Read the report' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

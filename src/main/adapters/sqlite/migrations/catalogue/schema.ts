/** catalogue.db: what is precious. Listings of files inside images, which can be made again, get a file of their own. */
import type { Schema } from '../migration.ts';
import { carriersAndDumps } from './0010-carriers-and-dumps.ts';
import { events } from './0020-events.ts';
import { search } from './0030-search.ts';
import { jobsAndSettings } from './0040-jobs-and-settings.ts';
import { discs } from './0050-discs.ts';
import { driveProfiles } from './0060-drive-profiles.ts';
import { fixity } from './0070-fixity.ts';
import { upkeep } from './0075-upkeep.ts';
import { collection } from './0080-collection.ts';
import { finding } from './0090-finding.ts';
import { mergedChains } from './0100-merged-chains.ts';
import { unitFixity } from './0110-unit-fixity.ts';
import { begunDumps } from './0120-begun-dumps.ts';
import { batchEntryPast } from './0130-batch-entry-past.ts';
import { knownSamples } from './0140-known-samples.ts';
import { waitingJobs } from './0150-waiting-jobs.ts';

export const catalogueSchema: Schema = {
  /** `Spdl` */
  applicationId: 0x5370_646c,
  marksUse: true,
  migrations: [
    carriersAndDumps,
    events,
    search,
    jobsAndSettings,
    discs,
    driveProfiles,
    fixity,
    upkeep,
    collection,
    finding,
    mergedChains,
    unitFixity,
    begunDumps,
    batchEntryPast,
    knownSamples,
    waitingJobs,
  ],
};

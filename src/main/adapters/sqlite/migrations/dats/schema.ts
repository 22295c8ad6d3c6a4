/** dats.db: lists of others, imported and replaced as a whole; nothing in it that an import does not bring back. */
import type { Schema } from '../migration.ts';
import { dats } from './0010-dats.ts';
import { packs } from './0020-packs.ts';

export const datsSchema: Schema = {
  /** `SpdD` */
  applicationId: 0x5370_6444,
  migrations: [dats, packs],
};

/** files.db: what is inside the images; nothing in it that listing them again does not bring back. */
import type { Schema } from '../migration.ts';
import { files } from './0010-files.ts';

export const filesSchema: Schema = {
  /** `SpdF` */
  applicationId: 0x5370_6446,
  migrations: [files],
};

import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../../core/catalogue/uuid-v7.ts';

export function newUuid(): string {
  return uuidV7(Date.now(), randomBytes(10));
}

/** What one question needs of the catalogue, at one moment of it. */
import type { ReadableDb } from '../database.ts';
import { Listings } from './listings.ts';
import { type Places, readPlaces } from './places.ts';
import type { DatStatus, FactSources } from './unit-facts.ts';
import { Units } from './units.ts';

export interface Reading extends FactSources {
  readonly db: ReadableDb;
  readonly units: Units;
  readonly listings: Listings;
  /** Whether there is a file of listings. */
  readonly hasFiles: boolean;
  readonly places: Places;
}

/** What is held in memory between questions. */
export interface Memory {
  readonly units: Units;
  readonly listings: Listings;
}

export function newMemory(): Memory {
  return { units: new Units(), listings: new Listings() };
}

export function beginReading(
  db: ReadableDb,
  memory: Memory,
  hasFiles: boolean,
  datStatus: DatStatus,
): Reading {
  memory.units.refresh(db);
  if (hasFiles) memory.listings.refresh(db);
  return { db, ...memory, hasFiles, places: readPlaces(db), datStatus };
}

/** What one question needs of the catalogue, at one moment of it. */
import type { ReadableDb } from '../database.ts';
import { Listings } from './listings.ts';
import { type Places, readPlaces } from './places.ts';
import type { DatStatus, FactSources } from './unit-facts.ts';
import type { Units } from './units.ts';

export interface Reading extends FactSources {
  readonly db: ReadableDb;
  readonly units: Units;
  readonly listings: Listings;
  /** Whether there is a file of listings. */
  readonly hasFiles: boolean;
  readonly places: Places;
}

export function beginReading(db: ReadableDb, units: Units, hasFiles: boolean, datStatus: DatStatus): Reading {
  units.refresh(db);
  return { db, units, hasFiles, listings: new Listings(db, hasFiles), places: readPlaces(db), datStatus };
}

/** Dumps handed on: as a bag with their files, or as documents about them. */
import { z } from 'zod';
import { wireErrorSchema } from '../errors.ts';
import { outputNameSchema } from './output.ts';

export const handOverFormatSchema = z.object({
  /** `bag`, `bags`, `html`, `premis`, `csv:cca` ...: what `catalogue export` takes. */
  id: z.string(),
  /** What is made: a folder with the files themselves, one document for all, or one for each dump. */
  makes: z.enum(['files', 'document', 'documents']),
});
export type HandOverFormat = z.infer<typeof handOverFormatSchema>;

/** Whether the files themselves are handed on, in one bag or in one for each carrier. */
export function isBagFormat(format: string): boolean {
  return format === 'bag' || format === 'bags';
}

export const handOverScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('carriers'), codes: z.array(z.string().min(1).max(200)).min(1).max(10_000) }),
  z.object({ kind: z.literal('batch'), uuid: z.uuid() }),
  /** With the collections that are part of it. */
  z.object({ kind: z.literal('collection'), code: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('dumps'), dumpIds: z.array(z.string().min(1).max(100)).min(1).max(10_000) }),
]);
export type HandOverScope = z.infer<typeof handOverScopeSchema>;

export const startHandOverSchema = z.object({
  scope: handOverScopeSchema,
  format: z.string().max(100),
  rootId: z.string(),
  /** Of the folder or, without its ending, of the document; `name-2` where that is taken. */
  name: outputNameSchema,
  /** Lines `Label: value` for a bag's bag-info.txt. */
  info: z.array(z.string().max(2000)).max(100).default([]),
  /** Of a finding aid. */
  title: z.string().max(300).default(''),
  /** CSV: a byte order mark in front. */
  withMark: z.boolean().default(false),
});
export type StartHandOver = z.infer<typeof startHandOverSchema>;

export const handOverResultSchema = z.object({
  /** Absolute: of the bag, the folder or the document. */
  path: z.string(),
  dumps: z.int(),
  files: z.int(),
  sizeBytes: z.number().nullable(),
  /** One for each carrier: how many were made, and how many were whole already. */
  bags: z.object({ made: z.int(), kept: z.int() }).optional(),
});
export type HandOverResult = z.infer<typeof handOverResultSchema>;

export const handOverSchema = z.object({
  revision: z.int(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  error: wireErrorSchema.nullable(),
  format: z.string(),
  /** How far it is: bytes for a bag, else dumps. */
  done: z.number(),
  total: z.number(),
  unit: z.enum(['bytes', 'dumps']),
  /** What is being written. */
  path: z.string(),
  /** The first ones. */
  warnings: z.array(z.string()),
  result: handOverResultSchema.nullable(),
});
export type HandOver = z.infer<typeof handOverSchema>;

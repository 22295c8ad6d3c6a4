/** `spindle catalogue carrier|item|collection|location|history|undo`: the collection from the command line. */
import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { HubClient } from '../../../../shared/contract/client.ts';
import { SpindleError } from '../../../../shared/errors.ts';
import { type TableField, tableFields } from '../../../../shared/model/carrier-table.ts';
import {
  type Carrier,
  type CarrierPatch,
  type ChangeResult,
  carrierPatchSchema,
  type Item,
  shownOf,
} from '../../../../shared/model/collection.ts';
import {
  type CarrierException,
  type CarrierState,
  type Disposition,
  type LocationKind,
  vocabularyWords,
} from '../../../../shared/model/vocabulary.ts';
import { counted, countWords } from '../../../../shared/words.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

interface DescribingOptions extends CatalogueOptions {
  readonly title?: string;
  readonly label?: string;
  readonly kind?: string;
  readonly item?: string;
  readonly inCollection?: string;
  readonly location?: string;
  readonly sequence?: number;
  readonly sequenceTotal?: number;
  readonly side?: string;
  readonly copy?: number;
  readonly manufacturer?: string;
  readonly date?: string;
  readonly condition?: string;
  readonly conditionNote?: string;
  readonly note?: string;
  readonly tag?: string[];
  readonly untag?: string[];
  readonly identifier?: string[];
  readonly clear?: string[];
}

const mostTableBytes = 24 * 1024 * 1024;

async function changing(
  terminal: Terminal,
  options: CatalogueOptions,
  change: (collection: HubClient['collection']) => Promise<ChangeResult>,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const result = await change(client.collection);
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

async function patchOf(client: HubClient, options: DescribingOptions): Promise<CarrierPatch> {
  const { title, label, kind, sequence, sequenceTotal, side, copy, manufacturer, date } = options;
  const { condition, conditionNote, note, tag, untag, identifier, inCollection, location } = options;
  const item = options.item === undefined ? undefined : (await findItem(client, options.item)).uuid;
  const given = {
    ...{
      title,
      labelText: label,
      kind,
      item,
      collection: inCollection,
      location,
      sequence,
      sequenceTotal,
      side,
    },
    ...{ copy, manufacturer, date, condition, conditionNote, note, addTags: tag, removeTags: untag },
    addIdentifiers: identifier?.map(parseIdentifier),
  };
  const cleared = (options.clear ?? []).map((field) => [clearable(field), null]);
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = carrierPatchSchema.safeParse({ ...values, ...Object.fromEntries(cleared) });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw usage(`${issue.path.join('.')}: ${issue.message}. Nothing was changed.`);
}

const clearableFields: Readonly<Record<string, keyof CarrierPatch>> = {
  ...{ title: 'title', label: 'labelText', kind: 'kind', item: 'item', collection: 'collection' },
  ...{ location: 'location', sequence: 'sequence', 'sequence-total': 'sequenceTotal', side: 'side' },
  ...{ copy: 'copy', manufacturer: 'manufacturer', date: 'date', condition: 'condition' },
  ...{ 'condition-note': 'conditionNote', note: 'note' },
};

function clearable(field: string): keyof CarrierPatch {
  const found = Object.hasOwn(clearableFields, field) ? clearableFields[field] : undefined;
  if (found) return found;
  throw usage(`"${field}" is nothing that can be cleared: ${Object.keys(clearableFields).join(', ')}.`);
}

function parseIdentifier(text: string): { scheme: string; value: string; verified: boolean } {
  const at = text.indexOf('=');
  if (at < 1)
    throw usage(`"${text}" is no identifier: write its scheme, "=" and its value, as in isbn=3-540-12345-6.`);
  return { scheme: text.slice(0, at).trim().toLowerCase(), value: text.slice(at + 1).trim(), verified: true };
}

function usage(message: string): SpindleError {
  return new SpindleError('bad-usage', message);
}

/** @throws SpindleError not-found, or bad-request where several are called so */
async function findItem(client: HubClient, asked: string): Promise<Item> {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(asked))
    return client.collection.items.show({ uuid: asked.toLowerCase() });
  const { items } = await client.collection.items.list({ query: asked, limit: 500 });
  const exact = items.filter(
    ({ title, callNumber, accessionNo }) =>
      callNumber === asked || accessionNo === asked || title.toLowerCase() === asked.toLowerCase(),
  );
  const found = exact.length > 0 ? exact : items;
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new SpindleError('not-found', `There is no item "${asked}".`, { asked });
  throw new SpindleError(
    'bad-request',
    `${found.length} items are called so: give the uuid or the call number of one.`,
    { asked },
  );
}

export async function carrierNew(
  terminal: Terminal,
  code: string,
  options: DescribingOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const result = await client.collection.carriers.create({ ...(await patchOf(client, options)), code });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

export async function carrierRun(
  terminal: Terminal,
  run: string,
  options: DescribingOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { code: _, ...fields } = await patchOf(client, options);
    const result = await client.collection.carriers.createRun({ run, fields });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

interface ListOptions extends CatalogueOptions {
  readonly state?: CarrierState;
  readonly inCollection?: string;
  readonly location?: string;
  readonly tag?: string;
  readonly prefix?: string;
  readonly limit: number;
}

const pageSize = 500;

export async function carrierList(terminal: Terminal, options: ListOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { state, inCollection, location, tag, prefix, limit } = options;
    const filter = { state, collection: inCollection, location, tag, codePrefix: prefix };
    let shown = 0;
    let total = 0;
    for (let after: string | null = null; shown < limit; ) {
      const asked = { filter, after, limit: Math.min(pageSize, limit - shown) };
      const page: Awaited<ReturnType<typeof client.collection.carriers.list>> =
        await client.collection.carriers.list(asked);
      for (const carrier of page.carriers) {
        terminal.emit({ type: 'carrier', ...carrier });
        if (!terminal.json) terminal.say(carrierLine(carrier));
      }
      shown += page.carriers.length;
      total = page.total;
      after = page.next;
      if (after === null) break;
    }
    terminal.emit({ type: 'result', shown, total });
    terminal.say(
      shown < total
        ? `${countWords(shown)} of ${countWords(total)} carriers.`
        : `${counted(total, 'carrier')}.`,
    );
    return exitStatus.clean;
  });
}

function carrierLine(carrier: Carrier): string {
  const kind = shownOf(carrier.kind);
  const parts = [
    carrier.code,
    vocabularyWords('state', carrier.state),
    kind ? vocabularyWords('kind', kind) : '',
    shownOf(carrier.title) ?? carrier.item?.title ?? '',
    carrier.location ?? '',
    carrier.stateReason,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

export async function carrierShow(
  terminal: Terminal,
  code: string,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const detail = await client.collection.carriers.show({ code });
    terminal.emit({ type: 'result', ...detail });
    if (terminal.json) return exitStatus.clean;
    terminal.say(carrierLine(detail.carrier));
    if (detail.item) terminal.say(`  of ${detail.item.title}`);
    if (detail.locationPath.length > 0) terminal.say(`  in ${detail.locationPath.join(' > ')}`);
    for (const { scheme, value } of detail.identifiers)
      terminal.say(`  ${vocabularyWords('identifierScheme', scheme)} ${value}`);
    for (const dump of detail.dumps)
      terminal.say(
        `  attempt ${dump.attempt}${dump.preferred ? ' (preferred)' : ''}  ${dump.dumpId}  ${dump.outcome}  ${dump.endedAt}`,
      );
    for (const event of detail.events) terminal.say(`  ${event.at}  ${event.type}  ${event.detail}`);
    return exitStatus.clean;
  });
}

export async function carrierEdit(
  terminal: Terminal,
  codes: string[],
  options: DescribingOptions & { readonly code?: string; readonly preview?: boolean },
): Promise<number> {
  if (options.code !== undefined && codes.length > 1)
    throw usage('Only one carrier at a time can get another code.');
  return withHub(options.catalogue, async ({ client }) => {
    const { carriers } = client.collection;
    const { code: _, ...patch } = await patchOf(client, options);
    if (options.preview) {
      const preview = await carriers.previewEdit({ codes, patch });
      terminal.emit({ type: 'result', preview: true, ...preview });
      for (const { code, changes } of preview.examples)
        for (const { field, from, to } of changes)
          terminal.say(`${code}  ${field}: ${from ?? '(nothing)'} becomes ${to ?? '(nothing)'}`);
      terminal.say(`${counted(preview.changed, 'carrier')} would change.`);
      return exitStatus.clean;
    }
    const [only = ''] = codes;
    const renamed = options.code === undefined ? {} : { code: options.code };
    const result =
      codes.length === 1
        ? await carriers.edit({ code: only, patch: { ...patch, ...renamed } })
        : await carriers.editMany({ codes, patch });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

export const carrierRemove = (terminal: Terminal, code: string, options: CatalogueOptions) =>
  changing(terminal, options, ({ carriers }) => carriers.remove({ code }));

interface ImportOptions extends CatalogueOptions {
  readonly map?: string[];
  readonly delimiter?: ',' | ';' | 'tab' | '|';
  readonly preview?: boolean;
  readonly leaveOutRefused?: boolean;
}

export async function carrierImport(
  terminal: Terminal,
  file: string,
  options: ImportOptions,
): Promise<number> {
  const path = resolve(file);
  const table = {
    base64: readTable(path).toString('base64'),
    fileName: basename(path),
    delimiter: options.delimiter === 'tab' ? ('\t' as const) : (options.delimiter ?? null),
    mapping: Object.fromEntries((options.map ?? []).map(parseMapping)),
  };
  return withHub(options.catalogue, async ({ client }) => {
    const preview = await client.collection.table.preview(table);
    for (const { line, why } of preview.refused) {
      terminal.emit({ type: 'problem', path, line, what: why });
      terminal.warn(`${path}, line ${line}: ${why}`);
    }
    const { counts } = preview;
    if (options.preview) {
      terminal.emit({ type: 'result', preview: true, ...preview });
      for (const { name, field } of preview.columns) terminal.say(`column "${name}": ${field}`);
      terminal.say(
        `${countWords(counts.new)} carriers would be made, ${countWords(counts.changed)} changed, ${countWords(counts.same)} are as they are, ${countWords(counts.refused)} lines are refused.`,
      );
      return counts.refused > 0 ? exitStatus.badInput : exitStatus.clean;
    }
    const leaveOutRefused = options.leaveOutRefused ?? false;
    const result = await client.collection.table.import({ ...table, leaveOutRefused });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return result.refused > 0 ? exitStatus.badInput : exitStatus.clean;
  });
}

function readTable(path: string): Buffer {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new SpindleError('not-found', `There is no file ${path}.`, { path });
  if (found.size > mostTableBytes)
    throw new SpindleError(
      'bad-request',
      `${path} is too large for a table of carriers (${found.size} bytes).`,
      { path },
    );
  return readFileSync(path);
}

function parseMapping(text: string): [string, TableField] {
  const at = text.lastIndexOf('=');
  const field = tableFields.find((known) => known === text.slice(at + 1).trim());
  if (at < 1 || !field)
    throw usage(`"${text}" maps no column: write its name, "=" and one of ${tableFields.join(', ')}.`);
  return [text.slice(0, at).trim(), field];
}

export const carrierDispose = (
  terminal: Terminal,
  codes: string[],
  options: CatalogueOptions & { readonly as: Disposition | 'none'; readonly reason?: string },
) =>
  changing(terminal, options, ({ carriers }) =>
    carriers.dispose({
      codes,
      disposition: options.as === 'none' ? null : options.as,
      reason: options.reason ?? null,
    }),
  );

export const carrierException = (
  terminal: Terminal,
  code: string,
  options: CatalogueOptions & { readonly set: CarrierException | 'none'; readonly reason: string },
) =>
  changing(terminal, options, ({ carriers }) =>
    carriers.setException({
      code,
      exception: options.set === 'none' ? null : options.set,
      reason: options.reason,
    }),
  );

export const carrierSignOff = (
  terminal: Terminal,
  codes: string[],
  options: CatalogueOptions & { readonly note?: string },
) => changing(terminal, options, ({ carriers }) => carriers.signOff({ codes, note: options.note ?? '' }));

export const carrierPrefer = (
  terminal: Terminal,
  code: string,
  dump: string,
  options: CatalogueOptions & { readonly reason?: string },
) =>
  changing(terminal, options, ({ carriers }) =>
    carriers.preferDump({ code, dumpId: dump === 'best' ? null : dump, reason: options.reason ?? null }),
  );

export const carrierReassign = (
  terminal: Terminal,
  dumpId: string,
  options: CatalogueOptions & { readonly to: string; readonly reason: string },
) =>
  changing(terminal, options, ({ carriers }) =>
    carriers.reassignDump({ dumpId, to: options.to === 'none' ? null : options.to, reason: options.reason }),
  );

export const carrierMerge = (
  terminal: Terminal,
  from: string,
  options: CatalogueOptions & { readonly into: string; readonly reason: string },
) =>
  changing(terminal, options, ({ carriers }) =>
    carriers.merge({ from, into: options.into, reason: options.reason }),
  );

export const carrierDeliberate = (
  terminal: Terminal,
  dumpId: string,
  options: CatalogueOptions & { readonly lba: number; readonly length: number; readonly note?: string },
) =>
  changing(terminal, options, ({ carriers }) =>
    carriers.markDeliberate({
      dumpId,
      lba: options.lba,
      lengthSectors: options.length,
      note: options.note ?? '',
    }),
  );

interface ItemOptions extends CatalogueOptions {
  readonly title?: string;
  readonly inCollection?: string;
  readonly callNumber?: string;
  readonly accessionNo?: string;
  readonly date?: string;
  readonly dateFrom?: string;
  readonly dateTo?: string;
  readonly rights?: string;
  readonly note?: string;
}

function itemFieldsOf(options: ItemOptions) {
  const { title, inCollection, callNumber, accessionNo, date, dateFrom, dateTo, rights, note } = options;
  return {
    ...(title === undefined ? {} : { title }),
    ...(inCollection === undefined ? {} : { collection: inCollection }),
    ...(callNumber === undefined ? {} : { callNumber }),
    ...(accessionNo === undefined ? {} : { accessionNo }),
    ...(date === undefined ? {} : { dateText: date }),
    ...(dateFrom === undefined ? {} : { dateFrom }),
    ...(dateTo === undefined ? {} : { dateTo }),
    ...(rights === undefined ? {} : { rights }),
    ...(note === undefined ? {} : { note }),
  };
}

export const itemNew = (terminal: Terminal, title: string, options: ItemOptions) =>
  changing(terminal, options, ({ items }) => items.create({ ...itemFieldsOf(options), title }));

export async function itemEdit(terminal: Terminal, asked: string, options: ItemOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { uuid } = await findItem(client, asked);
    const result = await client.collection.items.edit({ uuid, fields: itemFieldsOf(options) });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

export async function itemRemove(
  terminal: Terminal,
  asked: string,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { uuid } = await findItem(client, asked);
    const result = await client.collection.items.remove({ uuid });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

export async function itemList(
  terminal: Terminal,
  query: string,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    let shown = 0;
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof client.collection.items.list>> =
        await client.collection.items.list({
          query,
          after,
          limit: pageSize,
        });
      for (const item of page.items) {
        terminal.emit({ type: 'item', ...item });
        if (!terminal.json)
          terminal.say(
            [item.uuid, item.callNumber ?? '', item.title, `${item.carriers} carriers`]
              .filter((part) => part !== '')
              .join('  '),
          );
      }
      shown += page.items.length;
      after = page.next;
      if (after === null) break;
    }
    terminal.emit({ type: 'result', shown });
    return exitStatus.clean;
  });
}

interface PlaceOptions extends CatalogueOptions {
  readonly code?: string;
  readonly parent?: string;
  readonly note?: string;
  readonly title?: string;
  readonly kind?: LocationKind;
}

function placeOf({ code, parent, note, title }: PlaceOptions) {
  return {
    ...(code === undefined ? {} : { code }),
    ...(parent === undefined ? {} : { parent: parent === 'none' ? null : parent }),
    ...(note === undefined ? {} : { note }),
    ...(title === undefined ? {} : { title }),
  };
}

export const collectionNew = (terminal: Terminal, code: string, options: PlaceOptions) =>
  changing(terminal, options, ({ collections }) => collections.create({ ...placeOf(options), code }));
export const collectionEdit = (terminal: Terminal, code: string, options: PlaceOptions) =>
  changing(terminal, options, ({ collections }) => collections.edit({ code, fields: placeOf(options) }));
export const collectionRemove = (terminal: Terminal, code: string, options: CatalogueOptions) =>
  changing(terminal, options, ({ collections }) => collections.remove({ code }));

export async function collectionList(terminal: Terminal, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { collections } = await client.collection.collections.list();
    for (const one of collections) {
      terminal.emit({ type: 'collection', ...one });
      if (!terminal.json) terminal.say(`${one.code}  ${one.title}  ${counted(one.carriers, 'carrier')}`);
    }
    terminal.emit({ type: 'result', shown: collections.length });
    return exitStatus.clean;
  });
}

const locationOf = (options: PlaceOptions) => {
  const { title: _, ...place } = placeOf(options);
  return { ...place, ...(options.kind === undefined ? {} : { kind: options.kind }) };
};

export const locationNew = (terminal: Terminal, code: string, options: PlaceOptions) =>
  changing(terminal, options, ({ locations }) =>
    locations.create({ ...locationOf(options), kind: options.kind ?? 'box', code }),
  );
export const locationEdit = (terminal: Terminal, code: string, options: PlaceOptions) =>
  changing(terminal, options, ({ locations }) => locations.edit({ code, fields: locationOf(options) }));
export const locationRemove = (terminal: Terminal, code: string, options: CatalogueOptions) =>
  changing(terminal, options, ({ locations }) => locations.remove({ code }));

export async function locationList(terminal: Terminal, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { locations } = await client.collection.locations.list();
    for (const one of locations) {
      terminal.emit({ type: 'location', ...one });
      if (!terminal.json) terminal.say(`${one.code}  ${one.kind}  ${counted(one.carriers, 'carrier')}`);
    }
    terminal.emit({ type: 'result', shown: locations.length });
    return exitStatus.clean;
  });
}

export async function tagList(terminal: Terminal, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { tags } = await client.collection.tags.list();
    for (const { name, carriers } of tags) {
      terminal.emit({ type: 'tag', name, carriers });
      if (!terminal.json) terminal.say(`${name}  ${countWords(carriers)}`);
    }
    terminal.emit({ type: 'result', shown: tags.length });
    return exitStatus.clean;
  });
}

export async function historyList(
  terminal: Terminal,
  options: CatalogueOptions & { readonly limit: number },
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { transactions } = await client.collection.history.list({ limit: options.limit });
    for (const one of transactions) {
      terminal.emit({ type: 'transaction', ...one });
      if (!terminal.json)
        terminal.say(
          `${one.txn}  ${one.at}  ${one.by}: ${one.summary}${one.undoneBy ? ' (taken back)' : ''}`,
        );
    }
    terminal.emit({ type: 'result', shown: transactions.length });
    return exitStatus.clean;
  });
}

export const historyUndo = (terminal: Terminal, txn: string | undefined, options: CatalogueOptions) =>
  changing(terminal, options, async ({ history }) => history.undo({ txn: txn ?? (await lastStep(history)) }));

async function lastStep(history: HubClient['collection']['history']): Promise<string> {
  const { transactions } = await history.list({ limit: 500 });
  const last = transactions.find(({ undoneBy, undoes }) => undoneBy === null && undoes === null);
  if (last) return last.txn;
  throw new SpindleError('not-found', 'There is nothing to take back.');
}

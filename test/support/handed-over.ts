/** Dumps as the catalogue gives them, with or without files, and XML as far as a test looks into it. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ExportContext } from '../../src/main/core/handover/exporter.ts';
import type { DumpRecord } from '../../src/shared/model/catalogue.ts';
import { discSummary } from '../../src/shared/model/disc-summary.ts';
import type { OutputFile } from '../../src/shared/model/output.ts';
import { type Sidecar, sidecarSuffix } from '../../src/shared/model/sidecar.ts';
import { plainSidecar } from './sidecar-arbitrary.ts';

export const testContext: ExportContext = {
  tool: { name: 'spindle', version: '0.1.0' },
  at: '2026-11-21T12:00:00.000+00:00',
  locate: (dump, name) => `file://${dump.directory}/${encodeURIComponent(name)}`,
};

/** The record the catalogue would give of a sidecar. */
export function recordOf(record: Sidecar, part: { directory?: string; attempt?: number } = {}): DumpRecord {
  return {
    summary: {
      dumpId: record.dumpId,
      name: record.name,
      carrier: record.carrier,
      attempt: part.attempt ?? 1,
      outcome: record.outcome,
      endedAt: record.endedAt,
      sizeBytes: record.source.medium.sizeBytes,
      totalSectors: record.counts.total,
      badSectors: record.counts.bad,
      formatName: record.hypotheses[0]?.name ?? null,
      volumeLabels: record.filesystems.map(({ label }) => label),
      driveLabel: '',
      disc: record.disc ? discSummary(record.disc.disc) : null,
    },
    directory: part.directory ?? '/images',
    record,
    events: record.events.map((event, index) => ({ ...event, sequence: index + 1, hash: '00'.repeat(32) })),
  };
}

const hex = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex');

function outputFile(path: string, role: OutputFile['role'], bytes: Uint8Array): OutputFile {
  return {
    path,
    role,
    sizeBytes: bytes.length,
    crc32: crc32(bytes).toString(16).padStart(8, '0'),
    md5: hex('md5', bytes),
    sha1: hex('sha1', bytes),
    sha256: hex('sha256', bytes),
  };
}

/** A dump with its files in a folder: an image of a size, a map, a log and the sidecar. */
export function dumpOnDisk(
  directory: string,
  part: {
    name?: string;
    carrier?: string | null;
    dumpId?: string;
    imageBytes?: number;
    attempt?: number;
  } = {},
): DumpRecord {
  const name = part.name ?? 'disk-0001';
  const contents: readonly (readonly [string, OutputFile['role'], Uint8Array])[] = [
    [`${name}.img`, 'image', Buffer.alloc(part.imageBytes ?? 1_474_560, name)],
    [`${name}.map`, 'map', Buffer.from('# Mapfile\n')],
    [`${name}.log`, 'log', Buffer.from('imaged\n')],
  ];
  mkdirSync(directory, { recursive: true });
  for (const [path, , bytes] of contents) writeFileSync(join(directory, path), bytes);
  const plain = plainSidecar();
  const record = plainSidecar({
    name,
    files: contents.map(([path, role, bytes]) => outputFile(path, role, bytes)),
    ...(part.carrier === undefined ? {} : { carrier: part.carrier }),
    // An event belongs to one dump.
    ...(part.dumpId === undefined
      ? {}
      : { dumpId: part.dumpId, events: plain.events.map((event) => ({ ...event, uuid: part.dumpId! })) }),
  });
  writeFileSync(join(directory, name + sidecarSuffix), `${JSON.stringify(record, null, 2)}\n`);
  return recordOf(record, { directory, attempt: part.attempt ?? 1 });
}

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

const token = /<\?[^>]*\?>|<\/([^\s>]+)>|<([^\s/>]+)((?:\s+[^\s=]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

function unescapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|([a-z]+));|&/g, (whole, code?: string, name?: string) => {
    if (code !== undefined) return String.fromCharCode(Number(code));
    const character = name === undefined ? undefined : names[name];
    if (character === undefined) throw new Error(`not XML: ${whole}`);
    return character;
  });
}

/** Reads what our writers write, strictly: anything else is no XML for these tests. */
export function parseXml(text: string): XmlNode {
  const top: XmlNode & { children: XmlNode[] } = { name: '', attributes: {}, children: [], text: '' };
  const open: { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string }[] = [
    top,
  ];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`not XML at ${at}: ${text.slice(at, at + 60)}`);
    const [, end, start, attributeText = '', isEmpty, characters] = match;
    if (characters !== undefined) open.at(-1)!.text += unescapeXml(characters);
    if (end !== undefined && open.pop()!.name !== end) throw new Error(`not nested at ${at}: ${end}`);
    if (start === undefined) continue;
    const attributes: Record<string, string> = {};
    for (const [, key, value] of attributeText.matchAll(/([^\s=]+)="([^"]*)"/g))
      attributes[key!] = unescapeXml(value!);
    const node = { name: start, attributes, children: [], text: '' };
    open.at(-1)!.children.push(node);
    if (isEmpty !== '/') open.push(node);
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error('not one document');
  return top.children[0]!;
}

/** All elements of a name, at any depth. */
export function elementsNamed(node: XmlNode, name: string): XmlNode[] {
  return [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap((child) => elementsNamed(child, name)),
  ];
}

/** Names of the children, each run of equal ones once. */
export function childOrder(node: XmlNode): string[] {
  const names = node.children.map(({ name }) => name);
  return names.filter((name, index) => name !== names[index - 1]);
}

/** Whether the children come in an order, some of which may be missing. */
export function isInOrder(node: XmlNode, order: readonly string[]): boolean {
  const places = childOrder(node).map((name) => order.indexOf(name));
  return places.every((place, index) => place >= 0 && (index === 0 || place > places[index - 1]!));
}

/**
 * Whether the children are what a schema's sequence allows: names with `?`, `*`, `+` or nothing behind them, as in a DTD.
 * @param prefix of the namespace of the names
 */
export function isOfModel(node: XmlNode, model: string, prefix = ''): boolean {
  const pattern = model.replace(/([\w:]+)([?*+]?)/g, (_, name, times) => `(?:<${prefix}${name}>)${times}`);
  const children = node.children.map(({ name }) => `<${name}>`).join('');
  return new RegExp(`^${pattern.replaceAll(' ', '')}$`).test(children);
}

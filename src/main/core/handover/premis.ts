/**
 * PREMIS 3 (http://www.loc.gov/premis/v3): dumps as representations, their files as files, what happened to them as
 * events, programs and drives as agents. Element order is the schema's; a document has objects, events, agents.
 */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import type { DumpEvent } from '../../../shared/model/sidecar.ts';
import { mediumFormat } from './dump-words.ts';
import { eventTerm, eventTypeVocabulary, isEventCode } from './event-types.ts';
import type { ExportContext, Exporter } from './exporter.ts';
import { element, serialize, startTag, textElement, type XmlElement, xmlDeclaration } from './xml.ts';

export const premisNamespaces = {
  'xmlns:premis': 'http://www.loc.gov/premis/v3',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

/** Something that happened to all dumps of a document and stands in none of their records: the bag was made. */
export interface PackagingEvent {
  readonly uuid: string;
  readonly at: string;
  readonly detail: string;
}

interface Identifier {
  readonly type: string;
  readonly value: string;
}

export function premisExporter(context: ExportContext, packaging: PackagingEvent | null = null): Exporter {
  const agents = new Map<string, XmlElement>();
  const packaged: Identifier[] = [];
  const self: AgentFacts = { ...context.tool, kind: 'software' };
  const noteAgents = ({ record }: DumpRecord) => {
    for (const agent of [{ ...record.tool, kind: 'software' } as const, ...record.drives.map(driveAgent)])
      agents.set(agentIdentifier(agent).value, agentElement(agent));
  };
  return [
    {
      open: `${xmlDeclaration}${startTag('premis:premis', { ...premisNamespaces, version: '3.0' })}\n`,
      each: (dump) =>
        dumpObjects(dump, context)
          .map((object) => serialize(object, 1))
          .join(''),
      close: () => '',
    },
    {
      open: '',
      each(dump) {
        noteAgents(dump);
        packaged.push(dumpIdentifier(dump));
        return dump.events.map((event) => serialize(dumpEvent(dump, event), 1)).join('');
      },
      close: () => (packaging === null ? '' : serialize(packagingEvent(packaging, self, packaged), 1)),
    },
    {
      open: '',
      each: () => '',
      close() {
        if (packaging !== null) agents.set(agentIdentifier(self).value, agentElement(self));
        return `${[...agents.values()].map((agent) => serialize(agent, 1)).join('')}</premis:premis>\n`;
      },
    },
  ];
}

/** A dump and its files, the dump first. */
export function dumpObjects(dump: DumpRecord, context: ExportContext): XmlElement[] {
  return [representation(dump), ...dump.record.files.map((file) => fileObject(dump, file, context))];
}

function dumpIdentifier({ record }: DumpRecord): Identifier {
  return { type: 'UUID', value: record.dumpId };
}

function fileIdentifier({ record }: DumpRecord, file: OutputFile): Identifier {
  return { type: 'local', value: `${record.dumpId}/${file.path}` };
}

function identifier(name: string, { type, value }: Identifier): XmlElement {
  return element(`premis:${name}`, [
    element(`premis:${name}Type`, type),
    element(`premis:${name}Value`, value),
  ]);
}

function representation(dump: DumpRecord): XmlElement {
  const { record } = dump;
  return element(
    'premis:object',
    [
      identifier('objectIdentifier', dumpIdentifier(dump)),
      record.carrier === null
        ? null
        : identifier('objectIdentifier', { type: 'carrier code', value: record.carrier }),
      significant('medium', mediumFormat(dump)),
      significant('outcome', dump.summary.outcome),
      significant(
        'sectors read',
        `${record.counts.good + record.counts.goodAfterRetry} of ${record.counts.total}`,
      ),
      element('premis:originalName', record.name),
    ],
    { 'xsi:type': 'premis:representation' },
  );
}

function significant(type: string, value: string): XmlElement {
  return element('premis:significantProperties', [
    element('premis:significantPropertiesType', type),
    element('premis:significantPropertiesValue', value),
  ]);
}

const fixityNames = { crc32: 'CRC32', md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256' } as const;

export function fileObject(dump: DumpRecord, file: OutputFile, { locate }: ExportContext): XmlElement {
  const { record } = dump;
  return element(
    'premis:object',
    [
      identifier('objectIdentifier', fileIdentifier(dump, file)),
      element('premis:objectCharacteristics', [
        element('premis:compositionLevel', 0),
        ...(['sha256', 'sha1', 'md5', 'crc32'] as const).map((name) =>
          element('premis:fixity', [
            element('premis:messageDigestAlgorithm', fixityNames[name]),
            element('premis:messageDigest', file[name]),
            element('premis:messageDigestOriginator', `${record.tool.name} ${record.tool.version}`),
          ]),
        ),
        element('premis:size', file.sizeBytes),
        element('premis:format', [
          element('premis:formatDesignation', [element('premis:formatName', formatName(file))]),
        ]),
        element('premis:creatingApplication', [
          element('premis:creatingApplicationName', record.tool.name),
          element('premis:creatingApplicationVersion', record.tool.version),
          element('premis:dateCreatedByApplication', record.endedAt),
        ]),
      ]),
      element('premis:originalName', file.path),
      element('premis:storage', [
        element('premis:contentLocation', [
          element('premis:contentLocationType', 'URI'),
          element('premis:contentLocationValue', locate(dump, file.path)),
        ]),
      ]),
      element('premis:relationship', [
        element('premis:relationshipType', 'structural'),
        element('premis:relationshipSubType', 'is part of'),
        identifier('relatedObjectIdentifier', dumpIdentifier(dump)),
      ]),
    ],
    { 'xsi:type': 'premis:file' },
  );
}

/** By its ending, which is what is known: `disc image sheet (.cue)`. */
function formatName({ path, role }: OutputFile): string {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? role : `${role} (${path.slice(dot).toLowerCase()})`;
}

export function dumpEvent(dump: DumpRecord, event: DumpEvent): XmlElement {
  const { record } = dump;
  const drives = event.type === 'ima' ? record.drives.map(driveAgent) : [];
  return eventElement({
    ...event,
    agents: [{ ...record.tool, kind: 'software' as const }, ...drives],
    objects: [dumpIdentifier(dump)],
  });
}

function packagingEvent(
  { uuid, at, detail }: PackagingEvent,
  self: AgentFacts,
  objects: readonly Identifier[],
): XmlElement {
  return eventElement({ uuid, at, detail, type: 'ipc', outcome: 'success', agents: [self], objects });
}

interface EventFacts extends DumpEvent {
  readonly agents: readonly AgentFacts[];
  readonly objects: readonly Identifier[];
}

function eventElement({ uuid, type, at, outcome, detail, agents, objects }: EventFacts): XmlElement {
  const vocabulary = isEventCode(type)
    ? {
        authority: 'eventType',
        authorityURI: eventTypeVocabulary,
        valueURI: `${eventTypeVocabulary}/${type}`,
      }
    : {};
  return element('premis:event', [
    element('premis:eventIdentifier', [
      element('premis:eventIdentifierType', 'UUID'),
      element('premis:eventIdentifierValue', uuid),
    ]),
    element('premis:eventType', eventTerm(type), vocabulary),
    element('premis:eventDateTime', at),
    element('premis:eventOutcomeInformation', [
      element('premis:eventOutcome', outcome),
      detail === ''
        ? null
        : element('premis:eventOutcomeDetail', [element('premis:eventOutcomeDetailNote', detail)]),
    ]),
    ...agents.map((agent) =>
      element('premis:linkingAgentIdentifier', [
        element('premis:linkingAgentIdentifierType', 'local'),
        element('premis:linkingAgentIdentifierValue', agentIdentifier(agent).value),
        element('premis:linkingAgentRole', agent.kind === 'software' ? 'executing program' : 'implementer'),
      ]),
    ),
    ...objects.map(({ type: objectType, value }) =>
      element('premis:linkingObjectIdentifier', [
        element('premis:linkingObjectIdentifierType', objectType),
        element('premis:linkingObjectIdentifierValue', value),
        element('premis:linkingObjectRole', type === 'ima' ? 'outcome' : 'source'),
      ]),
    ),
  ]);
}

interface AgentFacts {
  readonly name: string;
  readonly version: string;
  readonly kind: 'software' | 'hardware';
  readonly note?: string;
}

function driveAgent({ vendor, product, revision, serial }: DriveIdentity): AgentFacts {
  const name = `${vendor} ${product}`.trim() || 'unknown drive';
  return {
    name,
    version: revision,
    kind: 'hardware',
    ...(serial === '' ? {} : { note: `serial ${serial}` }),
  };
}

function agentIdentifier({ name, version, note }: AgentFacts): Identifier {
  return { type: 'local', value: [name, version, note ?? ''].filter((part) => part !== '').join(' ') };
}

function agentElement(agent: AgentFacts): XmlElement {
  return element('premis:agent', [
    identifier('agentIdentifier', agentIdentifier(agent)),
    element('premis:agentName', agent.name),
    element('premis:agentType', agent.kind),
    textElement('premis:agentVersion', agent.version),
    textElement('premis:agentNote', agent.note),
  ]);
}

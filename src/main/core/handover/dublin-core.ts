/** Dublin Core as OAI-PMH carries it (oai_dc), one record a dump: the least a library wants to know of a carrier. */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { discFacts } from '../catalogue/disc-facts.ts';
import { albumText, hasAudio, hasData, mediumFormat, titleOf, volumeLabels } from './dump-words.ts';
import type { Exporter } from './exporter.ts';
import { element, serialize, startTag, textElement, type XmlElement, xmlDeclaration } from './xml.ts';

export const dublinCoreNamespaces = {
  'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

export function dublinCoreExporter(): Exporter {
  return [
    {
      open: `${xmlDeclaration}${startTag('records', dublinCoreNamespaces)}\n`,
      each: (dump) => serialize(dublinCore(dump), 1),
      close: () => '</records>\n',
    },
  ];
}

export function dublinCore(dump: DumpRecord): XmlElement {
  const { record } = dump;
  const album = albumText(dump);
  return element('oai_dc:dc', [
    element('dc:title', titleOf(dump)),
    textElement('dc:creator', album?.performer),
    textElement('dc:description', album?.message),
    ...volumeLabels(dump).map((label) => element('dc:description', `Volume label: ${label}`)),
    element('dc:date', record.endedAt.slice(0, 10)),
    ...types(dump).map((type) => element('dc:type', type)),
    element('dc:format', mediumFormat(dump)),
    element('dc:format', `${record.source.medium.sizeBytes} bytes`),
    ...identifiers(dump).map((value) => element('dc:identifier', value)),
    record.carrier === null ? null : element('dc:source', `Carrier ${record.carrier}`),
    ...languages(dump).map((language) => element('dc:language', language)),
    record.carrier === null ? null : element('dc:relation', `isPartOf ${record.carrier}`),
  ]);
}

/** Terms of the DCMI Type Vocabulary. */
function types(dump: DumpRecord): string[] {
  return ['PhysicalObject', ...(hasData(dump) ? ['Software'] : []), ...(hasAudio(dump) ? ['Sound'] : [])];
}

function identifiers({ record }: DumpRecord): string[] {
  const ofDisc = record.disc === null ? [] : discFacts(record.disc).identifiers;
  return [
    `urn:uuid:${record.dumpId}`,
    ...(record.carrier === null ? [] : [record.carrier]),
    ...ofDisc.map(({ scheme, value }) => `${scheme}:${value}`),
    `urn:sha256:${record.image.sha256}`,
  ];
}

/** Languages the disc itself names; a code that stands for none is left out. */
function languages({ record }: DumpRecord): string[] {
  return Object.keys(record.disc?.disc.cdText ?? {}).filter((name) => !name.startsWith('unknown'));
}

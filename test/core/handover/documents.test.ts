/**
 * Documents against the element orders of their schemas: PREMIS 3.0 (premis-v3-0.xsd), DFXML (dfxml.xsd), METS 1.12
 * (mets.xsd), as the catalogue research gives them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/main/core/filesystem/filesystem.ts';
import { csvCell, csvRow } from '../../../src/main/core/handover/csv.ts';
import { csvExporter, csvPresets } from '../../../src/main/core/handover/csv-presets.ts';
import { dfxmlDocument, type ListedVolume } from '../../../src/main/core/handover/dfxml.ts';
import { dublinCoreExporter } from '../../../src/main/core/handover/dublin-core.ts';
import { exportAll } from '../../../src/main/core/handover/exporter.ts';
import { findingAidDataExporter, findingAidHtml } from '../../../src/main/core/handover/finding-aid.ts';
import { jsonLinesExporter, parseRecordLine } from '../../../src/main/core/handover/json-lines.ts';
import { metsExporter } from '../../../src/main/core/handover/mets.ts';
import { premisExporter } from '../../../src/main/core/handover/premis.ts';
import { redumpSubmission } from '../../../src/main/core/handover/redump.ts';
import { mixedDiscRecord } from '../../support/disc-record.ts';
import {
  childOrder,
  elementsNamed,
  isInOrder,
  isOfModel,
  parseXml,
  recordOf,
  testContext,
  type XmlNode,
} from '../../support/handed-over.ts';
import { plainSidecar, sidecarArbitrary } from '../../support/sidecar-arbitrary.ts';

const dumpsArbitrary = fc
  .uniqueArray(sidecarArbitrary(), { selector: ({ dumpId }) => dumpId, minLength: 1, maxLength: 4 })
  .map((sidecars) => sidecars.map((sidecar) => recordOf(sidecar)));
const floppy = recordOf(plainSidecar());
const disc = recordOf(
  plainSidecar({ kind: 'optical', dumpId: '11111111-1b2d-4e6f-8a90-123456789abc', disc: mixedDiscRecord() }),
);
const runs = { numRuns: 40 };

describe('PREMIS', () => {
  const p = (names: string) => names.split(' ').map((name) => `premis:${name}`);
  const orders: Readonly<Record<string, string[]>> = {
    'premis:premis': p('object event agent rights'),
    'premis:object': p(
      'objectIdentifier preservationLevel significantProperties objectCharacteristics originalName storage signatureInformation relationship linkingEventIdentifier linkingRightsStatementIdentifier',
    ),
    'premis:objectCharacteristics': p(
      'compositionLevel fixity size format creatingApplication inhibitors objectCharacteristicsExtension',
    ),
    'premis:fixity': p('messageDigestAlgorithm messageDigest messageDigestOriginator'),
    'premis:creatingApplication': p(
      'creatingApplicationName creatingApplicationVersion dateCreatedByApplication',
    ),
    'premis:storage': p('contentLocation storageMedium'),
    'premis:contentLocation': p('contentLocationType contentLocationValue'),
    'premis:relationship': p('relationshipType relationshipSubType relatedObjectIdentifier'),
    'premis:event': p(
      'eventIdentifier eventType eventDateTime eventDetailInformation eventOutcomeInformation linkingAgentIdentifier linkingObjectIdentifier',
    ),
    'premis:eventOutcomeInformation': p('eventOutcome eventOutcomeDetail'),
    'premis:linkingAgentIdentifier': p(
      'linkingAgentIdentifierType linkingAgentIdentifierValue linkingAgentRole',
    ),
    'premis:linkingObjectIdentifier': p(
      'linkingObjectIdentifierType linkingObjectIdentifierValue linkingObjectRole',
    ),
    'premis:agent': p('agentIdentifier agentName agentType agentVersion agentNote'),
  };
  const packaging = { uuid: '99999999-1b2d-4e6f-8a90-123456789abc', at: testContext.at, detail: 'bagged' };

  it('has its elements in the order of the schema, whatever was dumped', () => {
    fc.assert(
      fc.property(dumpsArbitrary, (dumps) => {
        const document = parseXml(exportAll(premisExporter(testContext, packaging), dumps));
        for (const [name, order] of Object.entries(orders))
          for (const node of elementsNamed(document, name))
            expect(isInOrder(node, order), `${name}: ${childOrder(node)}`).toBe(true);
        expect(document.attributes.version).toBe('3.0');
      }),
      runs,
    );
  });

  /** Sequences and occurrences of premis-v3-0.xsd, as far as we write them. */
  const models: Readonly<Record<string, string>> = {
    premis: 'object+ event* agent* rights*',
    objectIdentifier: 'objectIdentifierType objectIdentifierValue',
    significantProperties:
      'significantPropertiesType? significantPropertiesValue? significantPropertiesExtension*',
    objectCharacteristics:
      'compositionLevel? fixity* size? format+ creatingApplication* inhibitors* objectCharacteristicsExtension*',
    fixity: 'messageDigestAlgorithm messageDigest messageDigestOriginator?',
    format: 'formatDesignation? formatRegistry? formatNote*',
    formatDesignation: 'formatName formatVersion?',
    creatingApplication:
      'creatingApplicationName? creatingApplicationVersion? dateCreatedByApplication? creatingApplicationExtension*',
    storage: 'contentLocation? storageMedium?',
    contentLocation: 'contentLocationType contentLocationValue',
    relationship:
      'relationshipType relationshipSubType relatedObjectIdentifier+ relatedEventIdentifier* relatedEnvironmentPurpose*',
    relatedObjectIdentifier:
      'relatedObjectIdentifierType relatedObjectIdentifierValue relatedObjectSequence?',
    event:
      'eventIdentifier eventType eventDateTime eventDetailInformation* eventOutcomeInformation* linkingAgentIdentifier* linkingObjectIdentifier*',
    eventIdentifier: 'eventIdentifierType eventIdentifierValue',
    eventOutcomeInformation: 'eventOutcome? eventOutcomeDetail*',
    eventOutcomeDetail: 'eventOutcomeDetailNote? eventOutcomeDetailExtension*',
    linkingAgentIdentifier: 'linkingAgentIdentifierType linkingAgentIdentifierValue linkingAgentRole*',
    linkingObjectIdentifier: 'linkingObjectIdentifierType linkingObjectIdentifierValue linkingObjectRole*',
    agent:
      'agentIdentifier+ agentName* agentType? agentVersion? agentNote* agentExtension* linkingEventIdentifier* linkingRightsStatementIdentifier* linkingEnvironmentIdentifier*',
    agentIdentifier: 'agentIdentifierType agentIdentifierValue',
  };
  const objects: Readonly<Record<string, string>> = {
    'premis:representation':
      'objectIdentifier+ preservationLevel* significantProperties* originalName? storage* relationship* linkingEventIdentifier* linkingRightsStatementIdentifier*',
    'premis:file':
      'objectIdentifier+ preservationLevel* significantProperties* objectCharacteristics+ originalName? storage* signatureInformation* relationship* linkingEventIdentifier* linkingRightsStatementIdentifier*',
  };

  it('has what the schema asks for and as often as it may be, and no element the tables do not know', () => {
    const check = (node: XmlNode): void => {
      const name = node.name.replace(/^premis:/, '');
      const model = name === 'object' ? objects[node.attributes['xsi:type']!] : models[name];
      if (node.children.length > 0 || model !== undefined)
        expect(isOfModel(node, model!, 'premis:'), `${node.name}: ${childOrder(node)}`).toBe(true);
      node.children.forEach(check);
    };
    fc.assert(
      fc.property(dumpsArbitrary, (dumps) => {
        check(parseXml(exportAll(premisExporter(testContext, packaging), dumps)));
      }),
      runs,
    );
  });

  it('is held against a model that would fail', () => {
    const node = parseXml('<premis:fixity><premis:messageDigest>00</premis:messageDigest></premis:fixity>');
    expect(isOfModel(node, models.fixity!, 'premis:')).toBe(false);
    expect(isOfModel(node, 'messageDigestAlgorithm? messageDigest+', 'premis:')).toBe(true);
  });

  it('links every event to agents and objects that stand in the document', () => {
    const document = parseXml(exportAll(premisExporter(testContext, packaging), [floppy, disc]));
    const values = (name: string) => elementsNamed(document, name).map(({ text }) => text);
    const objects = new Set(values('premis:objectIdentifierValue'));
    const agents = new Set(values('premis:agentIdentifierValue'));
    expect(values('premis:linkingObjectIdentifierValue').filter((value) => !objects.has(value))).toEqual([]);
    expect(values('premis:linkingAgentIdentifierValue').filter((value) => !agents.has(value))).toEqual([]);
    expect(values('premis:eventType')).toEqual(['imaging', 'imaging', 'information package creation']);
    expect(values('premis:messageDigest')).toContain(floppy.record.files[0]!.sha256);
    expect(elementsNamed(document, 'premis:eventType')[0]!.attributes.valueURI).toBe(
      'http://id.loc.gov/vocabulary/preservation/eventType/ima',
    );
  });
});

describe('DFXML', () => {
  const orders = {
    dfxml: ['metadata', 'creator', 'source', 'volume', 'fileobject'],
    creator: ['program', 'version', 'build_environment', 'execution_environment', 'library'],
    volume: [
      ...['byte_runs', 'partition_offset', 'sector_size', 'block_size', 'ftype', 'ftype_str', 'block_count'],
      ...['first_block', 'last_block', 'allocated_only', 'fileobject'],
    ],
    fileobject: (
      'parent_object filename error partition id name_type filesize unalloc alloc alloc_inode alloc_name used unused orphan ' +
      'compressed inode meta_type mode nlink uid gid mtime ctime atime crtime seq dtime bkup_time link_target libmagic ' +
      'byte_runs hashdigest spindle:damage'
    ).split(' '),
  };
  const entry: Entry = {
    ...{ name: 'A&B.TXT', kind: 'file', sizeBytes: 700, modified: '1993-05-14T10:30:00', mode: 0o644 },
    ...{
      extents: [
        { offsetBytes: 512, lengthBytes: 512 },
        { offsetBytes: 2048, lengthBytes: 188 },
      ],
    },
    ...{ linkTarget: null, isDeleted: false, forks: [], facts: {} },
  };
  const volume: ListedVolume = {
    type: 'FAT12',
    startBytes: 1024,
    sectorSize: 512,
    files: [
      {
        path: 'DIR/A&B.TXT',
        entry,
        damage: { state: 'damaged', ranges: [{ offsetBytes: 0, lengthBytes: 512 }] },
      },
      {
        path: 'gone',
        entry: { ...entry, isDeleted: true, modified: 'no time' },
        damage: { state: 'intact', ranges: [] },
      },
    ],
  };
  const document = parseXml([...dfxmlDocument(floppy, [volume], testContext)].join(''));

  it('has its elements in the order of the schema', () => {
    for (const [name, order] of Object.entries(orders))
      for (const node of elementsNamed(document, name))
        expect(isInOrder(node, order), `${childOrder(node)}`).toBe(true);
  });

  it('says where files lie in the image, what is lost of them, and what the dump is made of', () => {
    const files = elementsNamed(document, 'fileobject');
    expect(files.map((file) => elementsNamed(file, 'filename')[0]!.text)).toEqual([
      'DIR/A&B.TXT',
      'gone',
      'disk-0001.img',
    ]);
    expect(elementsNamed(files[0]!, 'byte_run').map(({ attributes }) => attributes)).toEqual([
      { file_offset: '0', fs_offset: '512', img_offset: '1536', len: '512' },
      { file_offset: '512', fs_offset: '2048', img_offset: '3072', len: '188' },
    ]);
    expect(elementsNamed(files[0]!, 'spindle:unread')[0]!.attributes).toEqual({
      file_offset: '0',
      len: '512',
    });
    expect(elementsNamed(files[0]!, 'mtime')[0]!.attributes).toEqual({ prec: '2' });
    expect(elementsNamed(files[1]!, 'mtime')).toEqual([]);
    expect(childOrder(files[1]!)).toContain('unalloc');
    expect(elementsNamed(files[2]!, 'hashdigest').map(({ attributes }) => attributes.type)).toEqual([
      ...['md5', 'sha1', 'sha256'],
    ]);
  });

  it('gives no image offsets for discs, whose images carry more than user data', () => {
    const text = [...dfxmlDocument(disc, [volume], testContext)].join('');
    expect(text).not.toContain('img_offset');
  });
});

describe('METS and Dublin Core', () => {
  it('are well-formed for any dump, with sections in the order of the schema and references that resolve', () => {
    fc.assert(
      fc.property(dumpsArbitrary, (dumps) => {
        const document = parseXml(exportAll(metsExporter(testContext), dumps));
        expect(childOrder(document)).toEqual([
          ...['mets:metsHdr', 'mets:dmdSec', 'mets:amdSec', 'mets:fileSec', 'mets:structMap'],
        ]);
        for (const node of elementsNamed(document, 'mets:amdSec'))
          expect(isInOrder(node, ['mets:techMD', 'mets:rightsMD', 'mets:sourceMD', 'mets:digiprovMD'])).toBe(
            true,
          );
        const every = (attribute: string) => {
          const values: string[] = [];
          const visit = (node: typeof document) => {
            if (node.attributes[attribute] !== undefined) values.push(node.attributes[attribute]!);
            node.children.forEach(visit);
          };
          visit(document);
          return values;
        };
        const ids = every('ID');
        expect(new Set(ids).size).toBe(ids.length);
        for (const reference of [...every('FILEID'), ...every('ADMID'), ...every('DMDID')])
          expect(ids).toContain(reference);
        parseXml(exportAll(dublinCoreExporter(), dumps));
      }),
      runs,
    );
  });

  it('name what a disc is known by', () => {
    const document = parseXml(exportAll(dublinCoreExporter(), [disc]));
    const values = (name: string) => elementsNamed(document, name).map(({ text }) => text);
    expect(values('dc:title')).toEqual(['Shelf Marks']);
    expect(values('dc:creator')).toEqual(['The Reading Room']);
    expect(values('dc:type')).toEqual(['PhysicalObject', 'Software', 'Sound']);
    expect(values('dc:identifier')).toContain('musicbrainz:Wn8eRBtfLDfM0qjYPdxrz.Zjs_U-');
    expect(values('dc:language')).toEqual(['english', 'german']);
  });
});

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['-12.5', '-12.5'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('%j is %j: no spreadsheet computes it', (text, cell) => expect(csvCell(text)).toBe(cell));

  it('has as many cells in every row as columns, whatever a label says', () => {
    const count = (row: string) => row.replace(/"(?:[^"]|"")*"/g, 'x').split(',').length;
    fc.assert(
      fc.property(dumpsArbitrary, fc.constantFrom(...csvPresets), (dumps, preset) => {
        const [sweep] = csvExporter(preset);
        for (const dump of dumps) expect(count(sweep!.each(dump))).toBe(count(sweep!.open));
      }),
      runs,
    );
  });

  it('has the columns of the programs it is for', () => {
    expect(csvExporter('iromlab', true)[0]!.open).toBe(
      '\ufeffjobID,PPN,volumeNo,title,volumeID,success,containsAudio,containsData,cdExtra,mixedMode,cdInteractive\r\n',
    );
    expect(csvExporter('iromlab')[0]!.each(disc)).toBe(
      csvRow([
        disc.record.dumpId,
        'A-001',
        1,
        'Shelf Marks',
        'LETTERS',
        'True',
        'True',
        'True',
        'False',
        'True',
        'False',
      ]),
    );
    expect(csvExporter('ipmlab')[0]!.each(floppy)).toBe(
      csvRow([floppy.record.dumpId, 'A-001', 1, 'LETTERS', 'True', 'False', 0]),
    );
  });
});

describe('JSON lines', () => {
  it('bring every record back', () => {
    fc.assert(
      fc.property(dumpsArbitrary, (dumps) => {
        const lines = exportAll(jsonLinesExporter(), dumps).trimEnd().split('\n').map(parseRecordLine);
        expect(lines).toEqual(
          dumps.map(({ directory, record }) => ({
            line: { format: 'spindle-record', version: 1, directory, record },
          })),
        );
      }),
      runs,
    );
  });

  it.each([
    ['{"format":"spindle-record","version":1,', /cut short/],
    ['{}', /no record/],
    ['null', /no record/],
    ['{"format":"spindle-record","version":2}', /newer Spindle/],
    ['{"format":"spindle-record","version":1,"directory":"/x","record":{}}', /record\.format/],
  ])('%s is refused with a reason', (text, problem) => {
    const parsed = parseRecordLine(text);
    expect('problem' in parsed && parsed.problem).toMatch(problem);
  });
});

describe('a submission', () => {
  it('says what the dump knows, and what only a person can see', () => {
    const text = redumpSubmission(disc, testContext, 'FILE "x.bin" BINARY\n  TRACK 01 AUDIO\n')!;
    expect(text).toContain('\tMedia Type: CD-ROM\n');
    expect(text).toContain('\tBarcode: 2000000000015\n');
    expect(text).toContain('\tDrive Read Offset: +30 samples, corrected in the image\n');
    expect(text).toContain('<rom name="disk-0001.img" size="1474560" crc="deadbeef"');
    expect(text).toContain('Cuesheet:\n\tFILE "x.bin" BINARY\n\t  TRACK 01 AUDIO\n');
    expect(text).toContain('\tMastering Code: (REQUIRED, by eye)\n');
  });

  it('is for discs only', () => {
    expect(redumpSubmission(floppy, testContext, null)).toBeNull();
  });
});

describe('the finding aid', () => {
  it('carries any text as data: no script ends early, and what is read is what was dumped', () => {
    fc.assert(
      fc.property(dumpsArbitrary, (dumps) => {
        const script = exportAll(findingAidDataExporter(), dumps);
        expect(script).not.toMatch(/[<\u2028\u2029]/);
        const window: { findingAid?: { name: string; code: string }[] } = {};
        new Function('window', script)(window);
        expect(window.findingAid?.map(({ name, code }) => [name, code || null])).toEqual(
          dumps.map(({ record }) => [record.name, record.carrier]),
        );
      }),
      runs,
    );
  });

  it('asks nothing of any network and takes its title as text', () => {
    const page = findingAidHtml('<script>alert(1)</script> & Co', testContext);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co');
    expect(page).not.toMatch(/https?:/);
    expect(page).toContain("default-src 'none'");
  });
});

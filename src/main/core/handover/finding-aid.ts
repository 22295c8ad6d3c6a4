/**
 * A finding aid that opens from a folder: one page and one file of data beside it. It asks nothing of any network, and
 * text of carriers reaches the page as text only.
 */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { outcomeWords } from '../../../shared/model/outcome.ts';
import { bytesWords } from '../../../shared/words.ts';
import { discFacts } from '../catalogue/disc-facts.ts';
import { mediumFormat, titleOf, volumeLabels } from './dump-words.ts';
import type { ExportContext, Exporter } from './exporter.ts';
import { findingAidScript } from './finding-aid-script.ts';
import { findingAidStyle } from './finding-aid-style.ts';
import { escapeText } from './xml.ts';

export const findingAidPage = 'index.html';
export const findingAidData = 'records.js';

/** What the page shows of one dump; the keys are the page's. */
interface ShownRecord {
  readonly code: string;
  readonly title: string;
  readonly name: string;
  readonly format: string;
  readonly size: string;
  readonly outcome: string;
  readonly whole: boolean;
  readonly date: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly files: readonly (readonly [name: string, size: string, sha256: string])[];
  readonly events: readonly (readonly [at: string, what: string])[];
}

function shown(dump: DumpRecord): ShownRecord {
  const { record } = dump;
  const missing = record.counts.bad + record.counts.pending;
  const ofDisc = record.disc === null ? null : discFacts(record.disc);
  const facts = [
    ['Volume', volumeLabels(dump).join(', ')],
    ['File systems', [...new Set(record.filesystems.map(({ type }) => type))].join(', ')],
    ['Performer', ofDisc?.performer ?? ''],
    ['Texts on the disc', ofDisc?.texts.join(' / ') ?? ''],
    ['Identifiers', ofDisc?.identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', ') ?? ''],
    ['Sectors not read', missing > 0 ? `${missing} of ${record.counts.total}` : ''],
    ['Drive', record.drives.map(({ vendor, product }) => `${vendor} ${product}`.trim()).join(', ')],
    ['Imaged with', `${record.tool.name} ${record.tool.version}`],
    ['Folder', dump.directory],
    ['Dump', record.dumpId],
  ] as const;
  return {
    code: record.carrier ?? '',
    title: titleOf(dump),
    name: record.name,
    format: mediumFormat(dump),
    size: bytesWords(record.source.medium.sizeBytes),
    outcome: outcomeWords(record.outcome),
    whole: missing === 0,
    date: record.endedAt.slice(0, 10),
    facts: facts.filter(([, value]) => value !== ''),
    files: record.files.map(({ path, sizeBytes, sha256 }) => [path, bytesWords(sizeBytes), sha256]),
    events: dump.events.map(({ at, detail }) => [at.slice(0, 16).replace('T', ' '), detail]),
  };
}

/** JSON that can stand in a script whatever is in it: nothing in it ends the script or a line. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The data beside the page: one record a line. */
export function findingAidDataExporter(): Exporter {
  return [
    {
      open: 'window.findingAid = [\n',
      each: (dump) => `${scriptJson(shown(dump))},\n`,
      close: () => '];\n',
    },
  ];
}

/** @param title of the collection */
export function findingAidHtml(title: string, { tool, at }: ExportContext): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file: 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escapeText(title)}</title>
<style>${findingAidStyle}</style>
</head>
<body>
<a class="skip" href="#results">To the results</a>
<header>
<h1>${escapeText(title)}</h1>
<form role="search" onsubmit="return false">
<label for="query">Search titles, codes, labels, files and checksums</label>
<input id="query" type="search" autocomplete="off" spellcheck="false">
<label class="check"><input id="damaged" type="checkbox"> Only those with unread sectors</label>
</form>
<p id="count" role="status"></p>
</header>
<main>
<noscript><p>This page searches with JavaScript, which is switched off. The same records stand as text in ${findingAidData}.</p></noscript>
<ul id="results" tabindex="-1"></ul>
<button id="more" type="button" hidden>Show more</button>
</main>
<footer><p>Made by ${escapeText(tool.name)} ${escapeText(tool.version)} on ${escapeText(at.slice(0, 10))}.</p></footer>
<script src="${findingAidData}"></script>
<script>${findingAidScript}</script>
</body>
</html>
`;
}

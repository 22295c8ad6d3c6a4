/** Carriers that were found, each followed by what of it was: its dumps, and files inside their images. */
import type { FoundFile, FoundGroup, FoundText } from '../../shared/model/search.ts';
import { messagesOf } from '../messages/messages.ts';
import { go } from '../state/view.ts';
import type { PaletteEntry } from './palette-entries.ts';

const t = messagesOf('palette');

/** Of one carrier, so that others are seen beside it. */
const mostHits = 3;

export function catalogueEntries(groups: readonly FoundGroup[]): PaletteEntry[] {
  return groups.flatMap((group) => [
    groupEntry(group),
    ...group.hits
      .filter((hit) => isOfItsOwn(group, hit))
      .slice(0, mostHits)
      .map(hitEntry),
    ...group.files.map((file, index) => fileEntry(group, file, index)),
  ]);
}

/** A dump or an image file of the carrier; what describes the carrier stands on its own line. */
function isOfItsOwn(group: FoundGroup, { kind, id }: FoundText): boolean {
  return (
    (kind === 'dump' || kind === 'file') && !(group.kind === 'dump' && kind === 'dump' && id === group.id)
  );
}

function groupEntry(group: FoundGroup): PaletteEntry {
  const { kind, id } = group;
  const name = kind === 'carrier' ? id : (group.dump?.name ?? group.title);
  const title = group.title === '' || group.title === name ? name : `${name} \u00b7 ${group.title}`;
  const hit = group.hits.find((each) => !isOfItsOwn(group, each) && !title.includes(each.matched));
  return {
    id: `${kind} ${id}`,
    kind: 'catalogue',
    title,
    note: t(kind),
    ...(hit && { matched: { text: hit.matched, ranges: hit.ranges } }),
    run: () => go(kind === 'carrier' ? { screen: 'carrier', code: id } : { screen: 'dump', dumpId: id }),
  };
}

function hitEntry({ kind, id, title, path, matched, ranges }: FoundText): PaletteEntry {
  const shown =
    matched === title && path !== undefined ? { text: path, ranges: [] } : { text: matched, ranges };
  return {
    id: `${kind} ${id} ${path ?? ''} ${matched}`,
    kind: 'catalogue',
    title,
    note: t(kind === 'file' ? 'file' : 'dump'),
    ...(shown.text !== title && { matched: shown }),
    run: () => go({ screen: 'dump', dumpId: id }),
  };
}

function fileEntry(
  group: FoundGroup,
  { dumpId, name, path, ranges }: FoundFile,
  index: number,
): PaletteEntry {
  const before = path.length - name.length;
  return {
    id: `inside ${group.id} ${index} ${path}`,
    kind: 'catalogue',
    title: name,
    note: t('fileOn', { where: group.kind === 'carrier' ? group.id : group.title }),
    matched: { text: path, ranges: ranges.map(([from, length]) => [before + from, length]) },
    run: () => go({ screen: 'dump', dumpId, inside: true }),
  };
}

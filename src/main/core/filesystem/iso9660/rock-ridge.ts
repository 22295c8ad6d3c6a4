/** Rock Ridge (IEEE P1282): POSIX names, rights, links and times in the system use of ISO 9660 records. */
import { u8, u32le } from '../../byte-fields.ts';
import { decodeName } from './names.ts';
import { longTime, shortTime } from './recording-time.ts';
import { type SystemUsePlace, tagOf, visitFields } from './system-use.ts';

interface Fields {
  name: string | null;
  /** st_mode. */
  mode: number | null;
  userId: number | null;
  groupId: number | null;
  linkTarget: string | null;
  modified: string | null;
  /** Where the directory really stands that was too deep for its place. */
  childBlock: number | null;
  /** The directory was moved here from a deeper place and is shown there. */
  isRelocated: boolean;
  zisofs: { readonly sizeBytes: number; readonly blockBytes: number } | null;
  isEmpty: boolean;
}

export type RockRidge = Readonly<Fields>;

const nameFlag = { current: 0x02, parent: 0x04 } as const;
const componentFlag = { continues: 0x01, current: 0x02, parent: 0x04, root: 0x08 } as const;
const timeFlag = { creation: 0x01, modification: 0x02, longForm: 0x80 } as const;

const tags = {
  name: tagOf('NM'),
  posix: tagOf('PX'),
  times: tagOf('TF'),
  link: tagOf('SL'),
  child: tagOf('CL'),
  relocated: tagOf('RE'),
  zisofs: tagOf('ZF'),
  rockRidge: tagOf('RR'),
} as const;

/** P1282 4.1.3.1. Components end with their record unless they say that they go on in the next. */
function linkTargets() {
  const components: string[] = [];
  let goesOn = false;
  return {
    add(field: Uint8Array) {
      for (let at = 5; at + 2 <= field.length; ) {
        const flags = u8(field, at);
        const length = u8(field, at + 1);
        if (at + 2 + length > field.length) return;
        const text =
          flags & componentFlag.root
            ? ''
            : flags & componentFlag.current
              ? '.'
              : flags & componentFlag.parent
                ? '..'
                : decodeName(field.subarray(at + 2, at + 2 + length));
        if (goesOn) components[components.length - 1] += text;
        else components.push(text);
        goesOn = (flags & componentFlag.continues) !== 0;
        at += 2 + length;
      }
    },
    target: () => (components.length === 1 && components[0] === '' ? '/' : components.join('/')),
  };
}

function modificationOf(field: Uint8Array): string | null {
  const flags = u8(field, 4);
  if ((flags & timeFlag.modification) === 0) return null;
  const isLong = (flags & timeFlag.longForm) !== 0;
  const lengthBytes = isLong ? 17 : 7;
  const at = 5 + (flags & timeFlag.creation ? lengthBytes : 0);
  if (at + lengthBytes > field.length) return null;
  return isLong ? longTime(field, at) : shortTime(field, at);
}

export function readRockRidge(
  place: SystemUsePlace,
  area: Uint8Array,
  onProblem: (what: string) => void,
): RockRidge {
  const nameParts: Uint8Array[] = [];
  let link: ReturnType<typeof linkTargets> | null = null;
  const found: Fields = {
    name: null,
    mode: null,
    userId: null,
    groupId: null,
    linkTarget: null,
    modified: null,
    childBlock: null,
    isRelocated: false,
    zisofs: null,
    isEmpty: true,
  };

  function visit(tag: number, bytes: Uint8Array): void {
    if (tag === tags.name && bytes.length >= 5) {
      const flags = u8(bytes, 4);
      if ((flags & (nameFlag.current | nameFlag.parent)) === 0) nameParts.push(bytes.subarray(5));
    } else if (tag === tags.posix && bytes.length >= 36) {
      found.mode = u32le(bytes, 4);
      found.userId = u32le(bytes, 20);
      found.groupId = u32le(bytes, 28);
    } else if (tag === tags.times && bytes.length >= 5) found.modified ??= modificationOf(bytes);
    else if (tag === tags.link && bytes.length >= 5) {
      link ??= linkTargets();
      link.add(bytes);
    } else if (tag === tags.child && bytes.length >= 12) found.childBlock = u32le(bytes, 4);
    else if (tag === tags.relocated) found.isRelocated = true;
    else if (tag === tags.zisofs && bytes.length >= 16 && u8(bytes, 4) === 0x70 && u8(bytes, 5) === 0x7a)
      found.zisofs = { sizeBytes: u32le(bytes, 8), blockBytes: 2 ** u8(bytes, 7) };
    else if (tag !== tags.rockRidge) return;
    found.isEmpty = false;
  }

  visitFields(place, area, visit, onProblem);
  if (nameParts.length > 0) found.name = decodeName(joined(nameParts));
  found.linkTarget = (link as ReturnType<typeof linkTargets> | null)?.target() ?? null;
  return found;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What images are converted to, and the endings that ask for it. */

export const discTargets = ['bincue', 'bincue-single', 'ccd', 'toc', 'iso', 'wav', 'chd'] as const;
export type DiscTarget = (typeof discTargets)[number];

export const blockTargets = ['img', 'ima', 'imz', 'st', 'msa', 'adf', 'hdm', 'dc42', 'imd'] as const;
export type BlockTarget = (typeof blockTargets)[number];

export const convertFormats = [...discTargets, ...blockTargets] as const;
export type ConvertFormat = (typeof convertFormats)[number];

/** Endings that are not the name of their format. */
const formatOfEnding: ReadonlyMap<string, ConvertFormat> = new Map([
  ['cue', 'bincue'],
  ['bin', 'bincue-single'],
  ['image', 'dc42'],
  ['vfd', 'img'],
  ['flp', 'img'],
  ['dsk', 'img'],
  ...convertFormats
    .filter((format) => !format.startsWith('bincue'))
    .map((format) => [format, format] as const),
]);

export function isDiscTarget(format: ConvertFormat): format is DiscTarget {
  return (discTargets as readonly string[]).includes(format);
}

/** @param ending lower case, without the dot; null when it asks for nothing known */
export function formatOf(ending: string): ConvertFormat | null {
  return formatOfEnding.get(ending) ?? null;
}

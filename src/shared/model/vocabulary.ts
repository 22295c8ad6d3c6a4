/** Vocabularies of the collection: codes are stored and travel, words are shown. A code never changes its meaning. */

const carrierKindWords = {
  'cd-da': 'Audio CD',
  'cd-rom': 'CD-ROM',
  'cd-r': 'CD-R',
  'cd-rw': 'CD-RW',
  'cd-i': 'CD-i',
  vcd: 'Video CD',
  'dvd-rom': 'DVD-ROM',
  'dvd-r': 'DVD-R',
  'dvd+r': 'DVD+R',
  'dvd-rw': 'DVD-RW',
  'dvd+rw': 'DVD+RW',
  'dvd-ram': 'DVD-RAM',
  'bd-rom': 'BD-ROM',
  'bd-r': 'BD-R',
  'bd-re': 'BD-RE',
  'hd-dvd': 'HD DVD',
  'fd-3.5-dd': '3.5" disk, DD',
  'fd-3.5-hd': '3.5" disk, HD',
  'fd-3.5-ed': '3.5" disk, ED',
  'fd-5.25-dd': '5.25" disk, DD',
  'fd-5.25-qd': '5.25" disk, QD',
  'fd-5.25-hd': '5.25" disk, HD',
  'fd-8': '8" disk',
  'minidisc-data': 'MD Data',
  other: 'Other',
} as const;

const conditionWords = {
  good: 'Good',
  'light-scratches': 'Light scratches',
  'deep-scratches': 'Deep scratches',
  'label-side-damage': 'Damage on the label side',
  delaminating: 'Delaminating',
  'disc-rot': 'Disc rot',
  'dye-fade': 'Faded dye',
  warped: 'Warped',
  cracked: 'Cracked',
  mould: 'Mould',
  'sticky-shutter': 'Sticky shutter',
  'label-residue': 'Label residue',
  unknown: 'Unknown',
} as const;

const dispositionWords = {
  image: 'Image it',
  'image-later': 'Image it later',
  duplicate: 'Duplicate',
  'commercial-software': 'Commercial software',
  'audio-workflow': 'For the audio workflow',
  'video-workflow': 'For the video workflow',
  blank: 'Blank',
  unreadable: 'Unreadable',
  'send-to-vendor': 'Send to a vendor',
  deaccession: 'Deaccession',
  'do-not-image': 'Do not image (rights)',
} as const;

const exceptionWords = {
  blank: 'Blank',
  'audio-only': 'Audio only',
  protected: 'Copy protected',
  unreadable: 'Unreadable',
  damaged: 'Some sectors not read',
  duplicate: 'Seen before',
  mismatch: 'Not what was expected',
  'over-time': 'Took too long',
  failed: 'The job failed',
} as const;

const carrierStateWords = {
  expected: 'Expected',
  imaged: 'Imaged',
  'needs-attention': 'Needs attention',
  'set-aside': 'Set aside',
  'signed-off': 'Signed off',
} as const;

/** Schemes people and programs use; others may be typed. */
const identifierSchemeWords = {
  barcode: 'Barcode',
  ean13: 'EAN-13',
  ean8: 'EAN-8',
  upc: 'UPC',
  code39: 'Code 39',
  code128: 'Code 128',
  qr: 'QR code',
  isbn: 'ISBN',
  issn: 'ISSN',
  'catalogue-no': 'Catalogue number',
  mcn: 'MCN',
  musicbrainz: 'MusicBrainz disc id',
  cddb: 'CDDB id',
  accuraterip: 'AccurateRip id',
  'ring-code': 'Ring code',
  sid: 'SID code',
  'volume-label': 'Volume label',
  ppn: 'PPN',
  'former-code': 'Former code',
  local: 'Local number',
} as const;

const assetRoleWords = {
  sleeve: 'Sleeve',
  inner: 'Inner',
  inlay: 'Inlay',
  'front-back': 'Front and back',
  'front-full': 'Full front',
  'box-front': 'Box, front',
  'box-back': 'Box, back',
  'box-spine': 'Box, spine',
  external: 'Outside',
  up: 'Disc, up',
  down: 'Disc, down',
  front: 'Disc, front',
  back: 'Disc, back',
  left: 'Disc, left',
  right: 'Disc, right',
} as const;

const locationKindWords = { room: 'Room', shelf: 'Shelf', box: 'Box', slot: 'Slot' } as const;

export const identifierSources = ['auto', 'operator', 'dat', 'online', 'pack'] as const;
export type IdentifierSource = (typeof identifierSources)[number];

export type CarrierKind = keyof typeof carrierKindWords;
export type Condition = keyof typeof conditionWords;
export type Disposition = keyof typeof dispositionWords;
export type CarrierException = keyof typeof exceptionWords;
export type CarrierState = keyof typeof carrierStateWords;
export type AssetRole = keyof typeof assetRoleWords;
export type LocationKind = keyof typeof locationKindWords;

function codesOf<Code extends string>(words: Readonly<Record<Code, string>>): [Code, ...Code[]] {
  return Object.keys(words) as [Code, ...Code[]];
}

export const carrierKinds = codesOf(carrierKindWords);
export const conditions = codesOf(conditionWords);
export const dispositions = codesOf(dispositionWords);
export const carrierExceptions = codesOf(exceptionWords);
export const carrierStates = codesOf(carrierStateWords);
export const identifierSchemes = codesOf(identifierSchemeWords);
export const assetRoles = codesOf(assetRoleWords);
export const locationKinds = codesOf(locationKindWords);

/** The English words of every vocabulary, by code; a translation replaces the words and keeps the codes. */
export const vocabulary = {
  kind: carrierKindWords,
  condition: conditionWords,
  disposition: dispositionWords,
  exception: exceptionWords,
  state: carrierStateWords,
  identifierScheme: identifierSchemeWords,
  assetRole: assetRoleWords,
  locationKind: locationKindWords,
} as const;
export type Vocabulary = keyof typeof vocabulary;

/** A code as people read it; an unknown one (typed by a person, or of a later version) as it is. */
export function vocabularyWords(name: Vocabulary, code: string): string {
  const words: Readonly<Record<string, string>> = vocabulary[name];
  return Object.hasOwn(words, code) ? words[code]! : code;
}

/** What 2352 bytes are by their own account, and what of them speaks against it. */

/**
 * `audio-like`: nothing marks it as data. `mode2-form2-no-edc`: the standard lets form 2 leave its EDC zero, so nothing
 * speaks for its bytes; the same goes for `mode2-formless`. `scrambled`: data as the laser sees it.
 */
export const sectorKinds = [
  'audio-like',
  'mode0',
  'mode1',
  'mode2-form1',
  'mode2-form2',
  'mode2-form2-no-edc',
  'mode2-formless',
  'scrambled',
] as const;
export type SectorKind = (typeof sectorKinds)[number];

export const sectorFailures = ['scrambled', 'header-address', 'edc', 'ecc', 'layout', 'mode'] as const;
export type SectorFailure = (typeof sectorFailures)[number];

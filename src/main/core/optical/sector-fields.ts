/** Which bytes of a raw CD sector are what (ECMA-130, clauses 14 to 16; XA II-4). */
import type { SectorKind } from '../../../shared/model/sector-kind.ts';
import type { SectorField } from '../../../shared/model/sector-look.ts';
import {
  form1,
  form2,
  headerAt,
  mode1,
  pParityAt,
  qParityAt,
  sectorBytes,
  userDataBytes,
} from './sector-layout.ts';

type Part = readonly [name: SectorField['name'], offset: number, end: number];

const head: readonly Part[] = [
  ['sync', 0, headerAt],
  ['header', headerAt, mode1.userDataAt],
];
const parities: readonly Part[] = [
  ['ecc-p', pParityAt, qParityAt],
  ['ecc-q', qParityAt, sectorBytes],
];
const subheader: Part = ['subheader', form1.subheaderAt, form1.userDataAt];

function partsOf(kind: SectorKind): readonly Part[] {
  switch (kind) {
    case 'mode1':
      return [
        ...head,
        ['user', mode1.userDataAt, mode1.userDataAt + userDataBytes],
        ['edc', mode1.edcAt, mode1.zerosAt],
        ['zeros', mode1.zerosAt, pParityAt],
        ...parities,
      ];
    case 'mode2-form1':
      return [
        ...head,
        subheader,
        ['user', form1.userDataAt, form1.edcAt],
        ['edc', form1.edcAt, pParityAt],
        ...parities,
      ];
    case 'mode2-form2':
    case 'mode2-form2-no-edc':
      return [...head, subheader, ['user', form2.userDataAt, form2.edcAt], ['edc', form2.edcAt, sectorBytes]];
    case 'mode0':
    case 'mode2-formless':
    case 'scrambled':
      return [...head, ['user', mode1.userDataAt, sectorBytes]];
    case 'audio-like':
      return [['samples', 0, sectorBytes]];
  }
}

export function sectorFields(kind: SectorKind): SectorField[] {
  return partsOf(kind).map(([name, offset, end]) => ({ name, offset, length: end - offset }));
}

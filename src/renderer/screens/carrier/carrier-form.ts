/** What is typed into the form of a carrier, and what of it is a change. */
import type { Carrier, CarrierPatch } from '../../../shared/model/collection.ts';
import { carrierKinds, conditions } from '../../../shared/model/vocabulary.ts';

/** Everything as text; empty is nothing said. */
export interface CarrierForm {
  readonly code: string;
  readonly title: string;
  readonly labelText: string;
  readonly kind: string;
  readonly manufacturer: string;
  readonly date: string;
  readonly itemTitle: string;
  readonly collection: string;
  readonly location: string;
  readonly sequence: string;
  readonly sequenceTotal: string;
  readonly side: string;
  readonly copy: string;
  readonly condition: string;
  readonly conditionNote: string;
  readonly writeProtected: string;
  readonly note: string;
  readonly tags: string;
}

export const emptyForm: CarrierForm = {
  code: '',
  title: '',
  labelText: '',
  kind: '',
  manufacturer: '',
  date: '',
  itemTitle: '',
  collection: '',
  location: '',
  sequence: '',
  sequenceTotal: '',
  side: '',
  copy: '',
  condition: '',
  conditionNote: '',
  writeProtected: '',
  note: '',
  tags: '',
};

export function formOf(carrier: Carrier): CarrierForm {
  const number = (value: number | null) => (value === null ? '' : String(value));
  return {
    code: carrier.code,
    title: carrier.title.manual ?? '',
    labelText: carrier.labelText ?? '',
    kind: carrier.kind.manual ?? '',
    manufacturer: carrier.manufacturer.manual ?? '',
    date: carrier.date.manual ?? '',
    itemTitle: carrier.item?.title ?? '',
    collection: carrier.collection ?? '',
    location: carrier.location ?? '',
    sequence: number(carrier.sequence),
    sequenceTotal: number(carrier.sequenceTotal),
    side: carrier.side ?? '',
    copy: number(carrier.copy),
    condition: carrier.condition ?? '',
    conditionNote: carrier.conditionNote ?? '',
    writeProtected: carrier.writeProtected === null ? '' : carrier.writeProtected ? 'yes' : 'no',
    note: carrier.note ?? '',
    tags: carrier.tags.join(', '),
  };
}

/** The fields that differ, without the item, which has to be found by its title first. */
export function patchOf(before: CarrierForm, after: CarrierForm): CarrierPatch {
  const isChanged = (name: keyof CarrierForm) => before[name] !== after[name];
  const text = (name: keyof CarrierForm) => (after[name].trim() === '' ? null : after[name]);
  const number = (name: keyof CarrierForm) => (after[name].trim() === '' ? null : Number(after[name]));
  const code = (name: keyof CarrierForm) => (after[name].trim() === '' ? null : after[name].trim());
  const [had, has] = [tagsOf(before.tags), tagsOf(after.tags)];
  const addTags = has.filter((tag) => !had.includes(tag));
  const removeTags = had.filter((tag) => !has.includes(tag));
  return {
    ...(isChanged('code') && { code: after.code.trim() }),
    ...(isChanged('title') && { title: text('title') }),
    ...(isChanged('labelText') && { labelText: text('labelText') }),
    ...(isChanged('kind') && { kind: carrierKinds.find((each) => each === after.kind) ?? null }),
    ...(isChanged('manufacturer') && { manufacturer: text('manufacturer') }),
    ...(isChanged('date') && { date: text('date') }),
    ...(isChanged('collection') && { collection: code('collection') }),
    ...(isChanged('location') && { location: code('location') }),
    ...(isChanged('sequence') && { sequence: number('sequence') }),
    ...(isChanged('sequenceTotal') && { sequenceTotal: number('sequenceTotal') }),
    ...(isChanged('side') && { side: text('side') }),
    ...(isChanged('copy') && { copy: number('copy') }),
    ...(isChanged('condition') && { condition: conditions.find((each) => each === after.condition) ?? null }),
    ...(isChanged('conditionNote') && { conditionNote: text('conditionNote') }),
    ...(isChanged('writeProtected') && {
      writeProtected: after.writeProtected === '' ? null : after.writeProtected === 'yes',
    }),
    ...(isChanged('note') && { note: text('note') }),
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
  };
}

function tagsOf(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}

const wholeNumber = /^\d{1,5}$/;

/** Fields whose text is no number though it should be. */
export function problemsOf(form: CarrierForm): ReadonlySet<keyof CarrierForm> {
  const numbers = ['sequence', 'sequenceTotal', 'copy'] as const;
  return new Set(
    numbers.filter((name) => {
      const text = form[name].trim();
      return text !== '' && !(wholeNumber.test(text) && Number(text) >= 1);
    }),
  );
}

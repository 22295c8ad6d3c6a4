/** What would change of a carrier, in a line. */
import { messagesOf } from '../messages/messages.ts';
import { codeWords } from './vocabulary.ts';

const t = messagesOf('intake');
const collection = messagesOf('collection');

export interface CarrierChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

export function changeWords({ field, from, to }: CarrierChange): string {
  const value = (code: string | null) => (code === null ? collection('nothing') : valueWords(field, code));
  return collection('fromTo', { field: fieldWords(field), from: value(from), to: value(to) });
}

function valueWords(field: string, value: string): string {
  switch (field) {
    case 'kind':
    case 'condition':
    case 'disposition':
      return codeWords(field, value);
    default:
      return value;
  }
}

/** A field nobody has words for is called as the catalogue calls it. */
function fieldWords(field: string): string {
  switch (field) {
    case 'label':
    case 'labelText':
      return t('labelText');
    case 'item':
      return t('itemTitle');
    case 'tag':
      return t('tags');
    case 'code':
    case 'title':
    case 'kind':
    case 'manufacturer':
    case 'date':
    case 'collection':
    case 'location':
    case 'sequence':
    case 'sequenceTotal':
    case 'side':
    case 'copy':
    case 'condition':
    case 'conditionNote':
    case 'disposition':
    case 'note':
      return t(field);
    default:
      return field;
  }
}

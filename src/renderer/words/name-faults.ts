import { forbiddenSigns, maxNameBytes, nameFault } from '../../shared/model/output.ts';
import { messagesOf } from '../messages/messages.ts';

const t = messagesOf('start');

/** Why a name will not do for a file. */
export function nameWords(name: string): string | null {
  const fault = nameFault(name);
  switch (fault) {
    case null:
      return null;
    case 'nameLong':
      return t(fault, { most: String(maxNameBytes) });
    case 'nameSign':
      return t(fault, { signs: forbiddenSigns });
    default:
      return t(fault);
  }
}

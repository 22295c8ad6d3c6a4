/** What a person gives to the made-up hub, and takes with them: photos and labels. */
import type { Os } from '../../src/main/app/implementer.ts';
import { labelLayout } from '../../src/main/core/labels/label-layouts.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import { labelLayouts } from '../../src/shared/model/labels.ts';

export interface FakeIntakeData {
  /** Base64, of every photo. */
  readonly photo?: { readonly mediaType: string; readonly bytes: string };
}

export function fakeIntakeHandlers(os: Os, asked: string[], { photo }: FakeIntakeData) {
  const txn = '01900000-0000-7000-8000-eeeeeeeeeeee';
  return {
    labels: {
      layouts: os.labels.layouts.handler(() => ({ layouts: labelLayouts.map(labelLayout) })),
      make: os.labels.make.handler(({ input: { codes, layout, startPosition, name } }) => {
        asked.push(`labels of ${codes.join(', ')} on ${layout} from ${startPosition} to ${name}`);
        return { path: `/out/${name}.pdf`, labels: codes.length, pages: 1, withReplacedWords: [] };
      }),
    },
    assets: {
      add: os.assets.add.handler(({ input }) => {
        asked.push(`photo ${input.name}, ${input.role} of ${input.code}`);
        return { txn, summary: 'Added a photo.', changed: 1 };
      }),
      remove: os.assets.remove.handler(({ input }) => {
        asked.push(`remove photo ${input.uuid}`);
        return { txn, summary: 'Took a photo off.', changed: 1 };
      }),
      read: os.assets.read.handler(() => {
        if (!photo) throw new SpindleError('not-found', 'This photo is not here.');
        return { ...photo, sizeBytes: Buffer.from(photo.bytes, 'base64').length };
      }),
    },
  };
}

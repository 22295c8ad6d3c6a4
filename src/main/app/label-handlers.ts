/** `labels` of the contract. */
import { type CarrierDetail, shownOf } from '../../shared/model/collection.ts';
import { labelLayouts } from '../../shared/model/labels.ts';
import type { CollectionRecords } from '../core/collection-port.ts';
import type { LabelContent } from '../core/labels/arrange-label.ts';
import { labelLayout } from '../core/labels/label-layouts.ts';
import type { WriteLabels } from '../core/labels/label-port.ts';
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';

export interface LabelParts {
  readonly write: WriteLabels;
  readonly roots: OutputRoots;
  /** @throws SpindleError why there is none */
  readonly collection: () => CollectionRecords;
}

export function labelHandlers({ labels }: Os, { write, roots, collection }: LabelParts) {
  return {
    layouts: labels.layouts.handler(() => ({
      layouts: labelLayouts.map((id) => {
        const { columns, rows, widthMm, heightMm, page } = labelLayout(id);
        return { id, columns, rows, widthMm, heightMm, page };
      }),
    })),
    make: labels.make.handler(async ({ input: { codes, rootId, ...order } }) => {
      const directory = roots.path(rootId);
      const contents: LabelContent[] = [];
      for (const code of codes) contents.push(contentOf(await collection().carrier(code)));
      return write({ ...order, directory, labels: contents });
    }),
  };
}

function contentOf({ carrier, item }: CarrierDetail): LabelContent {
  return {
    code: carrier.code,
    title: shownOf(carrier.title) ?? carrier.labelText ?? item?.title ?? '',
    collection: carrier.collection ?? '',
  };
}

import type { SearchHit } from '../../../shared/model/catalogue.ts';
import { Button } from '../../components/button.tsx';
import { Tag } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { useLoaded } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { countWords } from '../../words/numbers.ts';
import styles from './catalogue-screen.module.css';

const mostHits = 500;

const columns: readonly Column<SearchHit>[] = [
  { name: 'Kind', width: '72px', cell: ({ kind }) => <Tag>{kind}</Tag> },
  { name: 'Title', width: 'minmax(180px, 2fr)', cell: ({ title }) => <strong>{title}</strong> },
  { name: 'Matched', width: 'minmax(160px, 2fr)', cell: ({ matched }) => matched },
  { name: 'File', width: 'minmax(120px, 2fr)', cell: ({ path }) => path ?? '' },
];

export function SearchResults({ query }: { readonly query: string }) {
  const found = useLoaded(`search ${query}`, (hub, signal) =>
    hub.catalogue.search({ query, limit: mostHits }, { signal }),
  );
  if (found.error) {
    return (
      <div className={styles.notice}>
        <FaultNotice error={found.error} actions={<Button onClick={found.reload}>Try again</Button>} />
      </div>
    );
  }
  if (!found.value) return null;
  const { hits, tookMs } = found.value;
  if (hits.length === 0) {
    return (
      <Empty title={`Nothing matches \u201c${query}\u201d`}>
        <p>
          Search for the beginning of a name, a title, a volume label, a carrier code, a file, or for an ISRC,
          an MCN, a disc id or a hash.
        </p>
      </Empty>
    );
  }
  const count = hits.length >= mostHits ? `The first ${countWords(mostHits)} hits` : hitsWords(hits.length);
  return (
    <>
      <p className={styles.took} role="status">
        {count} in {tookMs < 1 ? '< 1' : Math.round(tookMs)} ms
      </p>
      <VirtualTable
        label={`Hits for ${query}`}
        columns={columns}
        rows={hits}
        rowKey={({ kind, id, path, matched }) => `${kind} ${id} ${path} ${matched}`}
        onOpen={open}
      />
    </>
  );
}

function hitsWords(count: number): string {
  return count === 1 ? '1 hit' : `${countWords(count)} hits`;
}

/** A file is found in the dump it belongs to. */
function open({ kind, id }: SearchHit): void {
  if (kind === 'carrier') go({ screen: 'carrier', code: id });
  else if (kind !== 'item') go({ screen: 'dump', dumpId: id });
}

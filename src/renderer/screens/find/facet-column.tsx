import { ListFilter } from 'lucide-react';
import { useId, useState } from 'react';
import type { FixityState } from '../../../shared/model/fixity.ts';
import type { Facet } from '../../../shared/model/search.ts';
import type { datValues } from '../../../shared/search-query.ts';
import { Button } from '../../components/button.tsx';
import { FacetList } from '../../components/facet-list.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { countWords } from '../../words/numbers.ts';
import { codeWords } from '../../words/vocabulary.ts';
import { fixityWord } from '../checks/fixity-words.ts';
import { toggleChip } from './edit-query.ts';
import styles from './find.module.css';

const t = messagesOf('find');

const shownPerFacet = 12;

export interface FacetColumnProps {
  readonly query: string;
  /** Asks again when it changes. */
  readonly edition: number;
  readonly onQuery: (query: string) => void;
}

/** Counts by which the list can be narrowed; those of the query before stay until the new ones are there. */
export function FacetColumn({ query, edition, onQuery }: FacetColumnProps) {
  const facets = useLoaded(`facets ${edition} ${query}`, (hub, signal) =>
    hub.search.facets({ query, valuesPerFacet: shownPerFacet }, { signal }),
  );
  const id = useId();
  /** Only asked where there is no room for two columns. */
  const [isUnfolded, setUnfolded] = useState(false);
  const shown = (facets.value?.facets ?? []).filter(({ values }) => values.length > 0);
  if (facets.value && shown.length === 0) return null;
  return (
    <aside className={styles.facets} aria-label={t('narrow')} aria-busy={facets.busy}>
      <Button
        className={styles.unfold}
        icon={<ListFilter />}
        aria-expanded={isUnfolded}
        aria-controls={id}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        {t('narrow')}
      </Button>
      <div id={id} className={styles.facetLists} data-unfolded={isUnfolded}>
        {shown.map(({ facet, values, more }) => (
          <FacetList
            key={facet}
            title={facetTitle(facet)}
            values={values.map((each) => ({
              ...each,
              value: each.chip,
              words: valueWords(facet, each.value),
            }))}
            more={more > 0 ? t('more', { count: more }) : undefined}
            countWords={countWords}
            onToggle={(chip) => onQuery(toggleChip(query, chip))}
          />
        ))}
      </div>
    </aside>
  );
}

function facetTitle(facet: Facet['facet']): string {
  switch (facet) {
    case 'state':
      return t('facetState');
    case 'kind':
      return t('facetKind');
    case 'collection':
      return t('facetCollection');
    case 'location':
      return t('facetLocation');
    case 'year':
      return t('facetYear');
    case 'drive':
      return t('facetDrive');
    case 'operator':
      return t('facetOperator');
    case 'errors':
      return t('facetErrors');
    case 'dat':
      return t('facetDat');
    case 'fixity':
      return t('facetFixity');
    case 'tag':
      return t('facetTag');
  }
}

function datWords(value: string): string {
  switch (value as Exclude<(typeof datValues)[number], 'none'>) {
    case 'full':
      return t('datFull');
    case 'multiple':
      return t('datMultiple');
    case 'partial':
      return t('datPartial');
    case 'unknown':
      return t('datUnknown');
  }
}

function valueWords(facet: Facet['facet'], value: string): string {
  if (value === 'none') return t('none');
  if (facet === 'state' || facet === 'kind') return codeWords(facet, value);
  if (facet === 'errors') return value === 'yes' ? t('yes') : t('no');
  if (facet === 'dat') return datWords(value);
  if (facet === 'fixity') return fixityWord(value as FixityState);
  return value;
}

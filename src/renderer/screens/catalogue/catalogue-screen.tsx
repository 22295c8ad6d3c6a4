/** Everything that was ever imaged, and a box to find it. */
import { FolderInput, Search, Send } from 'lucide-react';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { takeSearchWish } from '../../keys/global-keys.tsx';
import { go } from '../../state/view.ts';
import { countWords } from '../../words/numbers.ts';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import styles from './catalogue-screen.module.css';
import { DumpList } from './dump-list.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { SearchResults } from './search-results.tsx';

const pauseMs = 120;

export function CatalogueScreen({ query }: { readonly query: string }) {
  const [total, setTotal] = useState<number | null>(null);
  const [importing, setImporting] = useState(false);
  const [handingOver, setHandingOver] = useState(false);
  const [imports, setImports] = useState(0);
  const wanted = query.trim();
  return (
    <Screen
      title="Catalogue"
      aside={
        total !== null && total > 0 ? `${countWords(total)} ${total === 1 ? 'dump' : 'dumps'}` : undefined
      }
      filled
      actions={
        <>
          <SearchBox query={query} />
          {total !== null && total > 0 && (
            <Button icon={<Send />} onClick={() => setHandingOver(true)}>
              Hand over{'\u2026'}
            </Button>
          )}
          <Button icon={<FolderInput />} onClick={() => setImporting(true)}>
            Import{'\u2026'}
          </Button>
        </>
      }
    >
      {wanted === '' ? <DumpList key={imports} onTotal={setTotal} /> : <SearchResults query={wanted} />}
      <HandOverDialog
        scope={handingOver ? { kind: 'all' } : null}
        count={total ?? 0}
        proposedName="Collection"
        onClose={() => setHandingOver(false)}
      />
      <ImportDialog
        open={importing}
        onClose={() => setImporting(false)}
        onImported={() => setImports((count) => count + 1)}
      />
    </Screen>
  );
}

/** Searches a moment after the last key; the address follows, so that Back leads to the search again. */
function SearchBox({ query }: { readonly query: string }) {
  const [typed, setTyped] = useState(query);
  const box = useRef<HTMLInputElement>(null);
  const shown = useRef(query);
  useEffect(() => {
    if (takeSearchWish()) box.current?.focus();
  }, []);
  useEffect(() => {
    if (query !== shown.current) setTyped(query);
    shown.current = query;
  }, [query]);
  useEffect(() => {
    if (typed === shown.current) return;
    const timer = setTimeout(() => {
      shown.current = typed;
      go({ screen: 'catalogue', query: typed }, { replace: true });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  };
  return (
    <search>
      <form className={styles.search} onSubmit={onSubmit}>
        <Search aria-hidden />
        <input
          ref={box}
          type="search"
          aria-label="Search the catalogue"
          placeholder="Name, title, label, carrier, file, hash"
          value={typed}
          maxLength={500}
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}

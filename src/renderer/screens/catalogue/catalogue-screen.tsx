/** The catalogue: carriers and what is in them, dumps, exceptions, places, and every change with its way back. */
import { FolderInput, Hash, Layers, Plus, Search, Send, Table2 } from 'lucide-react';
import { type SyntheticEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { Screen } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { takeSearchWish } from '../../keys/global-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { type CataloguePage, cataloguePages, go, viewStore } from '../../state/view.ts';
import { NewCarrierDialog } from '../carrier/new-carrier-dialog.tsx';
import { RunDialog } from '../carrier/run-dialog.tsx';
import { ChangesPage } from '../collection/changes-page.tsx';
import pages from '../collection/collection.module.css';
import { ExceptionsPage } from '../collection/exceptions-page.tsx';
import { PlacesPage } from '../collection/places-page.tsx';
import { TableDialog } from '../collection/table-dialog.tsx';
import { FindPage } from '../find/find-page.tsx';
import { ViewsMenu } from '../find/views-menu.tsx';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import styles from './catalogue-screen.module.css';
import { DumpList } from './dump-list.tsx';
import { ImportDialog } from './import-dialog.tsx';

const t = messagesOf('collection');
const find = messagesOf('find');

const pauseMs = 120;

type Doing = 'carrier' | 'run' | 'table' | 'import' | 'hand-over';

export interface CatalogueScreenProps {
  readonly query: string;
  /** Null for the page of carriers. */
  readonly page: CataloguePage | null;
}

export function CatalogueScreen({ query, page }: CatalogueScreenProps) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [edition, setEdition] = useState(0);
  const [dumps, setDumps] = useState(0);
  const changed = () => setEdition((count) => count + 1);
  const close = () => setDoing(null);
  const onQuery = (wanted: string) => go({ screen: 'catalogue', query: wanted }, { replace: true });
  return (
    <Screen
      title={find('title')}
      filled
      actions={
        <>
          <SearchBox query={query} />
          <ViewsMenu query={query} onQuery={onQuery} />
          <Menu
            label={t('new')}
            words={t('new')}
            icon={<Plus />}
            entries={[
              { words: t('newCarrier'), icon: <Plus />, onChoose: () => setDoing('carrier') },
              { words: t('newRun'), icon: <Hash />, onChoose: () => setDoing('run') },
              { words: t('newTable'), icon: <Table2 />, onChoose: () => setDoing('table') },
              {
                words: t('newBatch'),
                icon: <Layers />,
                onChoose: () => go({ screen: 'batches', query }),
              },
              { words: t('newImport'), icon: <FolderInput />, onChoose: () => setDoing('import') },
            ]}
          />
          <Button icon={<Send />} onClick={() => setDoing('hand-over')}>
            {t('handOver')}
          </Button>
        </>
      }
    >
      <nav className={pages.subpages} aria-label={t('pages')}>
        <ViewLink to={{ screen: 'catalogue', query }} aria-current={page === null ? 'page' : undefined}>
          {t('pageCarriers')}
        </ViewLink>
        {cataloguePages.map((each) => (
          <ViewLink
            key={each}
            to={{ screen: 'catalogue', query: '', page: each }}
            aria-current={page === each ? 'page' : undefined}
          >
            {pageWords(each)}
          </ViewLink>
        ))}
      </nav>
      {page === null && (
        <FindPage query={query.trim()} edition={edition} onQuery={onQuery} onChanged={changed} />
      )}
      {page === 'dumps' && <DumpList key={edition} onTotal={setDumps} />}
      {page === 'exceptions' && <ExceptionsPage edition={edition} />}
      {page === 'places' && <PlacesPage />}
      {page === 'changes' && <ChangesPage onChanged={changed} />}
      <NewCarrierDialog open={doing === 'carrier'} onClose={close} />
      <RunDialog open={doing === 'run'} onClose={close} onChanged={changed} />
      <TableDialog open={doing === 'table'} onClose={close} onChanged={changed} />
      <ImportDialog open={doing === 'import'} onClose={close} onImported={changed} />
      <HandOverDialog
        scope={doing === 'hand-over' ? { kind: 'all' } : null}
        count={dumps}
        proposedName={t('collectionName')}
        onClose={close}
      />
    </Screen>
  );
}

function pageWords(page: CataloguePage): string {
  switch (page) {
    case 'dumps':
      return t('pageDumps');
    case 'exceptions':
      return t('pageExceptions');
    case 'places':
      return t('pagePlaces');
    case 'changes':
      return t('pageChanges');
  }
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
  const show = useCallback(() => {
    // Who has gone on to what was found meanwhile is not brought back.
    if (typed === shown.current || viewStore.getState().view.screen !== 'catalogue') return;
    shown.current = typed;
    go({ screen: 'catalogue', query: typed }, { replace: true });
  }, [typed]);
  useEffect(() => {
    const timer = setTimeout(show, pauseMs);
    return () => clearTimeout(timer);
  }, [show]);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    show();
    document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  };
  return (
    <search>
      <form className={styles.search} onSubmit={onSubmit}>
        <Search aria-hidden />
        <input
          ref={box}
          type="search"
          aria-label={find('search')}
          placeholder={find('searchHint')}
          value={typed}
          maxLength={2000}
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}

/** Items, collections and the places things lie in. */
import { Send, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type LocationKind, locationKinds } from '../../../shared/model/vocabulary.ts';
import { chipText } from '../../../shared/search-query.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { codeWords } from '../../words/vocabulary.ts';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import styles from './collection.module.css';

const t = messagesOf('collection');
const common = messagesOf('common');

const mostItems = 200;

export function PlacesPage() {
  const all = useLoaded('allPlaces', async (hub, signal) => {
    const [{ items }, { collections }, { locations }] = await Promise.all([
      hub.collection.items.list({ query: '', after: null, limit: mostItems }, { signal }),
      hub.collection.collections.list(undefined, { signal }),
      hub.collection.locations.list(undefined, { signal }),
    ]);
    return { items, collections, locations };
  });
  const change = useCarrierChange(all.reload);
  /** The collection that is being handed over. */
  const [handed, setHanded] = useState<string | null>(null);
  if (!all.value)
    return (
      <div className={styles.page}>
        {all.error ? (
          <FaultNotice
            error={all.error}
            actions={<Button onClick={all.reload}>{common('tryAgain')}</Button>}
          />
        ) : null}
      </div>
    );
  const { items, collections, locations } = all.value;
  return (
    <div className={styles.places}>
      <Panel title={t('collections')}>
        <List none={t('noCollections')}>
          {collections.map(({ code, title, carriers, parent }) => (
            <Row
              key={code}
              code={code}
              title={title}
              note={parent}
              carriers={carriers}
              query={chipText('collection', code)}
              onHandOver={() => setHanded(code)}
              onRemove={() =>
                change((hub) => hub.collection.collections.remove({ code }), t('removed', { code }))
              }
            />
          ))}
        </List>
        <AddCollection
          onAdd={(code, title) =>
            change((hub) => hub.collection.collections.create({ code, title }), t('added', { code }))
          }
        />
      </Panel>
      <Panel title={t('locations')}>
        <List none={t('noLocations')}>
          {locations.map(({ code, kind, carriers, parent }) => (
            <Row
              key={code}
              code={code}
              title={codeWords('locationKind', kind)}
              note={parent}
              carriers={carriers}
              query={chipText('location', code)}
              onRemove={() =>
                change((hub) => hub.collection.locations.remove({ code }), t('removed', { code }))
              }
            />
          ))}
        </List>
        <AddLocation
          known={locations.map(({ code }) => code)}
          onAdd={(code, kind, parent) =>
            change((hub) => hub.collection.locations.create({ code, kind, parent }), t('added', { code }))
          }
        />
      </Panel>
      <Panel title={t('items')} term="item">
        <List none={t('noItems')}>
          {items.map(({ uuid, title, callNumber, carriers, dateText }) => (
            <Row
              key={uuid}
              code={title}
              title={[callNumber, dateText].filter(Boolean).join(' \u00b7 ')}
              note={null}
              carriers={carriers}
              query={`"${title.replaceAll('"', '""')}"`}
              onRemove={
                carriers === 0
                  ? () =>
                      change((hub) => hub.collection.items.remove({ uuid }), t('removed', { code: title }))
                  : null
              }
            />
          ))}
        </List>
      </Panel>
      <HandOverDialog
        scope={handed === null ? null : { kind: 'collection', code: handed }}
        count={0}
        proposedName={handed ?? ''}
        onClose={() => setHanded(null)}
      />
    </div>
  );
}

function List({ none, children }: { readonly none: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return <p className={styles.noneYet}>{none}</p>;
  return <ul className={styles.placeList}>{children}</ul>;
}

interface RowProps {
  readonly code: string;
  readonly title: string;
  readonly note: string | null;
  readonly carriers: number;
  /** Finds what belongs to it. */
  readonly query: string;
  readonly onRemove: (() => void) | null;
  readonly onHandOver?: () => void;
}

function Row({ code, title, note, carriers, query, onRemove, onHandOver }: RowProps) {
  return (
    <li>
      <div>
        <strong>{code}</strong> {title}
        {note !== null && <span className={styles.quiet}> {note}</span>}
      </div>
      <ViewLink to={{ screen: 'catalogue', query }}>{t('countCarriers', { count: carriers })}</ViewLink>
      {onHandOver && carriers > 0 ? (
        <Button
          look="plain"
          icon={<Send />}
          aria-label={t('handOverCollection', { code })}
          onClick={onHandOver}
        />
      ) : onRemove && carriers === 0 ? (
        <Button look="plain" icon={<X />} aria-label={t('remove', { code })} onClick={onRemove} />
      ) : (
        <span />
      )}
    </li>
  );
}

function AddCollection(props: { readonly onAdd: (code: string, title: string) => Promise<boolean> }) {
  const [code, setCode] = useState('');
  const [title, setTitle] = useState('');
  return (
    <form
      className={styles.add}
      aria-label={t('addCollection')}
      onSubmit={(event) => {
        event.preventDefault();
        void props.onAdd(code.trim(), title.trim()).then((isDone) => {
          if (!isDone) return;
          setCode('');
          setTitle('');
        });
      }}
    >
      <TextField label={t('code')} value={code} onChange={(event) => setCode(event.target.value)} />
      <TextField label={t('titleField')} value={title} onChange={(event) => setTitle(event.target.value)} />
      <Button type="submit" disabled={code.trim() === ''}>
        {t('add')}
      </Button>
    </form>
  );
}

interface AddLocationProps {
  readonly known: readonly string[];
  readonly onAdd: (code: string, kind: LocationKind, parent: string | null) => Promise<boolean>;
}

const nowhere = '';

function AddLocation({ known, onAdd }: AddLocationProps) {
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<LocationKind>('shelf');
  const [parent, setParent] = useState(nowhere);
  return (
    <form
      className={styles.add}
      aria-label={t('addLocation')}
      onSubmit={(event) => {
        event.preventDefault();
        void onAdd(code.trim(), kind, parent === nowhere ? null : parent).then(
          (isDone) => isDone && setCode(''),
        );
      }}
    >
      <TextField label={t('code')} value={code} onChange={(event) => setCode(event.target.value)} />
      <SelectField<LocationKind>
        label={t('kindOfPlace')}
        value={kind}
        onChange={setKind}
        choices={locationKinds.map((each) => ({ value: each, label: codeWords('locationKind', each) }))}
      />
      <SelectField
        label={t('partOf')}
        value={parent}
        onChange={setParent}
        choices={[
          { value: nowhere, label: t('none') },
          ...known.map((each) => ({ value: each, label: each })),
        ]}
      />
      <Button type="submit" disabled={code.trim() === ''}>
        {t('add')}
      </Button>
    </form>
  );
}

/** Choosing an image: the folders that are granted, one at a time, however much is in them. */
import { CornerLeftUp, Disc3, File, Folder, FolderClock, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { type BrowsedEntry, type BrowsedPage, placeLimits } from '../../../shared/model/image-places.ts';
import type { OutputRoot } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { CheckField, SelectField } from '../../components/fields.tsx';
import { Name } from '../../components/name.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { askSystemForImage, isWindow } from '../../state/native-files.ts';
import { usePages } from '../../state/use-pages.ts';
import { go } from '../../state/view.ts';
import { momentWords } from '../../words/moments.ts';
import { bytesWords } from '../../words/numbers.ts';
import { lastStep } from './open-image.ts';
import styles from './open-image-screen.module.css';

const t = messagesOf('images');
const common = messagesOf('common');

export interface OpenImageScreenProps {
  /** Null: the first of those that are granted. */
  readonly rootId: string | null;
  readonly folder: string;
}

export function OpenImageScreen({ rootId, folder }: OpenImageScreenProps) {
  const roots = useLoaded('roots', (hub, signal) => hub.outputs.roots(undefined, { signal }));
  const root = roots.value?.find(({ id }) => id === rootId) ?? roots.value?.[0];
  const choose = isWindow() && (
    <Button icon={<FolderOpen />} title={t('chooseNote')} onClick={askSystemForImage}>
      {t('choose')}
    </Button>
  );
  return (
    <Screen title={t('title')} aside={t('look')} actions={choose} filled>
      {roots.error ? (
        <div className={styles.notice}>
          <FaultNotice
            error={roots.error}
            actions={<Button onClick={roots.reload}>{common('tryAgain')}</Button>}
          />
        </div>
      ) : root ? (
        <Browser key={`${root.id}/${folder}`} roots={roots.value!} root={root} folder={folder} />
      ) : (
        roots.value && (
          <Empty title={t('noRoot')}>
            <p>{isWindow() ? t('noRootWindow') : t('noRootStation')}</p>
            <p>{t('firstUse')}</p>
          </Empty>
        )
      )}
    </Screen>
  );
}

interface BrowserProps {
  readonly roots: readonly OutputRoot[];
  readonly root: OutputRoot;
  readonly folder: string;
}

/** What a person wants to see stays while folders change. */
let wantsImagesOnly = true;

function Browser({ roots, root, folder }: BrowserProps) {
  const { client } = useHub();
  const [imagesOnly, setImagesOnly] = useState(wantsImagesOnly);
  const listing = usePages<BrowsedEntry, BrowsedPage>(
    `${root.id}/${folder} ${imagesOnly}`,
    placeLimits.pageEntries,
    (offset, limit, signal) =>
      client.images.browse({ rootId: root.id, path: folder, imagesOnly, offset, limit }, { signal }),
  );
  const steps = folder === '' ? [] : folder.split('/');
  const below = (name: string) => [...steps, name].join('/');
  const openFolder = (path: string) => go({ screen: 'images', rootId: root.id, folder: path });
  const open = ({ name, kind }: BrowsedEntry) =>
    kind === 'folder'
      ? openFolder(below(name))
      : go({ screen: 'image', image: { rootId: root.id, path: below(name) } });
  const up = () => steps.length > 0 && openFolder(steps.slice(0, -1).join('/'));
  const { first } = listing;
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.root}>
          <SelectField
            label={t('folder')}
            value={root.id}
            onChange={(id) => go({ screen: 'images', rootId: id, folder: '' })}
            choices={roots.map(({ id, label, path }) => ({ value: id, label, note: path }))}
          />
        </div>
        <nav className={styles.trail} aria-label={t('folder')}>
          <Button
            look="plain"
            icon={<CornerLeftUp />}
            aria-label={t('up')}
            disabled={steps.length === 0}
            onClick={up}
          />
          {[root.label, ...steps].map((step, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: the same name may stand twice in a path
              key={index}
              type="button"
              className={styles.step}
              aria-current={index === steps.length ? 'location' : undefined}
              onClick={() => openFolder(steps.slice(0, index).join('/'))}
            >
              <Name>{step}</Name>
            </button>
          ))}
        </nav>
        {imagesOnly && first !== null && first.otherTotal > 0 && (
          <span className={styles.hidden}>{t('othersHidden', { count: first.otherTotal })}</span>
        )}
        <div className={styles.filter}>
          <CheckField
            label={t('imagesOnly')}
            checked={imagesOnly}
            onChange={(checked) => {
              wantsImagesOnly = checked;
              setImagesOnly(checked);
            }}
          />
        </div>
      </div>
      {listing.error ? (
        <div className={styles.notice}>
          <FaultNotice
            error={listing.error}
            actions={<Button onClick={listing.reload}>{common('tryAgain')}</Button>}
          />
        </div>
      ) : null}
      {first === null ? (
        !listing.error && <p className={styles.waiting}>{t('reading')}</p>
      ) : first.total === 0 ? (
        <Empty title={first.otherTotal > 0 ? t('noImages') : t('emptyFolder')}>
          {first.otherTotal > 0 && <p>{t('showOthers', { count: first.otherTotal })}</p>}
          <p>{t('firstUse')}</p>
        </Empty>
      ) : (
        <VirtualTable
          label={t('filesIn', { folder: lastStep(folder) || root.label })}
          columns={columns()}
          rows={listing.rows}
          rowKey={({ name }) => name}
          onSight={listing.onSight}
          onOpen={open}
          onKey={(event) => {
            if (event.key !== 'Backspace') return null;
            up();
            return Promise.resolve(null);
          }}
        />
      )}
    </>
  );
}

function Sign({ kind }: Pick<BrowsedEntry, 'kind'>) {
  switch (kind) {
    case 'folder':
      return <Folder aria-hidden />;
    case 'store':
      return <FolderClock aria-hidden />;
    case 'image':
      return <Disc3 aria-hidden />;
    case 'other':
      return <File aria-hidden />;
  }
}

function kindWords({ kind, name }: BrowsedEntry): string {
  const ending = /\.([^.]{1,8})$/.exec(name)?.[1]?.toUpperCase();
  switch (kind) {
    case 'folder':
      return t('kindFolder');
    case 'store':
      return t('kindStore');
    case 'image':
      return `${t('kindImage')} ${ending ?? ''}`;
    case 'other':
      return `${t('kindOther')} ${ending ?? ''}`;
  }
}

function columns(): readonly Column<BrowsedEntry>[] {
  return [
    {
      name: t('name'),
      width: 'minmax(200px, 5fr)',
      cell: (entry) => (
        <span className={styles.entry}>
          <Sign kind={entry.kind} />
          <Name>{entry.name}</Name>
        </span>
      ),
    },
    { name: t('kind'), fromPx: 600, width: 'minmax(110px, 1fr)', cell: kindWords },
    {
      name: t('size'),
      width: '80px',
      align: 'end',
      cell: ({ sizeBytes }) => (sizeBytes === null ? '' : bytesWords(sizeBytes)),
    },
    {
      name: t('changed'),
      width: '150px',
      cell: ({ modified }) => (modified === null ? '' : momentWords(modified)),
    },
  ];
}

/** What is inside the image of a dump: its trees, their files, what unread sectors mean for them, and its sound. */
import { CornerLeftUp, FolderOutput } from 'lucide-react';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import type { HurtFiles, ImageTree } from '../../../shared/model/image-files.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { SelectField } from '../../components/fields.tsx';
import { Name } from '../../components/name.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { listWords } from '../../words/numbers.ts';
import { entryColumns, hurtColumns } from './entry-columns.tsx';
import { ExtractDialog, type ExtractWish } from './extract-dialog.tsx';
import styles from './files-page.module.css';
import { type Chosen, chosenOfHurt, PreviewPane } from './preview-pane.tsx';
import { SoundList } from './sound-list.tsx';
import { useDirectory } from './use-directory.ts';

const t = messagesOf('files');
const common = messagesOf('common');

export type OpenedImage = Awaited<ReturnType<HubClient['images']['open']>>;

/** Names are typed within this time of each other. */
const typingPauseMs = 900;
const sound = 'sound';

export function FilesPage({ dumpId, name }: { readonly dumpId: string; readonly name: string }) {
  const image = useLoaded(`image ${dumpId}`, (hub, signal) => hub.images.open({ dumpId }, { signal }));
  if (image.error)
    return (
      <div className={styles.notice}>
        <FaultNotice
          error={image.error}
          actions={<Button onClick={image.reload}>{common('tryAgain')}</Button>}
        />
      </div>
    );
  if (!image.value) return <p className={styles.waiting}>{t('opening')}</p>;
  return <ImageFiles key={image.value.imageId} image={image.value} name={name} onLost={image.reload} />;
}

function treeWords({ id, label }: ImageTree): string {
  return label === '' ? id : t('tree', { id, label });
}

export interface ImageFilesProps {
  readonly image: OpenedImage;
  readonly name: string;
  readonly onLost: () => void;
}

export function ImageFiles({ image, name, onLost }: ImageFilesProps) {
  const { trees, soundTracks, foreign, warnings } = image;
  const [shown, setShown] = useState(trees[0]?.id ?? sound);
  if (trees.length === 0 && soundTracks.length === 0)
    return (
      <Empty title={t('noFiles')}>
        <p>{foreign.length > 0 ? t('foreign', { systems: listWords(foreign) }) : t('noFilesystem')}</p>
      </Empty>
    );
  const choices = [
    ...trees.map((tree) => ({
      value: tree.id,
      label: treeWords(tree),
      note: tree.track === null ? undefined : t('onTrack', { number: tree.track }),
    })),
    ...(soundTracks.length > 0
      ? [{ value: sound, label: t('sound'), note: t('audioTracks', { count: soundTracks.length }) }]
      : []),
  ];
  const tree = trees.find(({ id }) => id === shown);
  const choice = choices.length > 1 && (
    <div className={styles.tree}>
      <SelectField label={t('show')} value={shown} onChange={setShown} choices={choices} />
    </div>
  );
  return (
    <div className={styles.page}>
      {warnings.length > 0 && (
        <div className={styles.notice}>
          <Notice tone="warn">{warnings[0]}</Notice>
        </div>
      )}
      {tree ? (
        <Tree key={tree.id} image={image} tree={tree} name={name} choice={choice} onLost={onLost} />
      ) : (
        <>
          <div className={styles.bar}>{choice}</div>
          <SoundList imageId={image.imageId} tracks={soundTracks} />
        </>
      )}
    </div>
  );
}

interface TreeProps extends ImageFilesProps {
  readonly tree: ImageTree;
  readonly choice: React.ReactNode;
}

type Look = 'folder' | 'hurt' | 'deleted';

function Tree({ image, tree, name, choice, onLost }: TreeProps) {
  const { imageId, isDamageKnown } = image;
  const [directory, setDirectory] = useState('');
  const [look, setLook] = useState<Look>('folder');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [wish, setWish] = useState<ExtractWish | null>(null);
  const hurt = useLoaded(`hurt ${imageId} ${tree.id}`, (hub, signal) =>
    hub.images.hurt({ imageId, tree: tree.id }, { signal }),
  );
  const place = { imageId, tree: tree.id, directory, deleted: look === 'deleted' };
  const listing = useDirectory(place);
  const onKey = useFolderKeys(place, () => up());
  const trail = listing.page?.trail ?? [];
  const path = trail.slice(1).map((each) => each.name);
  const open = (id: string) => {
    setDirectory(id);
    setLook('folder');
    setChosen(null);
  };
  const up = () => {
    const parent = trail.at(-2);
    if (parent) open(parent.id);
  };
  const columns = entryColumns(isDamageKnown, (entry) => hurtBelow(hurt.value, [...path, entry].join('/')));
  const problem = listing.error ?? hurt.error;
  return (
    <>
      <div className={styles.bar}>
        {choice}
        <nav className={styles.trail} aria-label={t('folder')}>
          <Button
            look="plain"
            icon={<CornerLeftUp />}
            aria-label={t('up')}
            disabled={trail.length < 2}
            onClick={up}
          />
          {trail.map((each, index) => (
            <button
              key={each.id}
              type="button"
              className={styles.step}
              aria-current={index === trail.length - 1 ? 'location' : undefined}
              onClick={() => open(each.id)}
            >
              <Name>{index === 0 ? tree.label || tree.id : each.name}</Name>
            </button>
          ))}
        </nav>
        <Looks look={look} onLook={setLook} hurt={hurt.value} deleted={listing.page?.deletedTotal ?? 0} />
        <Button
          icon={<FolderOutput />}
          onClick={() => setWish({ chosen, folder: { id: directory, name: path.at(-1) ?? null } })}
        >
          {t('extractMore')}
        </Button>
      </div>
      {problem ? (
        <div className={styles.notice}>
          <FaultNotice error={problem} actions={<Button onClick={onLost}>{t('openAgain')}</Button>} />
        </div>
      ) : null}
      <Warnings words={listing.page?.warnings ?? []} />
      {!isDamageKnown && (
        <div className={styles.notice}>
          <Notice tone="warn">{t('unknownDamage')}</Notice>
        </div>
      )}
      <div className={styles.panes}>
        {look === 'hurt' ? (
          <HurtTable hurt={hurt.value} chosenId={chosen?.id ?? null} onChoose={setChosen} />
        ) : listing.page?.total === 0 ? (
          <p className={styles.waiting}>{look === 'deleted' ? t('noDeleted') : t('emptyFolder')}</p>
        ) : (
          <VirtualTable
            key={`${directory} ${look}`}
            label={t('filesIn', { folder: path.join('/') || tree.label || tree.id })}
            columns={columns}
            rows={listing.rows}
            rowKey={({ id }) => id}
            onSight={listing.onSight}
            onActive={setChosen}
            chosenKey={chosen?.id ?? null}
            opensOnDoubleClick
            onOpen={(entry) => entry.kind === 'directory' && !entry.isDeleted && open(entry.id)}
            onKey={onKey}
          />
        )}
        <PreviewPane
          imageId={imageId}
          tree={tree.id}
          filesystem={tree.type}
          isDamageKnown={isDamageKnown}
          chosen={chosen}
        />
      </div>
      {wish && (
        <ExtractDialog
          imageId={imageId}
          tree={tree.id}
          name={name}
          wish={wish}
          onClose={() => setWish(null)}
        />
      )}
    </>
  );
}

/** Hurt files in a folder and all below it. */
function hurtBelow(hurt: HurtFiles | null, path: string): number {
  return hurt?.entries.filter((entry) => entry.path.startsWith(`${path}/`)).length ?? 0;
}

/** Letters go to the next name that begins so; Backspace goes up. */
function useFolderKeys(place: Parameters<typeof useDirectory>[0], up: () => void) {
  const { client } = useHub();
  const typed = useRef({ text: '', atMs: 0 });
  const { imageId, tree, directory, deleted } = place;
  const goUp = useRef(up);
  goUp.current = up;
  return useCallback(
    (event: KeyboardEvent, active: number): Promise<number | null> | null => {
      if (event.ctrlKey || event.metaKey || event.altKey) return null;
      if (event.key === 'Backspace') {
        goUp.current();
        return Promise.resolve(null);
      }
      if (event.key.length !== 1 || event.key === '/') return null;
      const isNew = event.timeStamp - typed.current.atMs > typingPauseMs;
      const text = isNew ? event.key : typed.current.text + event.key;
      typed.current = { text, atMs: event.timeStamp };
      const from = text.length === 1 ? active + 1 : active;
      return client.images
        .seek({ imageId, tree, directory, deleted, prefix: text, from })
        .then(({ offset }) => offset);
    },
    [client, imageId, tree, directory, deleted],
  );
}

interface LooksProps {
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly hurt: HurtFiles | null;
  readonly deleted: number;
}

function Looks({ look, onLook, hurt, deleted }: LooksProps) {
  const looks: readonly { readonly id: Look; readonly words: string }[] = [
    { id: 'folder', words: t('folder') },
    { id: 'hurt', words: hurt ? t('hurtCount', { count: hurt.total }) : t('hurt') },
    ...(deleted > 0 || look === 'deleted'
      ? [{ id: 'deleted' as const, words: t('deletedCount', { count: deleted }) }]
      : []),
  ];
  return (
    <fieldset className={styles.looks}>
      <legend className="visually-hidden">{t('list')}</legend>
      {looks.map(({ id, words }) => (
        <Button key={id} look="plain" aria-pressed={look === id} onClick={() => onLook(id)}>
          {words}
        </Button>
      ))}
    </fieldset>
  );
}

interface HurtTableProps {
  readonly hurt: HurtFiles | null;
  readonly chosenId: string | null;
  readonly onChoose: (chosen: Chosen) => void;
}

function HurtTable({ hurt, chosenId, onChoose }: HurtTableProps) {
  if (!hurt) return <p className={styles.waiting}>{t('lookingAll')}</p>;
  if (hurt.total === 0) return <p className={styles.waiting}>{t('noneHurt')}</p>;
  return (
    <div className={styles.stack}>
      {hurt.isIncomplete && <p className={styles.waiting}>{t('incomplete')}</p>}
      {hurt.total > hurt.entries.length && (
        <p className={styles.waiting}>{t('firstOf', { count: hurt.entries.length, total: hurt.total })}</p>
      )}
      <VirtualTable
        label={t('hurtLabel')}
        columns={hurtColumns()}
        rows={hurt.entries}
        rowKey={({ id }) => id}
        onActive={(entry) => onChoose(chosenOfHurt(entry))}
        chosenKey={chosenId}
        opensOnDoubleClick
      />
    </div>
  );
}

function Warnings({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <div className={styles.notice}>
      <Notice tone="warn">
        <p>{words[0]}</p>
        {words.length > 1 && (
          <details>
            <summary>{t('more', { count: words.length - 1 })}</summary>
            <ul>
              {words.slice(1).map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </details>
        )}
      </Notice>
    </div>
  );
}

/** Picks files of the medium that is being read: their sectors come before all others. */
import { CornerLeftUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImageEntry } from '../../../../shared/model/image-files.ts';
import { isAtRest, type JobSnapshot } from '../../../../shared/model/job.ts';
import { patternOfPath } from '../../../../shared/path-pattern.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../../components/dialog.tsx';
import { Name } from '../../../components/name.tsx';
import { FaultNotice } from '../../../components/notice.tsx';
import { act } from '../../../components/toasts.tsx';
import { type Column, VirtualTable } from '../../../components/virtual-table.tsx';
import { messagesOf } from '../../../messages/messages.ts';
import { useHub, useLoaded } from '../../../state/hub-context.tsx';
import { entryColumns } from '../../files/entry-columns.tsx';
import { useDirectory } from '../../files/use-directory.ts';
import styles from './read-first.module.css';

const t = messagesOf('readFirst');
const common = messagesOf('common');

export interface ReadFirstDialogProps {
  readonly job: JobSnapshot;
  readonly onClose: () => void;
}

export function ReadFirstDialog({ job, onClose }: ReadFirstDialogProps) {
  return (
    <Dialog open wide onClose={onClose} title={t('title')} description={t('note')}>
      <Picker job={job} onClose={onClose} />
    </Dialog>
  );
}

function Picker({ job, onClose }: ReadFirstDialogProps) {
  const { client } = useHub();
  const jobId = job.id;
  const isResting = isAtRest(job.state);
  const [wanted, setWanted] = useState<readonly string[]>(job.options.first ?? []);
  // Whoever wants to choose wants to see what there is: the directories are read now.
  const mustAsk = !isResting && job.options.first === null;
  useEffect(() => {
    if (mustAsk) void act(() => client.jobs.readFirst({ jobId, wanted: [] }));
  }, [client, jobId, mustAsk]);
  const toggle = (pattern: string) =>
    setWanted((before) =>
      before.includes(pattern) ? before.filter((each) => each !== pattern) : [...before, pattern],
    );
  const confirm = async () => {
    if (
      await act(() => client.jobs.readFirst({ jobId, wanted: [...wanted] }), t(isResting ? 'later' : 'now'))
    )
      onClose();
  };
  return (
    <>
      <DialogBody>
        <div className={styles.picker}>
          {isResting || job.first ? (
            <Tree jobId={jobId} seen={job.first ? 'listed' : job.state} wanted={wanted} onToggle={toggle} />
          ) : (
            <p className={styles.waiting} role="status">
              {t('lookingForDirectories')}
            </p>
          )}
          <Chosen wanted={wanted} missing={job.first?.missing ?? []} onRemove={toggle} />
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button look="primary" onClick={confirm}>
          {wanted.length === 0 ? t('inOrder') : t('readFirst', { count: wanted.length })}
        </Button>
      </DialogActions>
    </>
  );
}

interface TreeProps {
  readonly jobId: string;
  /** What the picture of the medium was opened at: another word opens it anew. */
  readonly seen: string;
  readonly wanted: readonly string[];
  readonly onToggle: (pattern: string) => void;
}

function Tree({ jobId, seen, wanted, onToggle }: TreeProps) {
  const image = useLoaded(`image ${jobId} ${seen}`, (hub, signal) =>
    hub.jobs.openImage({ jobId }, { signal }),
  );
  const tree = image.value?.trees[0];
  if (image.error)
    return (
      <FaultNotice
        error={image.error}
        actions={<Button onClick={image.reload}>{common('tryAgain')}</Button>}
      />
    );
  if (!image.value) return <p className={styles.waiting}>{t('opening')}</p>;
  if (!tree) return <p className={styles.waiting}>{t('noTree')}</p>;
  return (
    <Folder
      key={image.value.imageId}
      {...{ imageId: image.value.imageId, tree: tree.id, title: tree.label || tree.id }}
      {...{ isDamageKnown: image.value.isDamageKnown, wanted, onToggle }}
    />
  );
}

interface FolderProps extends Pick<TreeProps, 'wanted' | 'onToggle'> {
  readonly imageId: string;
  readonly tree: string;
  readonly title: string;
  readonly isDamageKnown: boolean;
}

function Folder({ imageId, tree, title, isDamageKnown, wanted, onToggle }: FolderProps) {
  const [directory, setDirectory] = useState('');
  const listing = useDirectory({ imageId, tree, directory, deleted: false });
  const trail = listing.page?.trail ?? [];
  const names = trail.slice(1).map(({ name }) => name);
  const patternOf = ({ name }: ImageEntry) => patternOfPath([...names, name].join('/'));
  const parent = trail.at(-2);
  const mark: Column<ImageEntry> = {
    name: '',
    spokenName: t('first'),
    width: '32px',
    cell: (entry) => (
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t('choose', { name: entry.name })}
        checked={wanted.includes(patternOf(entry))}
        onChange={() => onToggle(patternOf(entry))}
      />
    ),
  };
  return (
    <>
      <p className={styles.place}>
        <Button
          look="plain"
          icon={<CornerLeftUp />}
          aria-label={t('up')}
          disabled={!parent}
          onClick={() => parent && setDirectory(parent.id)}
        />
        <Name>{[title, ...names].join(' / ')}</Name>
      </p>
      {listing.error ? <FaultNotice error={listing.error} /> : null}
      {(listing.page?.warnings.length ?? 0) > 0 && (
        <p className={styles.waiting}>{listing.page?.warnings[0]}</p>
      )}
      <div className={styles.list}>
        <VirtualTable
          key={directory}
          label={t('files', { folder: names.at(-1) ?? title })}
          columns={[mark, ...entryColumns(isDamageKnown, () => 0)]}
          rows={listing.rows}
          rowKey={({ id }) => id}
          onSight={listing.onSight}
          opensOnDoubleClick
          onOpen={(entry) =>
            entry.kind === 'directory' ? setDirectory(entry.id) : onToggle(patternOf(entry))
          }
          onKey={(event, active) => {
            const entry = listing.rows[active];
            if (event.key !== ' ' || !entry) return null;
            onToggle(patternOf(entry));
            return Promise.resolve(null);
          }}
        />
      </div>
    </>
  );
}

interface ChosenProps {
  readonly wanted: readonly string[];
  readonly missing: readonly string[];
  readonly onRemove: (pattern: string) => void;
}

function Chosen({ wanted, missing, onRemove }: ChosenProps) {
  if (wanted.length === 0) return <p className={styles.waiting}>{t('noneChosen')}</p>;
  return (
    <ul className={styles.chosen} aria-label={t('chosen')}>
      {wanted.map((pattern) => (
        <li key={pattern}>
          <span>{pattern.replace(/^\//, '').replace(/\\(.)/g, '$1')}</span>
          {missing.includes(pattern) && <span className={styles.missing}>{t('notFound')}</span>}
          <button type="button" aria-label={t('remove', { name: pattern })} onClick={() => onRemove(pattern)}>
            <X aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

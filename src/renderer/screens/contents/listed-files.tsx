/** The files of a dump as they were listed, with what unread sectors mean for them. */
import { FileSearch } from 'lucide-react';
import { useState } from 'react';
import type { ListedFile } from '../../../shared/model/search.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { CheckField } from '../../components/fields.tsx';
import { Name } from '../../components/name.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { go } from '../../state/view.ts';
import { momentWords } from '../../words/moments.ts';
import { bytesWords } from '../../words/numbers.ts';
import tables from '../job/tables.module.css';
import styles from './contents.module.css';
import { useIndexing } from './use-indexing.ts';
import { usePages } from './use-pages.ts';

const t = messagesOf('contents');
const common = messagesOf('common');
const pageFiles = 200;

export function ListedFiles({ dumpId, name }: { readonly dumpId: string; readonly name: string }) {
  const [onlyDamaged, setOnlyDamaged] = useState(false);
  const files = usePages(`files ${dumpId} ${onlyDamaged}`, (hub, after, signal) =>
    hub.search.filesOf({ dumpId, after, limit: pageFiles, onlyDamaged }, signal ? { signal } : {}),
  );
  const indexing = useIndexing(dumpId, files.reload);
  if (files.error)
    return (
      <div className={styles.page}>
        <FaultNotice
          error={files.error}
          actions={<Button onClick={files.reload}>{common('tryAgain')}</Button>}
        />
      </div>
    );
  if (!files.value) return null;
  const { state, problem, entries, damaged } = files.value.listing;
  const open = (
    <Button icon={<FileSearch />} onClick={() => go({ screen: 'dump', dumpId, inside: true })}>
      {t('openInside')}
    </Button>
  );
  const list = (words: string) => (
    <Button disabled={indexing.isAtWork} onClick={() => indexing.start(false)}>
      {indexing.isAtWork ? t('listing') : words}
    </Button>
  );
  if (state === 'none')
    return (
      <Empty
        title={t('notListed')}
        actions={
          <>
            {open}
            {list(t('list'))}
          </>
        }
      >
        <p>{t('notListedHelp')}</p>
      </Empty>
    );
  const shown = files.pages.flatMap((page) => page.files);
  return (
    <div className={styles.page}>
      <div className={styles.lead}>
        <p>
          {t('ofDump', { name })} {t('entries', { count: entries })}
          {damaged > 0 && `, ${t('hurt', { count: damaged })}`}
        </p>
        {open}
      </div>
      {state === 'failed' && (
        <Notice tone="warn" actions={list(t('listAgain'))}>
          {t('failed', { why: problem })}
        </Notice>
      )}
      {state === 'outdated' && (
        <Notice tone="warn" actions={list(t('listAgain'))}>
          {t('outdated')}
        </Notice>
      )}
      {state === 'listed' && problem !== '' && <Notice tone="warn">{t('partly', { why: problem })}</Notice>}
      {(damaged > 0 || onlyDamaged) && (
        <CheckField label={t('onlyHurt')} checked={onlyDamaged} onChange={setOnlyDamaged} />
      )}
      {shown.length === 0 ? (
        <p className={styles.quiet}>{onlyDamaged ? t('noneHurt') : t('noEntries')}</p>
      ) : (
        <div className={styles.scroll}>
          <FilesTable files={shown} />
        </div>
      )}
      {files.hasMore && <Button onClick={files.showMore}>{t('more')}</Button>}
    </div>
  );
}

function FilesTable({
  files,
}: {
  readonly files: readonly (ListedFile & { readonly filesystem: number })[];
}) {
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th>{t('name')}</th>
          <th className={tables.end}>{t('size')}</th>
          <th>{t('modified')}</th>
          <th>{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={`${file.filesystem} ${file.path} ${file.lba}`}>
            <td className={styles.path}>
              <Name>{file.kind === 'directory' ? `${file.path}/` : file.path}</Name>
            </td>
            <td className={tables.end}>{file.kind === 'directory' ? '' : bytesWords(file.sizeBytes)}</td>
            <td>{file.modified === null ? '' : momentWords(file.modified)}</td>
            <td>
              {file.state === 'damaged' && <Chip tone="warn">{t('damaged')}</Chip>}
              {file.state === 'unread' && <Chip tone="bad">{t('unread')}</Chip>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The files that were listed of a dump, page by page. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListedFile } from '../../../shared/model/search.ts';
import { Chip } from '../../components/chip.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { bytesWords } from '../../words/numbers.ts';
import styles from './quality.module.css';

const t = messagesOf('quality');

const pageFiles = 200;

export function FilesOfDump({ dumpId }: { readonly dumpId: string }) {
  const { client } = useHub();
  const [files, setFiles] = useState<readonly ListedFile[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const next = useRef<string | null>(null);
  const busy = useRef(false);
  const load = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      const page = await client.search.filesOf({ dumpId, after: next.current, limit: pageFiles });
      next.current = page.next;
      setFiles((shown) => [...(shown ?? []), ...page.files]);
    } catch (problem) {
      setError(problem);
    } finally {
      busy.current = false;
    }
  }, [client, dumpId]);
  useEffect(() => void load(), [load]);
  if (error)
    return (
      <div className={styles.fault}>
        <FaultNotice error={error} />
      </div>
    );
  if (files?.length === 0) return <p className={styles.none}>{t('noFiles')}</p>;
  return (
    <VirtualTable
      label={t('files')}
      rows={files ?? []}
      rowKey={({ path }) => path}
      onNearEnd={() => {
        if (next.current !== null) void load();
      }}
      columns={columns()}
    />
  );
}

function columns(): readonly Column<ListedFile>[] {
  return [
    { name: t('file'), width: 'minmax(180px, 640px)', mono: true, cell: ({ path }) => path },
    {
      name: t('fileSize'),
      width: '88px',
      align: 'end',
      cell: ({ kind, sizeBytes }) => (kind === 'directory' ? '' : bytesWords(sizeBytes)),
    },
    { name: t('modified'), width: '148px', cell: ({ modified }) => (modified ? momentWords(modified) : '') },
    {
      name: t('damage'),
      width: '120px',
      cell: ({ state }) =>
        state !== 'intact' && <Chip tone="bad">{state === 'damaged' ? t('damaged') : t('unread')}</Chip>,
    },
  ];
}

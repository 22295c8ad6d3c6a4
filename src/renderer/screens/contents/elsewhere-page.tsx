/** Where else what is on a disc is: in lists of others, and on other dumps. */
import type { SameFile, SameFiles } from '../../../shared/model/search.ts';
import { Button } from '../../components/button.tsx';
import { Name } from '../../components/name.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords, countWords } from '../../words/numbers.ts';
import styles from './contents.module.css';
import { ListMatches } from './list-matches.tsx';
import { useIndexing } from './use-indexing.ts';
import { usePages } from './use-pages.ts';

const t = messagesOf('contents');
const common = messagesOf('common');
const pageFiles = 50;

export function ElsewherePage({ dumpId }: { readonly dumpId: string }) {
  return (
    <div className={styles.page}>
      <section className={styles.part} aria-label={t('lists')}>
        <h2>{t('lists')}</h2>
        <ListMatches dumpId={dumpId} />
      </section>
      <section className={styles.part} aria-label={t('sameTitle')}>
        <h2>{t('sameTitle')}</h2>
        <Same dumpId={dumpId} />
      </section>
    </div>
  );
}

function Same({ dumpId }: { readonly dumpId: string }) {
  const same = usePages<SameFiles>(`same ${dumpId}`, (hub, after, signal) =>
    hub.search.sameFiles({ dumpId, after, limit: pageFiles }, signal ? { signal } : {}),
  );
  const indexing = useIndexing(dumpId, same.reload);
  if (same.error)
    return (
      <FaultNotice error={same.error} actions={<Button onClick={same.reload}>{common('tryAgain')}</Button>} />
    );
  if (!same.value) return null;
  const { listing, known, shared } = same.value;
  const files = same.pages.flatMap((page) => page.files);
  return (
    <>
      {listing.state === 'failed' && <Notice tone="warn">{t('failed', { why: listing.problem })}</Notice>}
      {!listing.hasContents && (
        <>
          <p>{t('notRead')}</p>
          <Button disabled={indexing.isAtWork} onClick={() => indexing.start(true)}>
            {indexing.isAtWork ? t('reading') : t('read')}
          </Button>
        </>
      )}
      {listing.hasContents && (
        <>
          <p>
            {shared === 0 ? t('noneShared') : t('known', { shared: countWords(shared), known })}{' '}
            <span className={styles.quiet}>{t('knownNote')}</span>
          </p>
          <ul className={styles.same}>
            {files.map((file) => (
              <Copies key={`${file.file.path} ${file.file.lba}`} same={file} />
            ))}
          </ul>
          {same.hasMore && <Button onClick={same.showMore}>{t('more')}</Button>}
        </>
      )}
    </>
  );
}

function Copies({ same: { file, elsewhere, copies } }: { readonly same: SameFile }) {
  const left = copies - elsewhere.length;
  return (
    <li>
      <p>
        <span className={styles.path}>
          <Name>{file.path}</Name>
        </span>{' '}
        <span className={styles.quiet}>
          {bytesWords(file.sizeBytes)}, {t('copies', { count: copies })}
        </span>
      </p>
      <ul className={styles.copies}>
        {elsewhere.map(({ dumpId, dump, carrier, path }) => (
          <li key={`${dumpId} ${path}`}>
            <ViewLink
              to={carrier === null ? { screen: 'dump', dumpId } : { screen: 'carrier', code: carrier }}
            >
              {carrier ?? dump}
            </ViewLink>{' '}
            <span className={styles.path}>
              <Name>{path}</Name>
            </span>
          </li>
        ))}
        {left > 0 && <li className={styles.quiet}>{t('moreCopies', { count: countWords(left) })}</li>}
      </ul>
    </li>
  );
}

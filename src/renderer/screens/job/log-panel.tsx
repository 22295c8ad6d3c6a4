/** What happened, line by line, pulled by cursor so that nothing is missed. */
import { useEffect, useRef, useState } from 'react';
import type { LogLine } from '../../../shared/model/job.ts';
import { classNames } from '../../components/class-names.ts';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { clockWords } from '../../words/moments.ts';
import styles from './log-panel.module.css';

const t = messagesOf('job');

const pageLines = 500;
/** A page that stays open for days must not keep every line it ever saw. */
const keptLines = 5_000;

export function LogPanel({ jobId, revision }: { readonly jobId: string; readonly revision: number }) {
  const { client } = useHub();
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  const [dropped, setDropped] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const cursor = useRef(0);
  const frame = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision may have brought lines
  useEffect(() => {
    const end = new AbortController();
    const pull = async () => {
      for (;;) {
        const page = await client.jobs.log(
          { jobId, cursor: cursor.current, limit: pageLines },
          { signal: end.signal },
        );
        if (end.signal.aborted) return;
        cursor.current = page.next;
        setError(null);
        if (page.dropped > 0) setDropped((before) => before + page.dropped);
        if (page.lines.length > 0) setLines((before) => [...before, ...page.lines].slice(-keptLines));
        if (page.lines.length < pageLines) return;
      }
    };
    pull().catch((problem: unknown) => {
      if (!end.signal.aborted) setError(problem);
    });
    return () => end.abort();
  }, [client, jobId, revision]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines move the end
  useEffect(() => {
    if (frame.current && atEnd.current) frame.current.scrollTop = frame.current.scrollHeight;
  }, [lines]);

  const onScroll = () => {
    const box = frame.current;
    if (box) atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div ref={frame} className={styles.log} onScroll={onScroll} tabIndex={0} role="log" aria-live="off">
      {error ? <FaultNotice error={error} /> : null}
      {dropped > 0 && <p className={styles.dropped}>{t('earlierLines', { count: dropped })}</p>}
      {lines.length === 0 && !error && <p className={styles.dropped}>{t('noLines')}</p>}
      {lines.map((line) => (
        <p key={line.sequence} className={classNames(styles.line, styles[line.level])}>
          <time dateTime={line.at}>{clockWords(line.at)}</time>
          <span>{line.text}</span>
        </p>
      ))}
    </div>
  );
}

/** What a dump is in the lists of others, and what that says of it. */
import type { DatMatch, DatMatchReport } from '../../../shared/model/dat.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { countWords, listWords } from '../../words/numbers.ts';
import styles from './contents.module.css';

const t = messagesOf('contents');
const common = messagesOf('common');
/** More names of files say no more. */
const mostNames = 6;
const mostSets = 20;

export function ListMatches({ dumpId }: { readonly dumpId: string }) {
  const found = useLoaded(`match ${dumpId}`, async (hub, signal) => {
    const { dats } = await hub.dats.list(undefined, { signal });
    return { lists: dats.length, report: await hub.dats.match({ dumpId }, { signal }) };
  });
  if (found.error)
    return (
      <FaultNotice
        error={found.error}
        actions={<Button onClick={found.reload}>{common('tryAgain')}</Button>}
      />
    );
  if (!found.value) return null;
  const { lists, report } = found.value;
  if (lists === 0) return <p>{t('noLists')}</p>;
  if (report.kind === 'none') return <p>{t('inNone', { count: lists })}</p>;
  return (
    <>
      <p>
        {t(report.kind)} {report.kind !== 'partial' && <span className={styles.quiet}>{t('fullNote')}</span>}
      </p>
      <ul className={styles.same}>
        {report.games.slice(0, mostSets).map((match) => (
          <Match key={`${match.dat.id} ${match.game}`} match={match} kind={report.kind} />
        ))}
        {report.games.length > mostSets && (
          <li className={styles.quiet}>
            {t('moreCopies', { count: countWords(report.games.length - mostSets) })}
          </li>
        )}
      </ul>
    </>
  );
}

interface MatchProps {
  readonly match: DatMatch;
  readonly kind: DatMatchReport['kind'];
}

function Match({ match: { dat, game, hit, total, missing, unlisted, isBadDump }, kind }: MatchProps) {
  const edition = dat.date || dat.version;
  const list = edition ? t('list2', { name: dat.name, edition }) : dat.name;
  const facts = [
    ...(kind === 'partial' ? [t('agrees', { hit: countWords(hit), total: countWords(total) })] : []),
    ...(missing.length > 0 ? [t('missing', { names: namesWords(missing) })] : []),
    ...(unlisted.length > 0 ? [t('unlisted', { names: namesWords(unlisted) })] : []),
    ...(isBadDump ? [t('badCopy')] : []),
  ];
  return (
    <li>
      <p>{t('inSet', { game, list })}</p>
      {facts.length > 0 && <p className={styles.quiet}>{facts.join('; ')}</p>}
    </li>
  );
}

function namesWords(names: readonly string[]): string {
  if (names.length <= mostNames) return listWords(names);
  const more = t('moreCopies', { count: countWords(names.length - mostNames) });
  return `${names.slice(0, mostNames).join(', ')} ${more}`;
}

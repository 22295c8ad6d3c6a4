/** The whole collection held against one list: what is whole, what is in part, which sets lack members. */
import { useState } from 'react';
import type { Dat, DatCoverage } from '../../../shared/model/dat.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { countWords, listWords, shareWords } from '../../words/numbers.ts';
import styles from './checks.module.css';

const t = messagesOf('checks');

const shownAtFirst = 50;

export function CoveragePanel({ dat, onRemoved }: { readonly dat: Dat; readonly onRemoved: () => void }) {
  const { client } = useHub();
  const coverage = useLoaded(`coverage ${dat.id}`, (hub, signal) =>
    hub.dats.coverage({ datId: dat.id }, { signal }),
  );
  return (
    <Panel
      term="dat"
      title={dat.name}
      aside={
        <Button
          look="plain"
          onClick={() =>
            act(
              () => client.dats.remove({ datId: dat.id }).then(onRemoved),
              t('takenOff', { name: dat.name }),
            )
          }
        >
          {t('takeOff')}
        </Button>
      }
    >
      <div className={styles.coveragePage}>
        {coverage.error ? (
          <FaultNotice
            error={coverage.error}
            actions={<Button onClick={coverage.reload}>{t('again')}</Button>}
          />
        ) : null}
        {coverage.busy && <p className={styles.quiet}>{t('holding')}</p>}
        {coverage.value && <Coverage coverage={coverage.value} />}
      </div>
    </Panel>
  );
}

function Coverage({ coverage }: { readonly coverage: DatCoverage }) {
  const { full, partial, missing, partialGames, incompleteSets } = coverage;
  const total = full + partial + missing;
  return (
    <>
      <dl className={styles.tally}>
        <Figure name={t('whole')} count={full} note={shareWords(full, total)} />
        <Figure name={t('inPart')} count={partial} />
        <Figure name={t('notHere')} count={missing} />
      </dl>
      <Unfolding
        title={t('partTitle')}
        rows={partialGames}
        row={({ game, dump, dumpId, missing: lacking }) => (
          <li key={`${game} ${dumpId}`}>
            <Chip tone="warn">{t('inPart')}</Chip>
            <div className={styles.what}>
              <p>
                {game} <ViewLink to={{ screen: 'dump', dumpId }}>{dump}</ViewLink>
              </p>
              <p className={styles.quiet}>{t('lacks', { files: listWords(lacking) })}</p>
            </div>
          </li>
        )}
      />
      <Unfolding
        title={t('setsTitle')}
        rows={incompleteSets}
        row={({ set, present, missing: lacking }) => (
          <li key={set}>
            <Chip tone="neutral">
              {t('ofSet', { present: present.length, total: present.length + lacking.length })}
            </Chip>
            <div className={styles.what}>
              <p>{set}</p>
              <p className={styles.quiet}>{t('setLacks', { members: listWords(lacking) })}</p>
            </div>
          </li>
        )}
      />
    </>
  );
}

function Figure({
  name,
  count,
  note,
}: {
  readonly name: string;
  readonly count: number;
  readonly note?: string;
}) {
  return (
    <div>
      <dd>{countWords(count)}</dd>
      <dt>
        {name}
        {note && <span className={styles.quiet}> {note}</span>}
      </dt>
    </div>
  );
}

interface UnfoldingProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly row: (row: Row) => React.ReactNode;
}

/** The first rows of a list, and the rest when asked for. */
function Unfolding<Row>({ title, rows, row }: UnfoldingProps<Row>) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className={styles.subhead}>{title}</h3>
      <ul className={styles.incidents}>{(all ? rows : rows.slice(0, shownAtFirst)).map(row)}</ul>
      {!all && rows.length > shownAtFirst && (
        <Button onClick={() => setAll(true)}>{t('showAll', { count: rows.length })}</Button>
      )}
    </section>
  );
}

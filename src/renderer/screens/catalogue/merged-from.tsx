/** The dumps an image was put together from, and what each supplied. */
import type { MergeRecord } from '../../../shared/model/sidecar.ts';
import { Chip } from '../../components/chip.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { outcomeTone, outcomeWords } from '../../words/stage.ts';
import styles from './dump-screen.module.css';

const t = messagesOf('together');

export function MergedFrom({ merge }: { readonly merge: MergeRecord }) {
  const { sources, stretches, comparedSectors, disagreements } = merge;
  const suppliedBy = (source: number) =>
    stretches.reduce((sum, stretch) => sum + (stretch.source === source ? stretch.lengthSectors : 0), 0);
  return (
    <div className={styles.mergedFrom}>
      <p>{t('ofCompared', { compared: comparedSectors, count: disagreements.length })}</p>
      <ul>
        {sources.map(({ dumpId, name, path, outcome }, source) => (
          <li key={dumpId}>
            <Chip tone={outcomeTone(outcome)}>{outcomeWords(outcome)}</Chip>
            <ViewLink to={{ screen: 'dump', dumpId }} title={path}>
              {name}
            </ViewLink>
            <span>{t('ofSectors', { count: suppliedBy(source) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

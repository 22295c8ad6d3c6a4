/** Help: every term of the screens, found by any word of its meaning. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { groupsInOrder, type Term, termGroups } from '../../help/terms.ts';
import { commandRegistry } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHubState } from '../../state/hub-context.tsx';
import { askForPracticeDesk, isWindow } from '../../state/native-files.ts';
import { go } from '../../state/view.ts';
import { showFirstSteps } from '../first-steps/first-steps-store.ts';
import styles from './help-screen.module.css';

const t = messagesOf('help');

export function HelpScreen() {
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const groups = groupsInOrder
    .map((group) => ({ group, terms: termGroups[group].filter((term: Term) => hasWords(term, words)) }))
    .filter(({ terms }) => terms.length > 0);
  const count = groups.reduce((sum, { terms }) => sum + terms.length, 0);
  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <Button onClick={showFirstSteps}>{t('firstSteps')}</Button>
          <Button onClick={() => commandRegistry.find('showKeys')?.run()}>{t('showKeys')}</Button>
        </>
      }
    >
      <div className={styles.page}>
        <search className={styles.search}>
          <input
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={typed}
            maxLength={100}
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p role="status">{t('found', { count })}</p>
        </search>
        {words === '' && <PracticeDesk />}
        {count === 0 && <p className={styles.none}>{t('none', { words })}</p>}
        {groups.map(({ group, terms }) => (
          <section key={group} className={styles.group} aria-labelledby={`help-${group}`}>
            <h2 id={`help-${group}`}>{t(group)}</h2>
            <dl>
              {terms.map((term) => (
                <div key={term}>
                  <dt>{t(term)}</dt>
                  <dd>{t(`${term}Is`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section className={styles.station} aria-labelledby="help-station">
          <h2 id="help-station">{t('report')}</h2>
          <p>{t('reportWords')}</p>
          <Button onClick={() => go({ screen: 'checks', page: 'station' })}>{t('toStation')}</Button>
        </section>
      </div>
    </Screen>
  );
}

function PracticeDesk() {
  const isPractice = useHubState(({ about }) => about?.isPractice ?? false);
  return (
    <section className={styles.practice} aria-labelledby="help-practice">
      <h2 id="help-practice">{t('practiceDesk')}</h2>
      <p>{isPractice ? t('atPracticeDesk') : t('practiceDeskWords')}</p>
      {isPractice && <Button onClick={() => go({ screen: 'practice' })}>{t('toExercises')}</Button>}
      {!isPractice && isWindow() && <Button onClick={askForPracticeDesk}>{t('openPracticeDesk')}</Button>}
    </section>
  );
}

function hasWords(term: Term, words: string): boolean {
  const text = `${t(term)} ${t(`${term}Is`)}`.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

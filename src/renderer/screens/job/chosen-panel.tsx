/** Stands where the map will be: what was chosen when the job was made, for it is all there is to say of it yet. */
import { isAtRest, type JobSnapshot } from '../../../shared/model/job.ts';
import { type Fact, Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/screen.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { offsetWords } from '../../words/disc.ts';
import { formatNames } from '../../words/formats.ts';
import { countWords, hexByte, listWords } from '../../words/numbers.ts';
import styles from './job-screen.module.css';

const t = messagesOf('job');
const start = messagesOf('start');

export function ChosenPanel({ job }: { readonly job: JobSnapshot }) {
  return (
    <div className={styles.chosen}>
      <Panel title={t('chosen')} aside={<p>{isAtRest(job.state) ? t('nothingRead') : t('mapAppears')}</p>}>
        <div className={styles.chosenFacts}>
          <Facts facts={factsOf(job)} />
        </div>
      </Panel>
    </div>
  );
}

function factsOf({ directory, options }: JobSnapshot): Fact[] {
  const { formats, retries, fillByte, readOffset, speed, subchannel, verifyPass, eject } = options;
  const also = [
    subchannel && start('writeSubchannel'),
    verifyPass && start('readTwice'),
    eject && start('openTray'),
  ].filter((words) => words !== false);
  return [
    { name: start('folder'), value: directory, mono: true },
    {
      name: start('formats'),
      value: formats.length === 0 ? t('asSuits') : listWords(formats.map((format) => formatNames[format])),
    },
    { name: start('retryPasses'), value: countWords(retries) },
    { name: start('fillByte'), value: hexByte(fillByte), mono: true },
    { name: start('readOffset'), value: readOffset === null ? null : offsetWords(readOffset) },
    { name: start('speed'), value: speed === null ? null : `${speed}\u00d7` },
    { name: t('also'), value: also.join(', ') },
  ];
}

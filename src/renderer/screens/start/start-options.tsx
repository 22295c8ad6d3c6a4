import { TriangleAlert } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import type { OutputRoot } from '../../../shared/model/output.ts';
import type { StartRoom } from '../../../shared/model/room.ts';
import { CheckField, RadioField, SelectField, TextField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { formatNames } from '../../words/formats.ts';
import { bytesWords } from '../../words/numbers.ts';
import { problemsOf, type StartChoices, withFormat } from './start-choices.ts';
import styles from './start-options.module.css';

const t = messagesOf('start');

export interface StartOptionsProps {
  readonly choices: StartChoices;
  readonly roots: readonly OutputRoot[];
  /** Null until it is known whether it will fit. */
  readonly room: StartRoom | null;
  readonly carrierBox: RefObject<HTMLInputElement | null>;
  /** What the carrier is called: a disc or a disk. */
  readonly noun: 'disc' | 'disk';
  readonly onChange: (change: Partial<StartChoices>) => void;
}

export function StartOptions({ choices, roots, room, carrierBox, noun, onChange }: StartOptionsProps) {
  const problems = problemsOf(choices);
  const free = useFreeName(choices.rootId, choices.name, problems.name === null);
  const { asks } = choices;
  return (
    <div className={styles.options}>
      <TextField
        ref={carrierBox}
        label={t('carrierCode')}
        term="carrier"
        hint={t('carrierHint', { carrier: noun })}
        value={choices.carrier}
        maxLength={200}
        onChange={(event) => onChange({ carrier: event.target.value })}
      />
      <TextField
        label={t('name')}
        value={choices.name}
        problem={problems.name}
        hint={
          !choices.resume && free && free.name !== choices.name ? t('taken', { name: free.name }) : undefined
        }
        onChange={(event) => onChange({ name: event.target.value, resume: false })}
      />
      {free?.resumable && (
        <RadioField
          label={t('parkedOne')}
          value={choices.resume ? 'resume' : 'new'}
          onChange={(value) => onChange({ resume: value === 'resume' })}
          choices={[
            { value: 'new', label: t('makeNew'), note: free.name },
            { value: 'resume', label: t('continueParked'), note: t('onlyIfSame', { carrier: noun }) },
          ]}
        />
      )}
      <SelectField
        label={t('folder')}
        value={choices.rootId}
        onChange={(rootId) => onChange({ rootId, resume: false })}
        hint={spaceWords(
          roots.find((root) => root.id === choices.rootId),
          room,
        )}
        choices={roots.map((root) => ({ value: root.id, label: root.label, note: root.path }))}
      />
      {room && !room.fits && (
        <div className={styles.short} role="note">
          <TriangleAlert aria-hidden />
          <p>
            {shortWords(room)} <span>{t('roomShortNote')}</span>
          </p>
        </div>
      )}
      <fieldset className={styles.formats}>
        <legend>{t('formats')}</legend>
        {choices.offered.map((format) => (
          <CheckField
            key={format}
            label={formatNames[format]}
            note={t(format)}
            checked={choices.formats.includes(format)}
            onChange={(on) => onChange({ formats: withFormat(choices, format, on) })}
          />
        ))}
        {problems.formats && <p className={styles.problem}>{problems.formats}</p>}
      </fieldset>
      <div className={styles.pair}>
        <TextField
          label={t('retryPasses')}
          term="retry"
          inputMode="numeric"
          value={choices.retries}
          problem={problems.retries}
          hint={t('retriesWear', { carrier: noun })}
          onChange={(event) => onChange({ retries: event.target.value })}
        />
        <TextField
          label={t('fillByte')}
          term="fill"
          value={choices.fillByte}
          maxLength={2}
          problem={problems.fillByte}
          hint={t('fillHint')}
          onChange={(event) => onChange({ fillByte: event.target.value })}
        />
        {asks.hasAudio && (
          <TextField
            label={t('readOffset')}
            term="offset"
            inputMode="numeric"
            placeholder={t('notKnown')}
            value={choices.readOffset}
            problem={problems.readOffset}
            hint={t('offsetHint')}
            onChange={(event) => onChange({ readOffset: event.target.value })}
          />
        )}
        {asks.isDisc && (
          <SelectField
            label={t('speed')}
            value={choices.speed}
            onChange={(speed) => onChange({ speed })}
            choices={[
              { value: '', label: t('highest') },
              ...asks.speeds.map((speed) => ({ value: String(speed), label: `${speed}\u00d7` })),
            ]}
          />
        )}
      </div>
      {asks.isDisc && (
        <div>
          {asks.isCd && (
            <CheckField
              label={t('writeSubchannel')}
              term="subchannel"
              note={t('subchannelNote')}
              checked={choices.subchannel}
              onChange={(subchannel) => onChange({ subchannel })}
            />
          )}
          <CheckField
            label={t('readTwice')}
            note={t('readTwiceNote')}
            checked={choices.verifyPass}
            onChange={(verifyPass) => onChange({ verifyPass })}
          />
          <CheckField
            label={t('openTray')}
            note={t('openTrayNote')}
            checked={choices.eject}
            onChange={(eject) => onChange({ eject })}
          />
        </div>
      )}
    </div>
  );
}

function shortWords({ neededBytes, togetherBytes, freeBytes, others }: StartRoom): string {
  const free = bytesWords(freeBytes ?? 0);
  return others === 0
    ? t('roomShort', { needed: bytesWords(neededBytes), free })
    : t('roomShortTogether', { needed: bytesWords(togetherBytes), free, others });
}

function spaceWords(root: OutputRoot | undefined, room: StartRoom | null): string | undefined {
  if (!root) return undefined;
  if (room && room.freeBytes !== null)
    return t('roomNeeded', {
      path: root.path,
      free: bytesWords(room.freeBytes),
      needed: bytesWords(room.neededBytes),
    });
  return root.freeBytes === null
    ? root.path
    : t('freeSpace', { path: root.path, size: bytesWords(root.freeBytes) });
}

/** Asks a moment after the last key what a dump of this name would really be called. */
function useFreeName(rootId: string, name: string, usable: boolean) {
  const { client } = useHub();
  const [answer, setAnswer] = useState<{ asked: string; name: string; resumable: boolean } | null>(null);
  const asked = `${rootId}/${name}`;
  useEffect(() => {
    if (!usable || rootId === '') return;
    const end = new AbortController();
    const timer = setTimeout(() => {
      client.outputs.freeName({ rootId, name }, { signal: end.signal }).then(
        (free) => setAnswer({ asked: `${rootId}/${name}`, ...free }),
        // Only a forecast: the start itself tells what is wrong with a folder.
        () => setAnswer(null),
      );
    }, 200);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [client, rootId, name, usable]);
  return usable && answer?.asked === asked ? answer : null;
}

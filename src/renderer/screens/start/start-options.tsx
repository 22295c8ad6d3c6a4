import { type RefObject, useEffect, useState } from 'react';
import type { OutputFormat, OutputRoot } from '../../../shared/model/output.ts';
import { CheckField, RadioField, SelectField, TextField } from '../../components/fields.tsx';
import { useHub } from '../../state/hub-context.tsx';
import { formatNames } from '../../words/formats.ts';
import { bytesWords } from '../../words/numbers.ts';
import { problemsOf, type StartChoices, withFormat } from './start-choices.ts';
import styles from './start-options.module.css';

const formatNotes: Readonly<Record<OutputFormat, string>> = {
  img: 'every sector, one after the other',
  ima: 'the same bytes, as WinImage names them',
  imz: 'compressed, for WinImage',
  bincue: 'one file per track and a cue sheet',
  'bincue-single': 'one file for all tracks',
  ccd: 'CloneCD: image, subchannel, control file',
  iso: 'user data alone',
  wav: 'one file per audio track',
};

export interface StartOptionsProps {
  readonly choices: StartChoices;
  readonly roots: readonly OutputRoot[];
  readonly carrierBox: RefObject<HTMLInputElement | null>;
  /** What the carrier is called: a disc or a disk. */
  readonly noun: 'disc' | 'disk';
  readonly onChange: (change: Partial<StartChoices>) => void;
}

export function StartOptions({ choices, roots, carrierBox, noun, onChange }: StartOptionsProps) {
  const problems = problemsOf(choices);
  const free = useFreeName(choices.rootId, choices.name, problems.name === null);
  const { asks } = choices;
  return (
    <div className={styles.options}>
      <TextField
        ref={carrierBox}
        label="Carrier code"
        hint={`As written or printed on the ${noun}. Scan it, type it, or leave it empty.`}
        value={choices.carrier}
        maxLength={200}
        onChange={(event) => onChange({ carrier: event.target.value })}
      />
      <TextField
        label="Name"
        value={choices.name}
        problem={problems.name}
        hint={!choices.resume && free && free.name !== choices.name ? takenWords(free.name) : undefined}
        onChange={(event) => onChange({ name: event.target.value, resume: false })}
      />
      {free?.resumable && (
        <RadioField
          label="A parked dump of this name can be continued"
          value={choices.resume ? 'resume' : 'new'}
          onChange={(value) => onChange({ resume: value === 'resume' })}
          choices={[
            { value: 'new', label: 'Make a new dump', note: free.name },
            { value: 'resume', label: 'Continue the parked one', note: `only if this is the same ${noun}` },
          ]}
        />
      )}
      <SelectField
        label="Folder"
        value={choices.rootId}
        onChange={(rootId) => onChange({ rootId, resume: false })}
        hint={spaceWords(roots.find((root) => root.id === choices.rootId))}
        choices={roots.map((root) => ({ value: root.id, label: root.label, note: root.path }))}
      />
      <fieldset className={styles.formats}>
        <legend>Formats</legend>
        {choices.offered.map((format) => (
          <CheckField
            key={format}
            label={formatNames[format]}
            note={formatNotes[format]}
            checked={choices.formats.includes(format)}
            onChange={(on) => onChange({ formats: withFormat(choices, format, on) })}
          />
        ))}
        {problems.formats && <p className={styles.problem}>{problems.formats}</p>}
      </fieldset>
      <div className={styles.pair}>
        <TextField
          label="Retry passes"
          inputMode="numeric"
          value={choices.retries}
          problem={problems.retries}
          hint={`Retries wear the ${noun}.`}
          onChange={(event) => onChange({ retries: event.target.value })}
        />
        <TextField
          label="Fill byte (hex)"
          value={choices.fillByte}
          maxLength={2}
          problem={problems.fillByte}
          hint="Where nothing could be read."
          onChange={(event) => onChange({ fillByte: event.target.value })}
        />
        {asks.hasAudio && (
          <TextField
            label="Read offset"
            inputMode="numeric"
            placeholder="not known"
            value={choices.readOffset}
            problem={problems.readOffset}
            hint="Of the drive, in samples."
            onChange={(event) => onChange({ readOffset: event.target.value })}
          />
        )}
        {asks.isDisc && (
          <SelectField
            label="Speed"
            value={choices.speed}
            onChange={(speed) => onChange({ speed })}
            choices={[
              { value: '', label: 'Highest' },
              ...asks.speeds.map((speed) => ({ value: String(speed), label: `${speed}\u00d7` })),
            ]}
          />
        )}
      </div>
      {asks.isDisc && (
        <div>
          {asks.isCd && (
            <CheckField
              label="Write the subchannel"
              note="SUB, 96 bytes a sector"
              checked={choices.subchannel}
              onChange={(subchannel) => onChange({ subchannel })}
            />
          )}
          <CheckField
            label="Read everything twice"
            note="what differs is in doubt"
            checked={choices.verifyPass}
            onChange={(verifyPass) => onChange({ verifyPass })}
          />
          <CheckField
            label="Open the tray"
            note="when the disc is needed no more"
            checked={choices.eject}
            onChange={(eject) => onChange({ eject })}
          />
        </div>
      )}
    </div>
  );
}

function takenWords(name: string): string {
  return `The name is taken; the dump will be called ${name}.`;
}

function spaceWords(root: OutputRoot | undefined): string | undefined {
  if (!root) return undefined;
  return root.freeBytes === null ? root.path : `${root.path} \u00b7 ${bytesWords(root.freeBytes)} free`;
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

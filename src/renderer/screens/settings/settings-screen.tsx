/** Preferences. Every change is saved at once. */
import { type ReactNode, useState } from 'react';
import { blockFormats, discFormats, type OutputFormat, outputFormats } from '../../../shared/model/output.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { countWords, hexByte } from '../../../shared/words.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { CheckField, RadioField, TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { useHub, useHubState, useLoaded } from '../../state/hub-context.tsx';
import { formatNames } from '../../words/formats.ts';
import { withFormat } from '../start/start-choices.ts';
import styles from './settings-screen.module.css';

export function SettingsScreen() {
  const { client, store } = useHub();
  const settings = useHubState((state) => state.settings);
  const save = (change: Partial<Settings>) =>
    act(async () => {
      const present = store.getState().settings;
      if (present) store.setState({ settings: await client.settings.set({ ...present, ...change }) });
    });
  return (
    <Screen title="Settings">
      <div className={styles.sections}>
        {settings && (
          <>
            <Section title="Look">
              <RadioField
                label="Theme"
                value={settings.theme}
                onChange={(theme) => save({ theme })}
                choices={[
                  { value: 'system', label: 'As the system' },
                  { value: 'light', label: 'Light' },
                  { value: 'dark', label: 'Dark' },
                ]}
              />
            </Section>
            <Section
              title="New jobs"
              note="What the start dialog proposes. A carrier code is never proposed."
            >
              <Defaults defaults={settings.defaults} onChange={(defaults) => save({ defaults })} />
            </Section>
          </>
        )}
        <Section title="Catalogue">
          <CatalogueCheck />
        </Section>
        <Section title="Keys">
          <Facts
            facts={[
              { name: '/ or Ctrl+K', value: 'Search the catalogue' },
              { name: 'Alt+1 \u2026 Alt+8', value: 'Go to a drive on the bench' },
              { name: 'Arrow keys', value: 'Move in tables, tabs and the sector map' },
              { name: 'Enter, Escape', value: 'Zoom the sector map in and out' },
            ]}
          />
        </Section>
        <Section title="About">
          <About />
        </Section>
      </div>
    </Screen>
  );
}

interface SectionProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Section({ title, note, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header>
        <h2>{title}</h2>
        {note && <p>{note}</p>}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

interface DefaultsProps {
  readonly defaults: Settings['defaults'];
  readonly onChange: (defaults: Settings['defaults']) => void;
}

function Defaults({ defaults, onChange }: DefaultsProps) {
  const toggle = (format: OutputFormat, on: boolean) => {
    const formats = withFormat({ offered: outputFormats, formats: defaults.formats }, format, on);
    if (formats.length > 0) onChange({ ...defaults, formats });
  };
  return (
    <>
      <Formats title="Disks" formats={blockFormats} chosen={defaults.formats} onToggle={toggle} />
      <Formats
        title="Discs; if none is ticked, BIN/CUE for CDs and ISO for others"
        formats={discFormats}
        chosen={defaults.formats}
        onToggle={toggle}
      />
      <div className={styles.row}>
        <Typed
          label="Retry passes"
          text={String(defaults.retries)}
          parse={(text) => (/^\d{1,4}$/.test(text) && Number(text) <= 1000 ? Number(text) : null)}
          problem="A whole number from 0 to 1000."
          onChange={(retries) => onChange({ ...defaults, retries })}
        />
        <Typed
          label="Fill byte (hex)"
          text={hexByte(defaults.fillByte)}
          parse={(text) => (/^[0-9a-f]{1,2}$/i.test(text) ? Number.parseInt(text, 16) : null)}
          problem="Two hexadecimal digits, 00 to FF."
          onChange={(fillByte) => onChange({ ...defaults, fillByte })}
        />
      </div>
      <div>
        <CheckField
          label="Keep the working store of complete dumps"
          checked={defaults.keepStore}
          onChange={(keepStore) => onChange({ ...defaults, keepStore })}
        />
        <CheckField
          label="Write the subchannel of CDs"
          checked={defaults.subchannel}
          onChange={(subchannel) => onChange({ ...defaults, subchannel })}
        />
        <CheckField
          label="Read discs twice"
          checked={defaults.verifyPass}
          onChange={(verifyPass) => onChange({ ...defaults, verifyPass })}
        />
        <CheckField
          label="Open the tray when a disc is needed no more"
          checked={defaults.eject}
          onChange={(eject) => onChange({ ...defaults, eject })}
        />
      </div>
    </>
  );
}

interface FormatsProps {
  readonly title: string;
  readonly formats: readonly OutputFormat[];
  readonly chosen: readonly OutputFormat[];
  readonly onToggle: (format: OutputFormat, on: boolean) => void;
}

function Formats({ title, formats, chosen, onToggle }: FormatsProps) {
  return (
    <fieldset className={styles.formats}>
      <legend>{title}</legend>
      {formats.map((format) => (
        <CheckField
          key={format}
          label={formatNames[format]}
          checked={chosen.includes(format)}
          onChange={(on) => onToggle(format, on)}
        />
      ))}
    </fieldset>
  );
}

interface TypedProps {
  readonly label: string;
  readonly text: string;
  readonly parse: (text: string) => number | null;
  readonly problem: string;
  readonly onChange: (value: number) => void;
}

/** A number that is saved when the field is left, if it will do. */
function Typed({ label, text, parse, problem, onChange }: TypedProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed === null ? null : parse(typed);
  return (
    <TextField
      label={label}
      value={typed ?? text}
      problem={typed !== null && value === null ? problem : null}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (value !== null) onChange(value);
        setTyped(null);
      }}
    />
  );
}

function CatalogueCheck() {
  const { client } = useHub();
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<Awaited<ReturnType<typeof client.catalogue.check>> | null>(null);
  const check = async () => {
    setBusy(true);
    await act(async () => setReport(await client.catalogue.check()));
    setBusy(false);
  };
  return (
    <>
      <div className={styles.row}>
        <Button disabled={busy} onClick={check}>
          {busy ? 'Checking\u2026' : 'Check the catalogue'}
        </Button>
        {report?.ok && (
          <p role="status">
            Sound: {countWords(report.dumps)} dumps, {countWords(report.events)} events in an unbroken chain.
          </p>
        )}
      </div>
      {report && !report.ok && (
        <Notice tone="bad">
          <ul>
            {report.findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

const hostWords = { electron: 'window', station: 'browser station', cli: 'command line' } as const;

function About() {
  const about = useLoaded('about', (hub, signal) => hub.system.about(undefined, { signal }));
  if (about.error)
    return <FaultNotice error={about.error} actions={<Button onClick={about.reload}>Try again</Button>} />;
  const { value } = about;
  return (
    value && (
      <Facts
        facts={[
          { name: 'Spindle', value: value.version },
          { name: 'Runs as', value: `${hostWords[value.host]} on ${value.platform}` },
          { name: 'Catalogue', value: value.cataloguePath ?? 'none in this run', mono: true },
        ]}
      />
    )
  );
}

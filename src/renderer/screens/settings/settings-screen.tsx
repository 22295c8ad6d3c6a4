/** Preferences. Every change is saved at once. */
import { type ReactNode, useRef, useState } from 'react';
import { blockFormats, discFormats, type OutputFormat, outputFormats } from '../../../shared/model/output.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { CheckField, RadioField, TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import type { Term } from '../../help/terms.ts';
import { commandRegistry } from '../../keys/use-keys.tsx';
import { type Locale, locales } from '../../messages/locale.ts';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useHubState, useLoaded } from '../../state/hub-context.tsx';
import { formatNames } from '../../words/formats.ts';
import { hexByte } from '../../words/numbers.ts';
import { showFirstSteps } from '../first-steps/first-steps-store.ts';
import { withFormat } from '../start/start-choices.ts';
import { NameTemplate } from './name-template.tsx';
import styles from './settings-screen.module.css';
import { TellingSettings } from './telling-settings.tsx';

const t = messagesOf('settings');
const common = messagesOf('common');

export function SettingsScreen() {
  const { client, store } = useHub();
  const settings = useHubState((state) => state.settings);
  // One after the other: a change that is made while another is being saved stands on that one.
  const saved = useRef<Promise<unknown>>(Promise.resolve());
  const save = (change: Partial<Settings> | ((present: Settings) => Partial<Settings>)) => {
    const saveNow = async () => {
      const present = store.getState().settings;
      if (!present) return;
      const next = { ...present, ...(typeof change === 'function' ? change(present) : change) };
      store.setState({ settings: await client.settings.set(next) });
    };
    saved.current = saved.current.then(() => act(saveNow));
  };
  return (
    <Screen title={t('title')}>
      <div className={styles.sections}>
        {settings && (
          <>
            <Section title={t('look')}>
              <RadioField
                label={t('theme')}
                value={settings.theme}
                onChange={(theme) => save({ theme })}
                choices={[
                  { value: 'system', label: t('themeSystem') },
                  { value: 'light', label: t('themeLight') },
                  { value: 'dark', label: t('themeDark') },
                ]}
              />
              <RadioField
                label={t('contrast')}
                value={settings.contrast}
                onChange={(contrast) => save({ contrast })}
                choices={[
                  { value: 'system', label: t('themeSystem') },
                  { value: 'normal', label: t('contrastNormal') },
                  { value: 'more', label: t('contrastMore') },
                ]}
              />
              <RadioField
                label={t('language')}
                value={settings.language}
                onChange={(language) => save({ language })}
                choices={[
                  { value: 'system', label: t('languageSystem') },
                  ...locales.map((value) => ({ value, label: ownNames[value] })),
                ]}
              />
            </Section>
            <Section title={t('notifications')} note={t('notificationsNote')}>
              <TellingSettings
                telling={settings.telling}
                onChange={(change) =>
                  save(({ telling }) => ({ telling: { ...telling, ...change(telling) } }))
                }
              />
            </Section>
            <Section title={t('newJobs')} note={t('newJobsNote')}>
              <Defaults defaults={settings.defaults} onChange={(defaults) => save({ defaults })} />
              <NameTemplate
                template={settings.nameTemplate}
                onChange={(nameTemplate) => save({ nameTemplate })}
              />
            </Section>
          </>
        )}
        <Section title={t('catalogue')}>
          <CatalogueCheck />
        </Section>
        <Section title={t('keys')}>
          <Keys settings={settings} save={save} />
        </Section>
        <Section title={t('about')}>
          <About />
        </Section>
      </div>
    </Screen>
  );
}

/** Each language by its own name: whoever looks for it reads that one. */
const ownNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' };

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

interface KeysProps {
  readonly settings: Settings | null;
  readonly save: (change: Partial<Settings>) => void;
}

function Keys({ settings, save }: KeysProps) {
  return (
    <>
      {settings && (
        <CheckField
          label={t('letterKeys')}
          checked={settings.letterKeys}
          onChange={(letterKeys) => save({ letterKeys })}
        />
      )}
      <div className={styles.row}>
        <Button onClick={() => commandRegistry.find('showKeys')?.run()}>{t('showKeys')}</Button>
        <Button onClick={showFirstSteps}>{t('firstSteps')}</Button>
      </div>
    </>
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
      <Formats title={t('disks')} formats={blockFormats} chosen={defaults.formats} onToggle={toggle} />
      <Formats title={t('discs')} formats={discFormats} chosen={defaults.formats} onToggle={toggle} />
      <div className={styles.row}>
        <Typed
          label={t('retryPasses')}
          term="retry"
          text={String(defaults.retries)}
          parse={(text) => (/^\d{1,4}$/.test(text) && Number(text) <= 1000 ? Number(text) : null)}
          problem={t('retryProblem')}
          onChange={(retries) => onChange({ ...defaults, retries })}
        />
        <Typed
          label={t('fillByte')}
          term="fill"
          text={hexByte(defaults.fillByte)}
          parse={(text) => (/^[0-9a-f]{1,2}$/i.test(text) ? Number.parseInt(text, 16) : null)}
          problem={t('fillProblem')}
          onChange={(fillByte) => onChange({ ...defaults, fillByte })}
        />
      </div>
      <div>
        <CheckField
          label={t('keepStore')}
          term="store"
          checked={defaults.keepStore}
          onChange={(keepStore) => onChange({ ...defaults, keepStore })}
        />
        <CheckField
          label={t('subchannel')}
          term="subchannel"
          checked={defaults.subchannel}
          onChange={(subchannel) => onChange({ ...defaults, subchannel })}
        />
        <CheckField
          label={t('verifyPass')}
          checked={defaults.verifyPass}
          onChange={(verifyPass) => onChange({ ...defaults, verifyPass })}
        />
        <CheckField
          label={t('eject')}
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
  readonly term: Term;
  readonly text: string;
  readonly parse: (text: string) => number | null;
  readonly problem: string;
  readonly onChange: (value: number) => void;
}

/** A number that is saved when the field is left, if it will do. */
function Typed({ label, term, text, parse, problem, onChange }: TypedProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed === null ? null : parse(typed);
  return (
    <TextField
      label={label}
      term={term}
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
          {busy ? t('checking') : t('checkCatalogue')}
        </Button>
        {report?.ok && <p role="status">{t('sound', { dumps: report.dumps, events: report.events })}</p>}
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

function About() {
  const about = useLoaded('about', (hub, signal) => hub.system.about(undefined, { signal }));
  if (about.error)
    return (
      <FaultNotice
        error={about.error}
        actions={<Button onClick={about.reload}>{common('tryAgain')}</Button>}
      />
    );
  const { value } = about;
  return (
    value && (
      <Facts
        facts={[
          { name: 'Spindle', value: value.version },
          { name: t('runsAs'), value: t(`${value.host}On`, { platform: value.platform }) },
          { name: t('catalogue'), value: value.cataloguePath ?? t('noCatalogue'), mono: true },
        ]}
      />
    )
  );
}

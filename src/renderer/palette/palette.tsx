// biome-ignore-all lint/a11y/useSemanticElements: a datalist cannot show groups, notes and keys
// biome-ignore-all lint/a11y/useFocusableInteractive: the box keeps the focus and names the option that is chosen
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the box handles the keys
/** Ctrl+K: one box that finds any screen, drive, job, carrier, dump, file, setting and action. */
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { MarkedText } from '../components/marked-text.tsx';
import { Chord } from '../keys/chord.tsx';
import { InDialog } from '../keys/use-keys.tsx';
import { messagesOf } from '../messages/messages.ts';
import { useHubState } from '../state/hub-context.tsx';
import styles from './palette.module.css';
import { localEntries, type PaletteEntry } from './palette-entries.ts';
import { rankEntries } from './rank.ts';
import { useCatalogueHits } from './use-catalogue-hits.ts';

const t = messagesOf('palette');
/** Of each kind, until more is typed. */
const mostOfKind = 6;

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label={t('label')} initialFocus={box}>
          <InDialog>
            <Finder box={box} onClose={onClose} />
          </InDialog>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface FinderProps {
  readonly box: React.RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}

function Finder({ box, onClose }: FinderProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const drives = useHubState((state) => state.drives);
  const jobs = useHubState((state) => state.jobs);
  // What could be done when the palette was opened: it stands in front of that screen.
  const [local] = useState(() => localEntries(drives ?? [], jobs ?? []));
  const hits = useCatalogueHits(typed);
  const shown = grouped([...rankEntries(local, typed), ...hits.entries]);
  const active = Math.min(chosen, shown.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const open = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    // After the dialog has given the focus back to the screen that the action belongs to.
    requestAnimationFrame(() => requestAnimationFrame(entry.run));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(last, active + 8),
      PageUp: Math.max(0, active - 8),
    };
    const to = steps[event.key];
    if (to !== undefined) setChosen(to);
    else if (event.key === 'Enter') open(shown[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.line}>
        <Search aria-hidden />
        <input
          ref={box}
          role="combobox"
          aria-label={t('label')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[active] && `${id}-${active}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={typed}
          maxLength={500}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} className={styles.list} role="listbox" aria-label={t('results')}>
        {shown.map((entry, index) => {
          const heads = shown[index - 1]?.kind !== entry.kind;
          return (
            <div key={entry.id} role="presentation">
              {heads && (
                <p className={styles.kind} role="presentation">
                  {t(entry.kind)}
                </p>
              )}
              <div
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className={styles.entry}
                onPointerMove={() => setChosen(index)}
                onClick={() => open(entry)}
              >
                <span className={styles.title}>{entry.title}</span>{' '}
                <span className={styles.note}>
                  {entry.matched && (
                    <>
                      <span className={styles.matched}>
                        <MarkedText text={entry.matched.text} ranges={entry.matched.ranges} />
                      </span>
                      {entry.note && ' \u00b7 '}
                    </>
                  )}
                  {entry.note}
                </span>
                <span className="visually-hidden">, {t(entry.kind)}</span>
                {entry.chord && <Chord chord={entry.chord} />}
              </div>
            </div>
          );
        })}
      </div>
      {hits.problem !== null && <p className={styles.problem}>{t('problem', { what: hits.problem })}</p>}
      {shown.length === 0 && hits.problem === null && <p className={styles.nothing}>{t('nothing')}</p>}
      <p className={styles.hint} aria-hidden>
        {t('hint')}
      </p>
      <p className="visually-hidden" role="status">
        {t('count', { count: shown.length })}
      </p>
    </>
  );
}

/** Entries of a kind together, the kind of the best entry first; a few of each. */
function grouped(entries: readonly PaletteEntry[]): PaletteEntry[] {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return kinds.flatMap((kind) =>
    entries.filter((entry) => entry.kind === kind).slice(0, kind === 'catalogue' ? undefined : mostOfKind),
  );
}

/** What the colours, patterns and letters of a map mean, and how many sectors have each. */
import { useEffect, useRef } from 'react';
import { mapLetter } from '../../shared/model/mini-map.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { classNames } from '../components/class-names.ts';
import { messagesOf } from '../messages/messages.ts';
import { countWords } from '../words/numbers.ts';
import { stateNote, stateWords } from '../words/states.ts';
import styles from './legend.module.css';
import type { LegendEntry } from './legend-entries.ts';
import { paintCell } from './paint.ts';
import { type Palette, usePalette } from './palette.ts';

const t = messagesOf('map');

const swatchPx = 13;

export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  const palette = usePalette();
  return (
    <ul className={styles.legend} aria-label={t('legend')}>
      {entries.map(({ state, count }) => (
        <li key={state} title={stateNote(state) ?? undefined}>
          <Swatch state={state} palette={palette} />
          <span className={styles.letter}>{mapLetter(state)}</span>
          <span className={classNames(stateNote(state) !== null && styles.noted)}>
            {stateWords(state)}
            {stateNote(state) && <span className="visually-hidden"> ({stateNote(state)})</span>}
          </span>
          {count !== null && <span className={styles.count}>{countWords(count)}</span>}
        </li>
      ))}
    </ul>
  );
}

export function Swatch({
  state,
  palette,
}: {
  readonly state: SectorState;
  readonly palette: Palette | null;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !palette) return;
    const image = context.createImageData(swatchPx, swatchPx);
    const data = new Uint32Array(image.data.buffer);
    const whole = { width: swatchPx, height: swatchPx };
    paintCell({ ...whole, data }, { x: 0, y: 0, ...whole }, state, palette);
    context.putImageData(image, 0, 0);
  }, [state, palette]);
  return <canvas ref={canvas} className={styles.swatch} width={swatchPx} height={swatchPx} aria-hidden />;
}

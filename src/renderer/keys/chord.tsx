import styles from './chord.module.css';
import { chordWords } from './chord-words.ts';

/** A chord as key caps. */
export function Chord({ chord }: { readonly chord: string }) {
  return (
    <span className={styles.chord}>
      {chordWords(chord).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}

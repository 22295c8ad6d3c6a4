/** A file as text: the encoding is guessed, said and can be changed; what could not be read is no text. */
import { useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords } from '../../words/numbers.ts';
import { type PieceBytes, stretches } from './piece-bytes.ts';
import styles from './preview.module.css';
import { decodeText, type Encoding, encodings, encodingWords, guessEncoding } from './text-encodings.ts';
import { type Pieces, pieceLength } from './use-pieces.ts';

const t = messagesOf('files');

export interface TextViewProps {
  readonly pieces: Pieces;
  readonly sizeBytes: number;
  readonly filesystem: string;
}

/** More than a person reads in a preview; hexadecimal shows the rest. */
const mostPieces = 32;

function joined(pieces: readonly PieceBytes[]): PieceBytes {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.bytes.length, 0));
  for (const piece of pieces) bytes.set(piece.bytes, piece.offset);
  return {
    offset: 0,
    bytes,
    unread: pieces.flatMap(({ unread }) => unread),
    doubtful: pieces.flatMap(({ doubtful }) => doubtful),
  };
}

export function TextView({ pieces, sizeBytes, filesystem }: TextViewProps) {
  const [chosen, setChosen] = useState<Encoding | null>(null);
  const parts: PieceBytes[] = [];
  for (let number = 0; pieces.loaded.has(number); number++) parts.push(pieces.loaded.get(number)!);
  const shownBytes = parts.reduce((sum, piece) => sum + piece.bytes.length, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pieces are the same as long as there are as many
  const text = useMemo(() => {
    const whole = joined(parts);
    const readable = stretches(whole).filter(({ state }) => state !== 'unread');
    const sample = readable[0]?.bytes.subarray(0, pieceLength) ?? new Uint8Array(0);
    return { parts: stretches(whole), guess: guessEncoding(sample, filesystem) };
  }, [shownBytes, filesystem]);
  const encoding = chosen ?? text.guess.encoding;
  const isAll = shownBytes >= sizeBytes;
  return (
    <>
      <div className={styles.tools}>
        <SelectField
          label={t('encoding')}
          value={encoding}
          onChange={setChosen}
          choices={encodings.map((value) => ({ value, label: encodingWords[value] }))}
        />
        <p className={styles.note}>
          {chosen === null
            ? t('takenFor', { encoding: encodingWords[encoding], why: t(text.guess.why) })
            : t('chosenByYou')}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={t('textLabel')}>
        {text.parts.map(({ offset, bytes, state }) =>
          state === 'unread' ? (
            <mark key={offset} className={styles.gap}>
              {t('bytesNotRead', { size: bytesWords(bytes.length) })}
            </mark>
          ) : (
            <span key={offset} className={state === 'doubtful' ? styles.doubt : undefined}>
              {decodeText(bytes, encoding)}
            </span>
          ),
        )}
      </section>
      {!isAll && (
        <div className={styles.more}>
          <span>{t('partOf', { part: bytesWords(shownBytes), whole: bytesWords(sizeBytes) })}</span>
          {parts.length < mostPieces && (
            <Button onClick={() => pieces.want(parts.length)}>{t('readOn')}</Button>
          )}
        </div>
      )}
    </>
  );
}

/** What a chosen entry is and holds, without taking it out of the image. */
import { useState } from 'react';
import type { HurtEntry, ImageEntry } from '../../../shared/model/image-files.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/fields.tsx';
import { Name } from '../../components/name.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords } from '../../words/numbers.ts';
import { DamageMark } from './damage-mark.tsx';
import { HexView } from './hex-view.tsx';
import { pictureKind } from './picture-kind.ts';
import { PictureView } from './picture-view.tsx';
import styles from './preview.module.css';
import { looksLikeText } from './text-encodings.ts';
import { TextView } from './text-view.tsx';
import { type FileRef, usePieces } from './use-pieces.ts';

const t = messagesOf('files');

export type Chosen = Pick<
  ImageEntry,
  'id' | 'name' | 'kind' | 'sizeBytes' | 'state' | 'damagedBytes' | 'forks' | 'facts'
>;

export function chosenOfHurt(entry: HurtEntry): Chosen {
  return { ...entry, name: entry.path.slice(entry.path.lastIndexOf('/') + 1), forks: [], facts: {} };
}

export interface PreviewPaneProps {
  readonly imageId: string;
  readonly tree: string;
  readonly filesystem: string;
  readonly isDamageKnown: boolean;
  readonly chosen: Chosen | null;
}

/** No name of a fork. */
const dataFork = '';

export function PreviewPane({ imageId, tree, filesystem, isDamageKnown, chosen }: PreviewPaneProps) {
  const [fork, setFork] = useState(dataFork);
  if (!chosen) return <p className={styles.empty}>{t('choose')}</p>;
  const present = chosen.forks.find(({ name }) => name === fork);
  const file: FileRef = { imageId, tree, entry: chosen.id, fork: present?.name };
  const sizeBytes = present?.sizeBytes ?? chosen.sizeBytes;
  return (
    <section className={styles.pane} aria-label={t('previewOf', { name: chosen.name })}>
      <header className={styles.header}>
        <h2>
          <Name>{chosen.name}</Name>
        </h2>
        <p>
          {chosen.kind === 'file' && (
            <span title={t('bytes', { count: chosen.sizeBytes })}>{bytesWords(chosen.sizeBytes)}</span>
          )}
          {(chosen.kind === 'file' || chosen.state !== 'intact') && (
            <DamageMark {...chosen} isKnown={isDamageKnown} />
          )}
          {Object.entries(chosen.facts).map(([name, value]) => (
            <span key={name} className={styles.fact}>
              {name} {value}
            </span>
          ))}
        </p>
        {chosen.forks.length > 0 && (
          <SelectField
            label={t('part')}
            value={present?.name ?? dataFork}
            onChange={setFork}
            choices={[
              { value: dataFork, label: t('fileItself'), note: bytesWords(chosen.sizeBytes) },
              ...chosen.forks.map((each) => ({
                value: each.name,
                label: each.name,
                note: bytesWords(each.sizeBytes),
              })),
            ]}
          />
        )}
      </header>
      {chosen.kind !== 'file' ? (
        <p className={styles.empty}>{chosen.kind === 'directory' ? t('enterOpens') : ''}</p>
      ) : sizeBytes === 0 ? (
        <p className={styles.empty}>{t('noBytes')}</p>
      ) : (
        <Content
          key={`${imageId} ${tree} ${chosen.id} ${present?.name}`}
          file={file}
          name={chosen.name}
          sizeBytes={sizeBytes}
          filesystem={filesystem}
        />
      )}
    </section>
  );
}

interface ContentProps {
  readonly file: FileRef;
  readonly name: string;
  readonly sizeBytes: number;
  readonly filesystem: string;
}

type Look = 'picture' | 'text' | 'hex';

function Content({ file, name, sizeBytes, filesystem }: ContentProps) {
  const pieces = usePieces(file);
  const [wish, setWish] = useState<Look | null>(null);
  if (pieces.error) return <FaultNotice error={pieces.error} />;
  const first = pieces.loaded.get(0);
  if (!first) return null;
  const picture = pictureKind(first.bytes);
  const looks: readonly Look[] = picture ? ['picture', 'text', 'hex'] : ['text', 'hex'];
  const look = wish ?? (picture ? 'picture' : looksLikeText(readablePart(first)) ? 'text' : 'hex');
  const hurt = first.unread.length > 0 || first.doubtful.length > 0;
  return (
    <>
      <fieldset className={styles.looks}>
        <legend className="visually-hidden">{t('showAs')}</legend>
        {looks.map((each) => (
          <Button key={each} look="plain" aria-pressed={each === look} onClick={() => setWish(each)}>
            {t(each)}
          </Button>
        ))}
      </fieldset>
      {hurt && look === 'picture' && <Notice tone="warn">{t('pictureHurt')}</Notice>}
      {look === 'picture' && picture && (
        <PictureView file={file} name={name} sizeBytes={sizeBytes} kind={picture} />
      )}
      {look === 'text' && <TextView pieces={pieces} sizeBytes={sizeBytes} filesystem={filesystem} />}
      {look === 'hex' && <HexView pieces={pieces} sizeBytes={sizeBytes} />}
    </>
  );
}

/** Filling of what was not read says nothing of the content. */
function readablePart({ bytes, offset, unread }: Parameters<typeof import('./piece-bytes.ts').stretches>[0]) {
  const [first] = unread;
  return first && first[0] > offset ? bytes.subarray(0, first[0] - offset) : bytes;
}

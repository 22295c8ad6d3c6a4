/** An image in one sentence: what it is, and what is known against it. */
import { discSummary } from '../../../shared/model/disc-summary.ts';
import type { HurtFiles, SoundTrack } from '../../../shared/model/image-files.ts';
import type { ImagePortrait } from '../../../shared/model/image-portrait.ts';
import { framesPerSecond } from '../../../shared/msf.ts';
import { messagesOf } from '../../messages/messages.ts';
import { kindWords, tracksWords } from '../../words/disc.ts';
import { bytesWords, countWords, listWords, withDecimalSign } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import type { Tone } from '../../words/stage.ts';
import { contentsOf } from './contents.ts';

const t = messagesOf('images');

export interface Known {
  readonly portrait: ImagePortrait;
  /** Of the tree that is shown first; null where there is none, or as long as it is looked for. */
  readonly hurt: HurtFiles | null;
  readonly soundTracks: readonly SoundTrack[];
}

export interface ImageVerdict {
  readonly tone: Tone;
  readonly word: string;
  readonly sentence: string;
}

export function verdictOn({ portrait, hurt, soundTracks }: Known): ImageVerdict {
  const what = whatWords(portrait);
  const { map } = portrait;
  if (!map) return { tone: 'neutral', word: t('unknown'), sentence: t('verdictUnknown', { what }) };
  const lost = map.badSectors + map.suspectSectors;
  if (lost === 0) return { tone: 'good', word: t('intact'), sentence: t('verdictIntact', { what }) };
  const sectors = sectorsWords(lost);
  return { tone: 'warn', word: t('hurt'), sentence: lossSentence(what, sectors, hurt, soundTracks) };
}

function lossSentence(
  what: string,
  sectors: string,
  hurt: HurtFiles | null,
  soundTracks: readonly SoundTrack[],
): string {
  const tracks = soundTracks.filter(({ damaged }) => damaged.length > 0);
  if (hurt && hurt.total > 0) return t('verdictHurt', { what, sectors, count: hurt.total });
  if (tracks.length > 0) {
    const frames = tracks.flatMap(({ damaged }) => damaged).reduce((sum, [, length]) => sum + length, 0);
    const seconds = withDecimalSign((frames / framesPerSecond).toFixed(2));
    return t('verdictTracks', { what, seconds, count: tracks.length });
  }
  return hurt ? t('verdictSpared', { what, sectors }) : t('verdictLost', { what, sectors });
}

/** `1.44M disk with FAT12`, `Mixed-mode CD, 1 data track and 2 audio tracks`. */
function whatWords(portrait: ImagePortrait): string {
  const { disc, hypotheses, sizeBytes } = portrait;
  if (disc && disc.tracks.length > 0)
    return t('whatDisc', { kind: kindWords(disc), tracks: tracksWords(discSummary(disc)) });
  const labelled = contentsOf(portrait).map(({ type, label }) =>
    label.trim() === '' ? type : t('labelled', { type, label: label.trim() }),
  );
  const shown = labelled.slice(0, 3);
  const more = labelled.length - shown.length;
  const holds = listWords([...shown, ...(more > 0 ? [`+${countWords(more)}`] : [])]);
  const [best] = hypotheses;
  const bytes = bytesWords(sizeBytes);
  if (best) {
    const layout = best.name;
    return holds ? t('whatDisk', { layout, holds }) : t('whatDiskBare', { layout });
  }
  return holds ? t('whatMedium', { bytes, holds }) : t('whatMediumBare', { bytes });
}

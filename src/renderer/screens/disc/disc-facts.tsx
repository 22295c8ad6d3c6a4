/** What is known of a disc as a whole. */
import type { Disc, SubchannelQuality } from '../../../shared/model/disc.ts';
import { discSummary } from '../../../shared/model/disc-summary.ts';
import { Facts } from '../../components/facts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { kindWords, msfWords, offsetWords, playingWords, titleWords, tracksWords } from '../../words/disc.ts';
import { languageWords } from '../../words/languages.ts';
import { bytesWords, listWords, shareWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';

const t = messagesOf('medium');

export interface DiscFactsProps {
  readonly disc: Disc;
  /** Null as long as it is not known, and for drives that give none. */
  readonly subchannel?: SubchannelQuality | null;
  /** In samples; null where none was asked for. */
  readonly readOffset?: number | null;
  readonly sizeBytes?: number;
  /** Its model. */
  readonly drive?: string;
}

export function DiscFacts({ disc, subchannel, readOffset, sizeBytes, drive }: DiscFactsProps) {
  const { profile, sessions, tracks, mcn, ids, cdText } = disc;
  const summary = discSummary(disc);
  const kind = kindWords(disc);
  const end = Math.max(0, ...sessions.map(({ leadOutLba }) => leadOutLba));
  return (
    <Facts
      facts={[
        { name: t('title'), value: titleWords(summary) },
        { name: t('disc'), value: kind === profile ? profile : `${kind} (${profile})` },
        { name: t('tracks'), value: tracks.length > 0 && tracksWords(summary) },
        {
          name: t('length'),
          value:
            end > 0 &&
            t('lengthWords', { time: playingWords(end), msf: msfWords(end), sectors: sectorsWords(end) }),
        },
        { name: t('size'), value: sizeBytes !== undefined && bytesWords(sizeBytes) },
        { name: 'CD-TEXT', value: cdText && listWords(Object.keys(cdText).map(languageWords)) },
        { name: 'MCN', value: mcn, mono: true },
        { name: 'MusicBrainz', value: ids?.musicbrainz, mono: true },
        { name: 'CDDB', value: ids?.cddb, mono: true },
        { name: 'AccurateRip', value: ids?.accurateRip, mono: true },
        {
          name: t('readOffset'),
          value: readOffset !== undefined && readOffset !== null && offsetWords(readOffset),
        },
        { name: t('subchannel'), value: subchannel && qualityWords(subchannel) },
        { name: t('drive'), value: drive },
      ].map((fact) => ({ ...fact, value: fact.value || null }))}
    />
  );
}

function qualityWords({ sectors, validQ }: SubchannelQuality): string {
  return t('quality', {
    valid: validQ,
    sectors: sectorsWords(sectors),
    share: shareWords(validQ, sectors),
  });
}

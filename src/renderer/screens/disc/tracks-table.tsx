/** The tracks of a disc, session by session: where they are, what they are called, how they were read, their sums. */
import { Fragment, useState } from 'react';
import { trackText } from '../../../shared/model/cd-text.ts';
import type { Disc, DiscSession, DiscTrack, TrackRecord } from '../../../shared/model/disc.ts';
import type { CoarseMap } from '../../../shared/model/sector-runs.ts';
import { formatDuration, framesPerSecond } from '../../../shared/msf.ts';
import { classNames } from '../../components/class-names.ts';
import { CheckField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { type TrackDamage, trackDamage } from '../../sector-map/track-damage.ts';
import { msfWords } from '../../words/disc.ts';
import { countWords, shareWords, withDecimalSign } from '../../words/numbers.ts';
import styles from './tracks-table.module.css';

const t = messagesOf('medium');

export interface TracksTableProps {
  readonly disc: Disc;
  /** Null as long as nothing was read. */
  readonly map: CoarseMap | null;
  /** Of tracks that have a file each; empty before the job is done, and for other formats. */
  readonly records: readonly TrackRecord[];
}

export function TracksTable({ disc, map, records }: TracksTableProps) {
  const [unfolded, setUnfolded] = useState(false);
  const { sessions, tracks } = disc;
  const damage = map && trackDamage(map, tracks);
  const hasPregaps = tracks.some(({ pregapSectors }) => pregapSectors !== null && pregapSectors > 0);
  const hasSums = records.length > 0;
  const hasRips = records.some(({ accurateRipV1 }) => accurateRipV1 !== null);
  const columns: readonly ColumnName[] = [
    'track',
    'mode',
    'start',
    'length',
    ...(hasPregaps ? (['pregap'] as const) : []),
    'title',
    ...(hasSums ? (['crc32'] as const) : []),
    ...(hasRips ? (['ripV1', 'ripV2', 'agree'] as const) : []),
    'sectors',
  ];
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th
                key={name}
                className={classNames(
                  endColumns.has(name) && styles.end,
                  wideColumns.has(name) && styles.wide,
                  name === 'title' && styles.titleHead,
                )}
              >
                <span className={classNames(name === 'track' && 'visually-hidden')}>{columnWords(name)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tracks.map((track, index) => {
            const record = records.find(({ number }) => number === track.number);
            const session =
              sessions.length > 1 && sessions.find(({ firstTrack }) => firstTrack === track.number);
            return (
              <Fragment key={track.number}>
                {session && <SessionRow session={session} span={columns.length} />}
                <tr>
                  <td className={classNames(styles.end, styles.number)}>{track.number}</td>
                  <td className={styles.soft}>{track.mode}</td>
                  <td className={styles.end}>{msfWords(track.startLba)}</td>
                  <td className={styles.end}>{formatDuration(track.lengthSectors)}</td>
                  {hasPregaps && (
                    <td className={classNames(styles.end, styles.wide)}>
                      {track.pregapSectors ? formatDuration(track.pregapSectors) : ''}
                    </td>
                  )}
                  <td className={styles.title}>
                    <TitleCell disc={disc} track={track} />
                  </td>
                  {hasSums && <td className={styles.sum}>{record?.crc32}</td>}
                  {hasRips && (
                    <>
                      <td className={classNames(styles.sum, styles.wide)}>{record?.accurateRipV1}</td>
                      <td className={classNames(styles.sum, styles.wide)}>{record?.accurateRipV2}</td>
                      <td className={styles.end}>{record && <Agreement record={record} />}</td>
                    </>
                  )}
                  <td className={styles.end}>
                    {damage?.[index] && <Standing damage={damage[index]} isSound={track.mode === 'AUDIO'} />}
                  </td>
                </tr>
                {unfolded && record && <HashesRow record={record} span={columns.length} />}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {hasSums && (
        <div className={styles.more}>
          <CheckField label={t('showHashes')} checked={unfolded} onChange={setUnfolded} />
        </div>
      )}
    </div>
  );
}

type ColumnName =
  | 'track'
  | 'mode'
  | 'start'
  | 'length'
  | 'pregap'
  | 'title'
  | 'crc32'
  | 'ripV1'
  | 'ripV2'
  | 'agree'
  | 'sectors';

function columnWords(name: ColumnName): string {
  return name === 'crc32' || name === 'ripV1' || name === 'ripV2' ? sumNames[name] : t(name);
}

/** The same in every language. */
const sumNames = { crc32: 'CRC-32', ripV1: 'AccurateRip v1', ripV2: 'v2' } as const;

const endColumns: ReadonlySet<ColumnName> = new Set([
  'track',
  'start',
  'length',
  'pregap',
  'agree',
  'sectors',
]);

/** Left out where there is little room; the sums stand among all hashes, too. */
const wideColumns: ReadonlySet<ColumnName> = new Set(['pregap', 'ripV1', 'ripV2']);

function SessionRow({ session, span }: { readonly session: DiscSession; readonly span: number }) {
  return (
    <tr>
      <th className={styles.session} colSpan={span} scope="rowgroup">
        {t('sessionFrom', {
          number: session.number,
          start: msfWords(session.startLba),
          end: msfWords(session.leadOutLba),
        })}
      </th>
    </tr>
  );
}

function TitleCell({ disc, track }: { readonly disc: Disc; readonly track: DiscTrack }) {
  const { title, performer } = trackText(disc, track.number);
  const codes = [
    track.isrc && t('isrc', { code: track.isrc }),
    track.preEmphasis && t('preEmphasis'),
    track.fourChannel && t('fourChannel'),
  ].filter(Boolean);
  return (
    <>
      {title}
      {performer && <span className={styles.aside}>{performer}</span>}
      {codes.length > 0 && <span className={styles.aside}>{codes.join(', ')}</span>}
    </>
  );
}

/** How many rips of others have the same sums. */
function Agreement({ record: { accurateRipConfidence } }: { readonly record: TrackRecord }) {
  if (accurateRipConfidence === 0) return <span className={styles.doubt}>{t('none')}</span>;
  return accurateRipConfidence;
}

/** How much of a track is there, and what is wrong with it; a coarse map can only say about how much. */
interface StandingProps {
  readonly damage: TrackDamage;
  readonly isSound: boolean;
}

function Standing({ damage, isSound }: StandingProps) {
  const { sectors, unreadable, suspect, pending, isRough } = damage;
  const count = (value: number) => (isRough ? t('roughly', { count: value }) : countWords(value));
  const troubles = [
    unreadable > 0 && (
      <span key="bad" className={styles.bad}>
        {t('notReadable', { count: count(unreadable) })}
      </span>
    ),
    suspect > 0 && (
      <span key="doubt" className={styles.doubt}>
        {t('inDoubt', { count: count(suspect) })}
      </span>
    ),
    isSound && unreadable + suspect > 0 && (
      <span key="sound" className={styles.soft}>
        {t('ofSound', {
          seconds: withDecimalSign(((unreadable + suspect) / framesPerSecond).toFixed(2)),
          rough: isRough ? 'yes' : 'no',
        })}
      </span>
    ),
    pending > 0 && (
      <span key="pending" className={styles.soft}>
        {pending >= sectors
          ? t('notReadYet')
          : t('shareRead', { share: shareWords(sectors - pending, sectors) })}
      </span>
    ),
  ].filter(Boolean);
  return (
    <span className={styles.standing}>
      {troubles.length > 0 ? troubles : <span className={styles.soft}>{t('allRead')}</span>}
    </span>
  );
}

function HashesRow({ record, span }: { readonly record: TrackRecord; readonly span: number }) {
  return (
    <tr>
      <td />
      <td colSpan={span - 1}>
        <dl className={styles.sums}>
          {record.accurateRipV1 !== null && (
            <>
              <dt>{'AccurateRip'}</dt>
              <dd>{t('bothRips', { v1: record.accurateRipV1, v2: record.accurateRipV2 ?? '\u2013' })}</dd>
            </>
          )}
          <dt>{'MD5'}</dt>
          <dd>{record.md5}</dd>
          <dt>{'SHA-1'}</dt>
          <dd>{record.sha1}</dd>
          <dt>{'SHA-256'}</dt>
          <dd>{record.sha256}</dd>
        </dl>
      </td>
    </tr>
  );
}

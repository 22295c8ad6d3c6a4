/** A calm line for each volume: whether what runs and waits will fit there. */
import { HardDrive, TriangleAlert } from 'lucide-react';
import type { VolumeRoom } from '../../shared/model/room.ts';
import { aroundElement, elementHere } from '../messages/around-element.ts';
import { messagesOf } from '../messages/messages.ts';
import { bytesWords } from '../words/numbers.ts';
import styles from './room-lines.module.css';
import { ViewLink } from './view-link.tsx';

const t = messagesOf('queue');

export interface RoomLinesProps {
  readonly volumes: readonly VolumeRoom[];
  /** Say nothing of volumes that will hold it all. */
  readonly onlyShort?: boolean;
}

export function RoomLines({ volumes, onlyShort = false }: RoomLinesProps) {
  const short = volumes.filter(({ firstShort }) => firstShort !== null);
  const shown = onlyShort ? short : volumes;
  return (
    <>
      {shown.map((volume) => (
        <RoomLine key={volume.path} volume={volume} isBrief={onlyShort} />
      ))}
      {/* The figures change all the time: only from which job on is worth being told. */}
      <p className="visually-hidden" role="status">
        {short.map(({ firstShort, path }) => t('roomSpoken', { name: firstShort!.name, path })).join(' ')}
      </p>
    </>
  );
}

interface RoomLineProps {
  readonly volume: VolumeRoom;
  /** Without what can be done about it. */
  readonly isBrief: boolean;
}

function RoomLine({ volume, isBrief }: RoomLineProps) {
  const { firstShort, unknownJobs } = volume;
  const Sign = firstShort ? TriangleAlert : HardDrive;
  return (
    <div className={styles.line} role="note" data-short={firstShort !== null || undefined}>
      <Sign aria-hidden />
      <p>
        {firstShort ? <Short volume={volume} /> : enoughWords(volume)}
        {unknownJobs > 0 && ` ${t('roomUnknown', { count: unknownJobs })}`}
        {firstShort && !isBrief && <span className={styles.soft}> {t('roomShortNote')}</span>}
      </p>
    </div>
  );
}

/** The first job that will not fit is a link in the midst of the sentence. */
function Short({ volume: { path, freeBytes, neededBytes, firstShort } }: { readonly volume: VolumeRoom }) {
  const [before, after] = aroundElement(
    t('roomShort', {
      path,
      free: bytesWords(freeBytes ?? 0),
      needed: bytesWords(neededBytes),
      name: elementHere,
    }),
  );
  return (
    <>
      {before}
      <ViewLink to={{ screen: 'job', jobId: firstShort!.jobId }}>{firstShort!.name}</ViewLink>
      {after}
    </>
  );
}

function enoughWords({ path, freeBytes, neededBytes }: VolumeRoom): string {
  const needed = bytesWords(neededBytes);
  return freeBytes === null
    ? t('roomNotTold', { path, needed })
    : t('roomEnough', { path, needed, free: bytesWords(freeBytes) });
}

/** The audio tracks of a disc, to be listened to; what could not be read is marked, and is silence. */
import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SoundTrack } from '../../../shared/model/image-files.ts';
import { formatDuration } from '../../../shared/msf.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { sayFault } from '../../components/toasts.tsx';
import { useCommand } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { durationWords, withDecimalSign } from '../../words/numbers.ts';
import styles from './files-page.module.css';
import { playTrack, sectorsPerSecond, type TrackPlayer } from './track-player.ts';

const t = messagesOf('files');

export interface SoundListProps {
  readonly imageId: string;
  readonly tracks: readonly SoundTrack[];
}

const tickMs = 200;

interface Playing {
  readonly track: number;
  readonly player: TrackPlayer;
}

export function SoundList({ imageId, tracks }: SoundListProps) {
  const { client } = useHub();
  const [playing, setPlaying] = useState<Playing | null>(null);
  const [positions, setPositions] = useState<ReadonlyMap<number, number>>(new Map());
  const [lastPlayed, setLastPlayed] = useState<number | null>(null);
  const current = useRef<Playing | null>(null);
  current.current = playing;
  const setPosition = (track: number, seconds: number) =>
    setPositions((before) => new Map(before).set(track, seconds));
  useEffect(() => () => current.current?.player.stop(), []);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const seconds = playing.player.position();
      setPositions((before) => new Map(before).set(playing.track, seconds));
    }, tickMs);
    return () => clearInterval(timer);
  }, [playing]);

  const stop = () => {
    current.current?.player.stop();
    setPlaying(null);
  };
  const play = ({ number, lengthSectors }: SoundTrack, fromSeconds: number) => {
    stop();
    const player = playTrack({
      lengthSectors,
      fromSeconds,
      fetchPiece: async (offsetSectors, count, signal) => {
        const asked = { imageId, track: number, offsetSectors, lengthSectors: count };
        return (await client.images.sound(asked, { signal })).bytes;
      },
      onEnd: (error) => {
        if (error) sayFault(error);
        setPlaying((now) => (now?.player === player ? null : now));
        if (!error) setPosition(number, 0);
      },
    });
    setPlaying({ track: number, player });
    setLastPlayed(number);
  };
  const last = tracks.find(({ number }) => number === lastPlayed) ?? tracks[0];
  useCommand(
    'playPause',
    playing ? stop : last ? () => play(last, resumeSeconds(last, positions.get(last.number) ?? 0)) : null,
  );
  return (
    <ul className={styles.sounds}>
      {tracks.map((track) => (
        <Track
          key={track.number}
          track={track}
          isPlaying={playing?.track === track.number}
          seconds={positions.get(track.number) ?? 0}
          onPlay={(seconds) => play(track, seconds)}
          onPause={stop}
          onSeek={(seconds) => {
            setPosition(track.number, seconds);
            if (playing?.track === track.number) play(track, seconds);
          }}
        />
      ))}
    </ul>
  );
}

/** At its end a track begins anew. */
function resumeSeconds({ lengthSectors }: SoundTrack, seconds: number): number {
  return seconds >= lengthSectors / sectorsPerSecond ? 0 : seconds;
}

interface TrackProps {
  readonly track: SoundTrack;
  readonly isPlaying: boolean;
  readonly seconds: number;
  readonly onPlay: (fromSeconds: number) => void;
  readonly onPause: () => void;
  readonly onSeek: (seconds: number) => void;
}

function Track({ track, isPlaying, seconds, onPlay, onPause, onSeek }: TrackProps) {
  const { number, lengthSectors, damaged } = track;
  const whole = lengthSectors / sectorsPerSecond;
  const lost = damaged.reduce((sum, [, length]) => sum + length, 0);
  const share = (sectors: number) => `${(sectors * 100) / lengthSectors}%`;
  return (
    <li className={styles.sound}>
      <Button
        icon={isPlaying ? <Pause /> : <Play />}
        aria-label={t(isPlaying ? 'pause' : 'play', { number })}
        onClick={() => (isPlaying ? onPause() : onPlay(resumeSeconds(track, seconds)))}
      />
      <strong>{t('track', { number })}</strong>
      <div className={styles.seek}>
        <input
          type="range"
          aria-label={t('placeIn', { number })}
          aria-valuetext={durationWords(seconds)}
          min={0}
          max={whole}
          step={1}
          value={seconds}
          onChange={(event) => onSeek(Number(event.target.value))}
        />
        <div className={styles.marks} aria-hidden>
          {damaged.map(([first, length]) => (
            <span key={first} className={styles.mark} style={{ left: share(first), width: share(length) }} />
          ))}
        </div>
      </div>
      <span className={styles.time}>
        {formatDuration(Math.round(seconds) * sectorsPerSecond)} / {formatDuration(lengthSectors)}
      </span>
      {lost > 0 ? (
        <Chip tone="warn">
          {t('damagedSeconds', { seconds: withDecimalSign((lost / sectorsPerSecond).toFixed(2)) })}
        </Chip>
      ) : (
        <Chip tone="good">{t('intact')}</Chip>
      )}
    </li>
  );
}

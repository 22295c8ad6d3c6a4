/** The tracks of a disc in short. */
import { Fragment } from 'react';
import { trackText } from '../../../shared/model/cd-text.ts';
import type { Disc } from '../../../shared/model/disc.ts';
import { formatDuration } from '../../../shared/msf.ts';
import { msfWords } from '../../words/disc.ts';
import facts from './medium-facts.module.css';
import styles from './track-list.module.css';

export function TrackList({ disc }: { readonly disc: Disc }) {
  const { sessions, tracks } = disc;
  if (tracks.length === 0) return null;
  return (
    <section>
      <h3 className={facts.heading}>Tracks</h3>
      <table className={styles.tracks}>
        <thead className="visually-hidden">
          <tr>
            <th>Track</th>
            <th>Title</th>
            <th>Mode</th>
            <th>Start</th>
            <th>Length</th>
          </tr>
        </thead>
        <tbody>
          {tracks.map(({ number, mode, startLba, lengthSectors, isrc }) => {
            const { title } = trackText(disc, number);
            const session = sessions.length > 1 && sessions.find(({ firstTrack }) => firstTrack === number);
            return (
              <Fragment key={number}>
                {session && (
                  <tr>
                    <th className={styles.session} colSpan={5} scope="rowgroup">
                      Session {session.number}
                    </th>
                  </tr>
                )}
                <tr>
                  <td className={styles.number}>{number}</td>
                  <td className={styles.title}>
                    {title}
                    {isrc && <span className={styles.code}>ISRC {isrc}</span>}
                  </td>
                  <td className={styles.soft}>{mode}</td>
                  <td className={styles.soft}>{msfWords(startLba)}</td>
                  <td className={styles.length}>{formatDuration(lengthSectors)}</td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The tracks of a disc in short. */
import { Fragment } from 'react';
import { trackText } from '../../../shared/model/cd-text.ts';
import type { Disc } from '../../../shared/model/disc.ts';
import { formatDuration } from '../../../shared/msf.ts';
import { messagesOf } from '../../messages/messages.ts';
import { msfWords } from '../../words/disc.ts';
import facts from './medium-facts.module.css';
import styles from './track-list.module.css';

const t = messagesOf('medium');

export function TrackList({ disc }: { readonly disc: Disc }) {
  const { sessions, tracks } = disc;
  if (tracks.length === 0) return null;
  return (
    <section>
      <h3 className={facts.heading}>{t('tracks')}</h3>
      <table className={styles.tracks}>
        <thead className="visually-hidden">
          <tr>
            <th>{t('track')}</th>
            <th>{t('title')}</th>
            <th>{t('mode')}</th>
            <th>{t('start')}</th>
            <th>{t('length')}</th>
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
                      {t('session', { number: session.number })}
                    </th>
                  </tr>
                )}
                <tr>
                  <td className={styles.number}>{number}</td>
                  <td className={styles.title}>
                    {title}
                    {isrc && <span className={styles.code}>{t('isrc', { code: isrc })}</span>}
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

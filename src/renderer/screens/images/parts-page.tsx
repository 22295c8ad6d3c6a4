/** The files an image is made of, and where they lie. */
import type { ImagePortrait } from '../../../shared/model/image-portrait.ts';
import { classNames } from '../../components/class-names.ts';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords, countWords } from '../../words/numbers.ts';
import styles from './image-screen.module.css';

const t = messagesOf('images');

export function PartsPage({ portrait }: { readonly portrait: ImagePortrait }) {
  const { files, path } = portrait;
  return (
    <div className={styles.parts}>
      <p className={styles.directory}>
        {t('place')} <code>{path}</code>
      </p>
      {files.length === 0 ? (
        <p className={styles.soft}>{t('storeFiles')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('file')}</th>
              <th className={styles.end}>{t('size')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ name, sizeBytes }) => (
              <tr key={name}>
                <td>{name}</td>
                <td className={classNames(styles.end)} title={countWords(sizeBytes)}>
                  {bytesWords(sizeBytes)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

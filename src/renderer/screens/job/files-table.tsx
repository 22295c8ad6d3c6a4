/** The files of a dump with their hashes. */
import type { OutputFile } from '../../../shared/model/output.ts';
import { Name } from '../../components/name.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords } from '../../words/numbers.ts';
import styles from './tables.module.css';

const t = messagesOf('job');

const hashNames = [
  ['CRC-32', 'crc32'],
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
] as const;

export interface FilesTableProps {
  readonly files: readonly OutputFile[];
  readonly directory: string;
}

export function FilesTable({ files, directory }: FilesTableProps) {
  if (files.length === 0) {
    return <p className={styles.none}>{t('filesLater')}</p>;
  }
  return (
    <>
      <p className={styles.directory}>
        {t('inFolder')} <code>{directory}</code>
      </p>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.path} className={styles.file}>
            <span className={styles.path} title={file.path}>
              <Name>{bareName(file.path)}</Name>
            </span>
            <span className={styles.role}>{t(file.role === 'log' ? 'logRole' : file.role)}</span>
            <span className={styles.size}>{bytesWords(file.sizeBytes)}</span>
            <dl className={styles.hashes}>
              {hashNames.map(([name, key]) => (
                <div key={key} style={{ display: 'contents' }}>
                  <dt>{name}</dt>
                  <dd>{file[key]}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Finished files come with their whole path; the folder is said once above. */
function bareName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** What an image is, and every proof of it: container, layouts, partitions, filesystems, the disc it is of. */
import type { ImagePortrait } from '../../../shared/model/image-portrait.ts';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords, countWords, listWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import { DiscFacts } from '../disc/disc-facts.tsx';
import { Filesystems, Layouts, Proofs } from '../start/medium-facts.tsx';
import { containerWords } from './container-words.ts';
import { contentsOf, isTable } from './contents.ts';
import styles from './image-screen.module.css';

const t = messagesOf('images');

export function WhatPage({ portrait }: { readonly portrait: ImagePortrait }) {
  const { disc, hypotheses, warnings } = portrait;
  return (
    <div className={styles.what}>
      <div className={styles.column}>
        <section>
          <h2 className={styles.heading}>{t('container')}</h2>
          <ContainerFacts portrait={portrait} />
        </section>
        {disc && (
          <section>
            <h2 className={styles.heading}>{t('data')}</h2>
            <DiscFacts disc={disc} />
          </section>
        )}
        {warnings.length > 0 && (
          <div className={styles.warnings}>
            {warnings.map((warning) => (
              <Notice key={warning} tone="warn">
                {warning}
              </Notice>
            ))}
          </div>
        )}
      </div>
      <div className={styles.column}>
        {hypotheses.length > 0 && <Layouts hypotheses={hypotheses} />}
        <Filesystems filesystems={contentsOf(portrait)} />
        {portrait.partitions.length > 0 && <Partitions portrait={portrait} />}
      </div>
    </div>
  );
}

function ContainerFacts({ portrait }: { readonly portrait: ImagePortrait }) {
  const { format, sizeBytes, sectorSize, containerGeometry, comment, damageFrom } = portrait;
  return (
    <Facts
      facts={[
        { name: t('readAs'), value: containerWords(format) },
        {
          name: t('data'),
          value: t('dataSize', {
            bytes: bytesWords(sizeBytes),
            sectors: sectorsWords(Math.ceil(sizeBytes / sectorSize)),
            sectorSize: countWords(sectorSize),
          }),
        },
        {
          name: t('keptBy'),
          value:
            containerGeometry &&
            t('geometry', {
              cylinders: countWords(containerGeometry.cylinders),
              heads: countWords(containerGeometry.heads),
              sectors: countWords(containerGeometry.sectorsPerTrack),
            }),
        },
        { name: t('comment'), value: comment },
        { name: t('damageFrom'), value: damageFrom ?? t('damageNowhere') },
      ]}
    />
  );
}

function Partitions({ portrait }: { readonly portrait: ImagePortrait }) {
  const { partitions, filesystems } = portrait;
  const tables = filesystems.filter(({ type }) => isTable(portrait, type));
  return (
    <section>
      <h2 className={styles.heading}>{t('partitions')}</h2>
      <Proofs evidence={tables.flatMap(({ evidence }) => evidence)} against={[]} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('scheme')}</th>
            <th className={styles.end}>{t('start')}</th>
            <th className={styles.end}>{t('size')}</th>
            <th>{t('holds')}</th>
          </tr>
        </thead>
        <tbody>
          {partitions.map(({ scheme, startBytes, sizeBytes, holds }) => (
            <tr key={`${scheme} ${startBytes}`}>
              <td>{scheme}</td>
              <td className={styles.end}>{countWords(startBytes)}</td>
              <td className={styles.end}>{bytesWords(sizeBytes)}</td>
              <td>
                {holds.length > 0 ? (
                  listWords(holds)
                ) : (
                  <span className={styles.soft}>{t('holdsNothing')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

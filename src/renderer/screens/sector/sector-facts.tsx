/** What is known of a sector, and what nobody wrote down. */
import type { QLook, SectorLook } from '../../../shared/model/sector-look.ts';
import { type Fact, Facts } from '../../components/facts.tsx';
import { Name } from '../../components/name.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { Swatch } from '../../sector-map/legend.tsx';
import { usePalette } from '../../sector-map/palette.ts';
import { msfWords } from '../../words/disc.ts';
import { momentWords } from '../../words/moments.ts';
import { countWords, listWords } from '../../words/numbers.ts';
import { stateNote, stateWords } from '../../words/states.ts';
import styles from './sector-dialog.module.css';

const t = messagesOf('sector');
const job = messagesOf('job');

const shownFiles = 6;

export function SectorFacts({ look, isCd }: { readonly look: SectorLook; readonly isCd: boolean }) {
  return (
    <div className={styles.facts}>
      <section>
        <State look={look} />
        <Facts facts={addressFacts(look, isCd)} />
      </section>
      <section>
        <h3>{t('history')}</h3>
        <Facts facts={historyFacts(look)} />
        <Reads look={look} />
        <NotKept look={look} />
      </section>
      <section>
        <h3>{t('belongsTo')}</h3>
        <Owners look={look} />
      </section>
      {isCd && (
        <section>
          <h3>{t('subchannelQ')}</h3>
          <Q q={look.q} />
        </section>
      )}
    </div>
  );
}

function State({ look: { state, stateFrom } }: { readonly look: SectorLook }) {
  const palette = usePalette();
  if (state === null) return <p className={styles.state}>{t('stateUnknown')}</p>;
  const note = stateNote(state);
  return (
    <>
      <p className={styles.state}>
        <Swatch state={state} palette={palette} />
        {stateWords(state)}
      </p>
      <p className={styles.soft}>
        {note && `${note}. `}
        {stateFrom !== null && t('saysWho', { file: stateFrom })}
      </p>
    </>
  );
}

function addressFacts({ lba, place, headerLba }: SectorLook, isCd: boolean): Fact[] {
  return [
    { name: t('lba'), value: countWords(lba) },
    { name: t('msf'), value: isCd ? msfWords(lba) : null },
    {
      name: t('inFile'),
      value: place ? (
        <>
          {place.file}
          <br />
          {t('atByte', { offset: place.offsetBytes, hex: place.offsetBytes.toString(16).toUpperCase() })}
        </>
      ) : (
        t('noPlace')
      ),
    },
    {
      name: t('headerSays'),
      value: headerLba === null ? null : t('headerNames', { msf: msfWords(headerLba), lba: headerLba }),
    },
  ];
}

function historyFacts({ drive, tries, rebuilt, c2, notKept }: SectorLook): Fact[] {
  return [
    {
      name: t('drive'),
      value: drive
        ? [drive.vendor, drive.product, drive.revision, drive.serial].filter(Boolean).join(' ')
        : notKept.includes('drive')
          ? null
          : t('noDrive'),
    },
    { name: t('failedReads'), value: tries === null ? null : countWords(tries) },
    {
      name: t('madeWhole'),
      value: rebuilt
        ? t('rebuiltAt', { count: rebuilt.changedBytes, moment: momentWords(rebuilt.at) })
        : null,
    },
    {
      name: t('c2'),
      value: c2 && t('c2Said', { first: flaggedWords(c2.first), kept: flaggedWords(c2.kept) }),
    },
  ];
}

function flaggedWords(bytes: number | null): string {
  return bytes === null ? t('notKnown') : t('flagged', { count: bytes });
}

function Reads({ look: { reads } }: { readonly look: SectorLook }) {
  if (reads.length === 0) return null;
  return (
    <>
      <p className={styles.soft}>{t('readsSince')}</p>
      <ol className={styles.reads}>
        {reads.map(({ name, number, result, sectors }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same read may come twice, and none ever moves
          <li key={index}>
            {job(name)} {number}: {t(result)}
            {sectors > 1 && ` (${t('withOthers', { count: sectors })})`}
          </li>
        ))}
      </ol>
    </>
  );
}

/** No sense bytes or votes of single sectors are kept, of whatever drive. */
function NotKept({ look: { notKept, c2 } }: { readonly look: SectorLook }) {
  const facts = [
    ...notKept.map((fact) => t(`no-${fact}`)),
    t('no-sense'),
    ...(c2 === null ? [t('no-c2')] : []),
    t('no-votes'),
  ];
  return <p className={styles.soft}>{t('notKept', { facts: listWords(facts) })}</p>;
}

function Owners({ look: { files, fileCount } }: { readonly look: SectorLook }) {
  if (files.length === 0) return <p className={styles.soft}>{t('noFile')}</p>;
  return (
    <ul className={styles.owners}>
      {files.slice(0, shownFiles).map(({ tree, path, kind }) => (
        <li key={`${tree} ${path} ${kind}`}>
          {kind === 'directory' ? t('directory', { path: path || '/' }) : <Name>{path}</Name>}
        </li>
      ))}
      {fileCount > shownFiles && <li>{t('moreFiles', { count: fileCount - shownFiles })}</li>}
    </ul>
  );
}

function Q({ q }: { readonly q: QLook | null }) {
  if (!q) return <p className={styles.soft}>{t('noQ')}</p>;
  return (
    <>
      <p className={styles.mono}>{q.hex.replace(/../g, '$& ').trim().toUpperCase()}</p>
      <Facts facts={[{ name: t('crc'), value: q.isCrcRight ? t('right') : t('wrong') }, ...saidBy(q)]} />
    </>
  );
}

const leadOut = 170;

function saidBy({ says }: QLook): Fact[] {
  switch (says?.kind) {
    case 'position':
      return [
        {
          name: t('position'),
          value: t('qPosition', {
            track: says.track === leadOut ? t('leadOut') : String(says.track),
            index: says.index,
          }),
        },
        { name: t('absolute'), value: `${msfWords(says.absoluteLba)} (LBA ${countWords(says.absoluteLba)})` },
        { name: t('relative'), value: t('sectorsCount', { count: says.relativeSectors }) },
        { name: t('control'), value: controlWords(says.control) },
      ];
    case 'mcn':
      return [{ name: t('mcn'), value: says.mcn }];
    case 'isrc':
      return [{ name: t('isrc'), value: says.isrc }];
    case 'lead-in':
      return [{ name: t('position'), value: t('leadIn') }];
    case undefined:
      return [{ name: t('position'), value: t('saysNothing') }];
  }
}

function controlWords(control: number): string {
  const words = [
    (control & 4) !== 0 ? t('data') : t('audio'),
    (control & 2) !== 0 && t('copyPermitted'),
    (control & 4) === 0 && (control & 1) !== 0 && t('preEmphasis'),
  ];
  return words.filter((word) => word !== false).join(', ');
}

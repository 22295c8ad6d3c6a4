/** What a person sees of a carrier, beside what the medium said of itself. */
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { shownOf } from '../../../shared/model/collection.ts';
import { Chip } from '../../components/chip.tsx';
import { Facts } from '../../components/facts.tsx';
import { Name } from '../../components/name.tsx';
import { Panel } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { titleWords, tracksWords } from '../../words/disc.ts';
import { momentWords } from '../../words/moments.ts';
import { bytesWords } from '../../words/numbers.ts';
import { sectorsWords } from '../../words/sectors.ts';
import { outcomeTone, outcomeWords } from '../../words/stage.ts';
import { codeWords, stateTones } from '../../words/vocabulary.ts';
import { usePhoto } from '../carrier/use-photo.ts';
import styles from './quality.module.css';

const t = messagesOf('quality');

export type Dump = CarrierDetail['dumps'][number];

export interface BesideEachOtherProps {
  readonly detail: CarrierDetail;
  /** The one that stands for the carrier. */
  readonly dump: Dump | null;
}

export function BesideEachOther({ detail, dump }: BesideEachOtherProps) {
  const { carrier, assets } = detail;
  const photo = assets.find(({ role }) => role === 'front' || role === 'up') ?? assets[0];
  return (
    <div className={styles.pair}>
      <Panel
        title={t('label')}
        aside={<ViewLink to={{ screen: 'carrier', code: carrier.code }}>{t('whole')}</ViewLink>}
      >
        <div className={styles.label}>
          {photo && <Photo uuid={photo.uuid} words={codeWords('assetRole', photo.role)} />}
          <div className={styles.said}>
            <p className={styles.code}>{carrier.code}</p>
            <Chip tone={stateTones[carrier.state]}>{codeWords('state', carrier.state)}</Chip>
            <p className={styles.labelText}>{carrier.labelText ?? t('noLabel')}</p>
            <Facts
              facts={[
                { name: t('titleField'), value: carrier.title.manual },
                { name: t('kind'), value: carrier.kind.manual && codeWords('kind', carrier.kind.manual) },
                { name: t('item'), value: carrier.item?.title ?? null },
                { name: t('note'), value: carrier.note },
                {
                  name: t('exception'),
                  value: carrier.exception && codeWords('exception', carrier.exception),
                },
              ]}
            />
          </div>
        </div>
      </Panel>
      <Panel
        title={t('medium')}
        aside={dump && <ViewLink to={{ screen: 'dump', dumpId: dump.dumpId }}>{t('dump')}</ViewLink>}
      >
        <div className={styles.said}>
          {dump ? (
            <MediumFacts dump={dump} title={shownOf({ auto: carrier.title.auto, manual: null })} />
          ) : (
            t('noDump')
          )}
        </div>
      </Panel>
    </div>
  );
}

function MediumFacts({ dump, title }: { readonly dump: Dump; readonly title: string | null }) {
  const { volumeLabels, disc, outcome, badSectors, sizeBytes, formatName, endedAt, attempt, driveLabel } =
    dump;
  return (
    <>
      <p className={styles.code}>
        {(volumeLabels.length > 0 && <Name>{volumeLabels.join(', ')}</Name>) ||
          (disc && titleWords(disc)) ||
          t('noVolume')}
      </p>
      <Chip tone={outcomeTone(outcome)}>{outcomeWords(outcome)}</Chip>
      <Facts
        facts={[
          { name: t('titleFound'), value: title },
          {
            name: t('damage'),
            value: badSectors > 0 ? t('notRead', { sectors: sectorsWords(badSectors) }) : t('allRead'),
          },
          { name: t('holds'), value: disc ? tracksWords(disc) : formatName },
          { name: t('size'), value: bytesWords(sizeBytes) },
          {
            name: t('read'),
            value: t('readWhere', { at: momentWords(endedAt), drive: driveLabel, attempt }),
          },
        ]}
      />
    </>
  );
}

function Photo({ uuid, words }: { readonly uuid: string; readonly words: string }) {
  const { url, isBroken } = usePhoto(uuid, false);
  if (isBroken || url === null) return <div className={styles.photo} />;
  return <img className={styles.photo} src={url} alt={words} />;
}

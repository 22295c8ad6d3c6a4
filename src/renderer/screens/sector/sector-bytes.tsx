/** The bytes of a sector, sixteen to a row, with what each of them is for. */
import type { SectorFailure } from '../../../shared/model/sector-kind.ts';
import type { SectorField, SectorLook } from '../../../shared/model/sector-look.ts';
import { classNames } from '../../components/class-names.ts';
import { messagesOf } from '../../messages/messages.ts';
import { countWords, hexByte } from '../../words/numbers.ts';
import { bytesOfBase64 } from '../files/piece-bytes.ts';
import styles from './sector-bytes.module.css';

const t = messagesOf('sector');

const rowBytes = 16;

export function SectorBytes({ look }: { readonly look: SectorLook }) {
  if (look.bytes === null) {
    return (
      <div className={styles.none}>
        <p>{t('noBytes')}</p>
        <p>{t('noBytesWhy')}</p>
      </div>
    );
  }
  const bytes = bytesOfBase64(look.bytes);
  const rows = Array.from({ length: Math.ceil(bytes.length / rowBytes) }, (_, row) => row * rowBytes);
  return (
    <div className={styles.content}>
      <p className={styles.kind}>{kindWords(look)}</p>
      {look.fields.length > 1 && <Fields fields={look.fields} failures={look.failures} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.hex} tabIndex={0} aria-label={t('bytesLabel')}>
        {rows.map((at) => (
          <HexRow key={at} at={at} bytes={bytes.subarray(at, at + rowBytes)} fields={look.fields} />
        ))}
      </section>
    </div>
  );
}

function kindWords({ kind, sectorBytes, isGenerated, failures }: SectorLook): string {
  const what = kind === null ? t('plain', { count: sectorBytes }) : t(kind);
  if (isGenerated) return `${what} ${t('generated')}`;
  if (failures.length === 0) return kind === null || kind === 'audio-like' ? what : `${what} ${t('proven')}`;
  return what;
}

const failureOf: Readonly<Partial<Record<SectorFailure, SectorField['name']>>> = {
  edc: 'edc',
  ecc: 'ecc-p',
  'header-address': 'header',
  layout: 'sync',
  mode: 'header',
};

function Fields({
  fields,
  failures,
}: {
  readonly fields: readonly SectorField[];
  readonly failures: readonly SectorFailure[];
}) {
  return (
    <ul className={styles.fields}>
      {fields.map(({ name, offset, length }) => {
        const isWrong = failures.some((failure) => failureOf[failure] === name);
        return (
          <li key={name} className={classNames(isWrong && styles.wrong)}>
            <span className={classNames(styles.sample, styles[name])} aria-hidden />
            {t(name)}
            <span className={styles.span}>
              {t('bytesAt', { first: countWords(offset), last: countWords(offset + length - 1) })}
            </span>
            {isWrong && ` ${t('doesNotFit')}`}
          </li>
        );
      })}
    </ul>
  );
}

interface HexRowProps {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly fields: readonly SectorField[];
}

interface Run {
  readonly at: number;
  readonly name: SectorField['name'] | undefined;
  readonly hex: string;
  readonly ascii: string;
}

function runsOf({ at, bytes, fields }: HexRowProps): Run[] {
  const runs: Run[] = [];
  bytes.forEach((byte, index) => {
    const offset = at + index;
    const name = fields.find((field) => offset >= field.offset && offset < field.offset + field.length)?.name;
    const ascii = byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '\u00b7';
    const before = runs.at(-1);
    const gap = index === 8 ? '  ' : ' ';
    if (before && before.name === name)
      runs[runs.length - 1] = {
        ...before,
        hex: `${before.hex}${gap}${hexByte(byte)}`,
        ascii: before.ascii + ascii,
      };
    else runs.push({ at: offset, name, hex: index === 0 ? hexByte(byte) : `${gap}${hexByte(byte)}`, ascii });
  });
  return runs;
}

function HexRow(props: HexRowProps) {
  const runs = runsOf(props);
  return (
    <div className={styles.row}>
      <span className={styles.offset}>{props.at.toString(16).toUpperCase().padStart(4, '0')}</span>
      <span className={styles.bytes}>
        {runs.map(({ at, name, hex }) => (
          <span key={at} className={name && styles[name]}>
            {hex}
          </span>
        ))}
      </span>
      <span>
        {runs.map(({ at, name, ascii }) => (
          <span key={at} className={name && styles[name]}>
            {ascii}
          </span>
        ))}
      </span>
    </div>
  );
}

/** What a table has in its columns, and what would come of its rows. */
import { type TableField, type TablePreview, tableFields } from '../../../shared/model/carrier-table.ts';
import { SelectField } from '../../components/fields.tsx';
import { Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { changeWords } from '../../words/carrier-changes.ts';
import { listWords } from '../../words/numbers.ts';
import { codeWords } from '../../words/vocabulary.ts';
import styles from './collection.module.css';

const t = messagesOf('intake');

export interface TableColumnsProps {
  readonly name: string;
  readonly preview: TablePreview;
  readonly onColumn: (name: string, field: TableField) => void;
}

export function TableColumns({ name, preview, onColumn }: TableColumnsProps) {
  return (
    <section>
      <p className={styles.quiet}>
        {name}
        {': '}
        {t('readAs', { encoding: preview.encoding, delimiter: delimiterWords(preview.delimiter) })}
      </p>
      <ul className={styles.tableColumns}>
        {preview.columns.map(({ name: heading, samples, field }) => (
          <li key={heading}>
            <div>
              <strong>{heading}</strong>
              <p className={styles.quiet}>{samples.filter((sample) => sample !== '').join(' \u00b7 ')}</p>
            </div>
            <SelectField
              label={`${heading} ${t('says')}`}
              value={field}
              onChange={(value) => onColumn(heading, value)}
              choices={tableFields.map((each) => ({ value: each, label: fieldWords(each) }))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TableOutcome({
  preview: { counts, makes, refused, rows },
}: {
  readonly preview: TablePreview;
}) {
  return (
    <section className={styles.outcome}>
      <p role="status">
        <strong>{t('outcome', { made: counts.new, changed: counts.changed, same: counts.same })}</strong>{' '}
        {[
          ...(makes.collections.length > 0
            ? [t('makesCollections', { codes: listWords(makes.collections) })]
            : []),
          ...(makes.locations.length > 0 ? [t('makesLocations', { codes: listWords(makes.locations) })] : []),
          ...(makes.items.length > 0 ? [t('makesItems', { count: makes.items.length })] : []),
        ].join(' ')}
      </p>
      {counts.refused > 0 && (
        <Notice tone="warn">
          <details open>
            <summary>{t('refused', { count: counts.refused })}</summary>
            <ul>
              {refused.map(({ line, why }) => (
                <li key={line}>{`${t('line', { line })}: ${why}`}</li>
              ))}
            </ul>
          </details>
        </Notice>
      )}
      <ul className={styles.examples}>
        {rows.slice(0, 12).map(({ line, code, changes }) => (
          <li key={line}>
            <strong>{code}</strong>
            <span>{changes.map(changeWords).join('; ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function delimiterWords(delimiter: string): string {
  switch (delimiter) {
    case ',':
      return t('comma');
    case ';':
      return t('semicolon');
    case '\t':
      return t('tab');
    default:
      return t('bar');
  }
}

function fieldWords(field: TableField): string {
  switch (field) {
    case 'barcode':
    case 'isbn':
      return codeWords('identifierScheme', field);
    case 'catalogueNo':
      return codeWords('identifierScheme', 'catalogue-no');
    case 'label':
      return t('labelText');
    case 'item':
      return t('itemTitle');
    case 'callNumber':
      return t('itemCallNumber');
    case 'accessionNo':
      return t('itemAccessionNo');
    case 'ignore':
      return t('nothing');
    default:
      return t(field);
  }
}

/** Takes a DAT file in. */
import type { DatImportReport } from '../../../shared/model/dat.ts';
import { Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { ImportFileDialog, type ImportFileDialogProps } from './import-file-dialog.tsx';

const t = messagesOf('checks');

export function ImportDatDialog(
  props: Pick<ImportFileDialogProps<DatImportReport>, 'open' | 'onClose' | 'onImported'>,
) {
  return (
    <ImportFileDialog<DatImportReport>
      {...props}
      title={t('importTitle')}
      description={t('importWhat')}
      take={(client, file) => client.dats.import(file)}
      said={(report) => <Report report={report} />}
    />
  );
}

function Report({ report }: { readonly report: DatImportReport }) {
  const { warnings } = report;
  return (
    <>
      <p role="status">{reportWords(report)}</p>
      {warnings.length > 0 && (
        <Notice tone="warn">
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function reportWords({ dat: { name, games: count }, replaced, unchanged }: DatImportReport): string {
  if (unchanged) return t('importedSame', { name });
  if (!replaced) return t('imported', { name, count });
  return t('importedOver', { name, count, edition: replaced.version || replaced.date });
}

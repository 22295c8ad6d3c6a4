/** A report of a failure, to be read in full before it is kept or copied. */
import { Copy, Download } from 'lucide-react';
import { useStore } from 'zustand';
import { messagesOf } from '../messages/messages.ts';
import { crashStore } from '../state/crash-store.ts';
import { askSystemToSaveReport, isWindow } from '../state/native-files.ts';
import { Button } from './button.tsx';
import styles from './crash-report.module.css';
import { Dialog, DialogActions, DialogBody } from './dialog.tsx';
import { act } from './toasts.tsx';

const t = messagesOf('frame');

export function CrashReport() {
  const report = useStore(crashStore, (state) => state.report);
  if (report === null) return null;
  return (
    <Dialog
      open
      onClose={() => crashStore.setState({ report: null })}
      title={t('reportTitle')}
      description={t('reportWords')}
      wide
    >
      <DialogBody>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys too */}
        <pre className={styles.report} tabIndex={0}>
          {report}
        </pre>
      </DialogBody>
      <DialogActions>
        <Button
          icon={<Copy />}
          onClick={() => act(() => navigator.clipboard.writeText(report), t('reportCopied'))}
        >
          {t('copyReport')}
        </Button>
        <Button look="primary" icon={<Download />} onClick={() => save(report)}>
          {t('saveReport')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function save(report: string): void {
  if (isWindow()) {
    askSystemToSaveReport(report);
    return;
  }
  const address = URL.createObjectURL(new Blob([report], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `spindle-report-${new Date().toISOString().slice(0, 10)}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}

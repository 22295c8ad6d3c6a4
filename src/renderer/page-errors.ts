/** Errors of the page that no screen caught. The person is told once, and may read what there is to report. */
import { sayWithAction } from './components/toasts.tsx';
import { ConnectionLost } from './connection.ts';
import { messagesOf } from './messages/messages.ts';
import { reportOf, showReport } from './state/crash-store.ts';

const t = messagesOf('frame');

export function followErrors(): void {
  let isTold = false;
  const tell = (error: unknown) => {
    // That the line is down is said by its banner.
    if (isTold || error instanceof ConnectionLost) return;
    isTold = true;
    const report = reportOf(error);
    sayWithAction(t('pageFailed'), t('showReport'), () => {
      isTold = false;
      showReport(report);
    });
  };
  window.addEventListener('error', ({ error }) => error && tell(error));
  window.addEventListener('unhandledrejection', ({ reason }) => tell(reason));
}

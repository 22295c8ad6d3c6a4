import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { InDialog } from '../keys/use-keys.tsx';
import { messagesOf } from '../messages/messages.ts';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

const t = messagesOf('common');

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string;
  /** For what needs two columns of some width. */
  readonly wide?: boolean;
  /** The first field, when nothing is said. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** A dialog; Escape closes it and the focus returns to where it was. */
export function Dialog({ open, onClose, title, description, wide, initialFocus, children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          className={classNames(styles.popup, wide && styles.wide)}
          ref={popup}
          initialFocus={initialFocus ?? (() => firstField(popup.current) ?? true)}
        >
          <header className={styles.header}>
            <div>
              <Base.Title className={styles.title}>{title}</Base.Title>
              {description && (
                <Base.Description className={styles.description}>{description}</Base.Description>
              )}
            </div>
            <Base.Close className={styles.close} aria-label={t('close')}>
              <X aria-hidden />
            </Base.Close>
          </header>
          <InDialog>{children}</InDialog>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Whoever opens a form wants to fill it in; without a field the focus is where the dialog is left. */
function firstField(popup: HTMLElement | null): HTMLElement | null {
  const fields = 'input:not([aria-hidden="true"], [type="file"]), textarea, [role="combobox"]';
  return popup?.querySelector<HTMLElement>(fields) ?? null;
}

/** The scrolling middle of a dialog. */
export function DialogBody({ children }: { readonly children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

/** What can be done, at the lower edge. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <footer className={styles.footer}>{children}</footer>;
}

/** Short messages at the lower edge: what was done, or why it was not. */
import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Chord } from '../keys/chord.tsx';
import { chordsOf } from '../keys/commands.ts';
import { useCommand } from '../keys/use-keys.tsx';
import { messagesOf } from '../messages/messages.ts';
import { offerUndo, takeUndo, undoOffers } from '../state/undo-offers.ts';
import { faultOf } from '../words/faults.ts';
import styles from './toasts.module.css';

const t = messagesOf('common');
const manager = Toast.createToastManager();

/** Says that something was done. */
export function say(sentence: string): void {
  manager.add({ description: sentence, timeout: 6_000 });
}

/** Says that something was done, with the way back: by the button for as long as it is shown, by Ctrl+Z for longer. */
export function sayWithUndo(sentence: string, undo: () => void): void {
  let id: string | null = null;
  const offer = offerUndo(() => {
    if (id !== null) manager.close(id);
    undo();
  });
  const words = (
    <>
      {t('undo')} <Chord chord={chordsOf.undo[0]} />
    </>
  );
  id = sayOffering(sentence, words, () => takeUndo(offer), 12_000);
}

/** Says that something can be looked at; stays until it has been, or is closed. */
export function sayWithAction(sentence: string, action: string, onAction: () => void): void {
  sayOffering(sentence, action, onAction, 0);
}

function sayOffering(sentence: string, action: ReactNode, onAction: () => void, timeout: number): string {
  const id = manager.add({
    description: sentence,
    timeout,
    actionProps: {
      children: action,
      onClick: () => {
        manager.close(id);
        onAction();
      },
    },
  });
  return id;
}

/** Says why something was not done; stays until it is closed. */
export function sayFault(error: unknown): void {
  manager.add({ description: faultOf(error).message, type: 'fault', priority: 'high', timeout: 0 });
}

/** Runs what a button asks for; a failure is told, never swallowed. True when it was done. */
export async function act(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work();
    if (done) say(done);
    return true;
  } catch (error) {
    sayFault(error);
    return false;
  }
}

export function Toasts() {
  const canUndo = useStore(undoOffers, (offers) => offers.length > 0);
  useCommand('undo', canUndo ? () => takeUndo() : null);
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport} aria-label={t('messages')}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast} aria-label={t('message')}>
      <Toast.Description className={styles.words} />
      <Toast.Action className={styles.action} />
      <Toast.Close className={styles.close} aria-label={t('closeMessage')}>
        <X aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}

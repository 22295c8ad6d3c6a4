/** How screens take part in keys and scans: `useCommand`, `useScan`; dialogs say that they stand in front. */
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { CommandRegistry } from './command-registry.ts';
import type { Command } from './commands.ts';
import type { Scan } from './scan-codes.ts';
import { ScanRegistry } from './scan-registry.ts';

export const commandRegistry = new CommandRegistry();
export const scanRegistry = new ScanRegistry();

const DialogDepth = createContext(0);

/** Around the inside of an open dialog: keys of what is behind it rest. */
export function InDialog({ children }: { readonly children: ReactNode }) {
  const depth = useContext(DialogDepth) + 1;
  useEffect(() => commandRegistry.openDialog(), []);
  return <DialogDepth value={depth}>{children}</DialogDepth>;
}

/** Does `run` whenever the command is asked for, by key, card or palette; null while it cannot be done. */
export function useCommand(
  command: Command,
  run: (() => void) | null,
  { isFallback = false }: { readonly isFallback?: boolean } = {},
): void {
  const depth = useContext(DialogDepth);
  const newest = useRef(run);
  newest.current = run;
  const offered = run !== null;
  useEffect(() => {
    if (!offered) return;
    return commandRegistry.add({ command, depth, isFallback, run: () => newest.current?.() });
  }, [command, depth, offered, isFallback]);
}

/** Hears of every scanned code while it is shown; answers true when it has used the code. */
export function useScan(onScan: (scan: Scan) => boolean): void {
  const depth = useContext(DialogDepth);
  const newest = useRef(onScan);
  newest.current = onScan;
  useEffect(() => scanRegistry.add({ depth, onScan: (scan) => newest.current(scan) }), [depth]);
}

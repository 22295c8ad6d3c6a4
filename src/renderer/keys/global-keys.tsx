/** The keys that work on every screen, and what they open. */
import { type ComponentType, useEffect, useState } from 'react';
import { act, say } from '../components/toasts.tsx';
import { messagesOf } from '../messages/messages.ts';
import { chooseDrive } from '../state/bench-store.ts';
import { useHub } from '../state/hub-context.tsx';
import { go, viewStore } from '../state/view.ts';
import { obeyCard } from './cards.ts';
import { listenForKeys } from './key-listener.ts';
import type { Scan } from './scan-codes.ts';
import { useCommand } from './use-keys.tsx';

const t = messagesOf('keys');

/** A sheet in front of the screen, loaded when it is first wanted. */
type Sheet = ComponentType<{ readonly onClose: () => void }>;

/** The search box of the catalogue takes the focus when its screen appears with this set. */
let searchWanted = false;

export function takeSearchWish(): boolean {
  const wanted = searchWanted;
  searchWanted = false;
  return wanted;
}

export function GlobalKeys() {
  const hub = useHub();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const open = (load: () => Promise<Sheet>) =>
    act(async () => {
      const loaded = await load();
      setSheet(() => loaded);
    });
  useEffect(
    () =>
      listenForKeys({
        letterKeys: () => hub.store.getState().settings?.letterKeys ?? true,
        onCard: (card) => obeyCard(card, hub),
        onUnusedScan,
      }),
    [hub],
  );
  useCommand('find', () => open(async () => (await import('../palette/palette.tsx')).Palette));
  useCommand('showKeys', () => open(async () => (await import('./keys-sheet.tsx')).KeysSheet));
  useCommand('help', () => go({ screen: 'help' }));
  useCommand('search', search);
  useCommand('newCarrier', () =>
    open(async () => (await import('../screens/carrier/new-carrier-dialog.tsx')).NewCarrierSheet),
  );
  useCommand('nextException', showExceptions, { isFallback: true });
  useCommand('next', enterList, { isFallback: true });
  useCommand('previous', enterList, { isFallback: true });
  for (let tile = 0; tile < 8; tile++) {
    // biome-ignore lint/correctness/useHookAtTopLevel: always eight, always in this order
    useCommand(`drive${tile + 1}` as 'drive1', () => goToDrive(tile));
  }
  const goToDrive = (tile: number) => {
    const drive = hub.store.getState().drives?.[tile];
    if (!drive) return;
    if (viewStore.getState().view.screen !== 'bench') go({ screen: 'bench' });
    chooseDrive(drive.id, { focus: true });
  };
  const Shown = sheet;
  return Shown && <Shown onClose={() => setSheet(null)} />;
}

/** No screen wanted it: a carrier is shown in the catalogue, where a new code can be entered. */
function onUnusedScan(scan: Scan): void {
  if (scan.kind === 'carrier') go({ screen: 'carrier', code: scan.code });
  else if ('code' in scan) say(t('unused', { code: scan.code }));
}

function showExceptions(): void {
  go({ screen: 'catalogue', query: '', page: 'exceptions' });
}

/** From nowhere, a step leads into the list of the screen. */
function enterList(): void {
  document.querySelector<HTMLElement>('main [role="grid"] [role="row"][tabindex="0"]')?.focus();
}

function search(): void {
  const box = document.querySelector<HTMLInputElement>('input[type="search"]');
  if (box) {
    box.focus();
    box.select();
    return;
  }
  searchWanted = true;
  go({ screen: 'catalogue', query: '' });
}

import { useEffect } from 'react';
import { go, viewStore } from './state/view.ts';

/** The search box of the catalogue takes the focus when its screen appears with this set. */
let searchWanted = false;

export function takeSearchWish(): boolean {
  const wanted = searchWanted;
  searchWanted = false;
  return wanted;
}

/** `/` and Ctrl+K search; Alt+1 to Alt+8 go to the tiles of the bench. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return;
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
      const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      if (command || slash) search();
      else if (event.altKey && /^[1-8]$/.test(event.key)) focusTile(Number(event.key) - 1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
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

function focusTile(index: number): void {
  if (viewStore.getState().view.screen !== 'bench') go({ screen: 'bench' });
  requestAnimationFrame(() => document.querySelectorAll<HTMLElement>('[data-tile]')[index]?.focus());
}

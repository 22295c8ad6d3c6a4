/** Light or dark: the person's choice, else the system's. */
import { useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/model/settings.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Changes whenever the colours on the screen do; for pictures that CSS does not paint. */
export function useThemeKey(): string {
  return useSyncExternalStore(subscribe, themeKey);
}

function themeKey(): string {
  return `${document.documentElement.dataset.theme ?? 'system'} ${systemIsDark.matches}`;
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  systemIsDark.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    systemIsDark.removeEventListener('change', changed);
  };
}

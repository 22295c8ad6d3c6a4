/** Light or dark, and how much contrast: the person's choice, else the system's. */
import { useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/model/settings.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const systemWantsContrast = matchMedia('(prefers-contrast: more)');

export function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

let contrast: Settings['contrast'] = 'system';

export function applyContrast(chosen: Settings['contrast']): void {
  contrast = chosen;
  const more = chosen === 'more' || (chosen === 'system' && systemWantsContrast.matches);
  if (more) document.documentElement.dataset.contrast = 'more';
  else delete document.documentElement.dataset.contrast;
}

systemWantsContrast.addEventListener('change', () => applyContrast(contrast));

/** Changes whenever the colours on the screen do; for pictures that CSS does not paint. */
export function useThemeKey(): string {
  return useSyncExternalStore(subscribe, themeKey);
}

function themeKey(): string {
  const { theme = 'system', contrast: shown = 'normal' } = document.documentElement.dataset;
  return `${theme} ${shown} ${systemIsDark.matches}`;
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
  systemIsDark.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    systemIsDark.removeEventListener('change', changed);
  };
}

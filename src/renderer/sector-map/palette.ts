/** The colours of the present theme as pixels. */
import { useEffect, useState } from 'react';
import { type SectorState, sectorStates } from '../../shared/model/sector-state.ts';
import { useThemeKey } from '../state/theme.ts';

export interface Palette {
  /** Pixels as a little-endian `Uint32Array` over ImageData holds them: 0xAABBGGRR. */
  readonly states: Readonly<Record<SectorState, number>>;
  readonly mark: number;
}

/** Of the letters in large cells: dark on light states, light on dark ones. */
export function letterColour(pixel: number): string {
  const [red, green, blue] = [pixel & 0xff, (pixel >> 8) & 0xff, (pixel >> 16) & 0xff];
  const isLight = red * 0.299 + green * 0.587 + blue * 0.114 > 140;
  const [r, g, b] = resolveColour(isLight ? '--state-letter-dark' : '--state-letter-light');
  return `rgb(${r} ${g} ${b})`;
}

/** Lets the browser resolve a custom property to red, green and blue. */
export function resolveColour(property: string): readonly [number, number, number] {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const numbers = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
  probe.remove();
  const [red = 0, green = 0, blue = 0] = numbers.map(Number);
  return [red, green, blue];
}

function pixel(property: string): number {
  const [red, green, blue] = resolveColour(property);
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function readPalette(): Palette {
  const states = Object.fromEntries(sectorStates.map((state) => [state, pixel(`--state-${state}`)]));
  return { states: states as Record<SectorState, number>, mark: pixel('--state-mark') };
}

export function usePalette(): Palette | null {
  const theme = useThemeKey();
  const [palette, setPalette] = useState<Palette | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme, other colours
  useEffect(() => setPalette(readPalette()), [theme]);
  return palette;
}

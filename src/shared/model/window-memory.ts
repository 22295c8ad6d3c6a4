/** Where the window was and what it showed, for the next start. */
import { z } from 'zod';

const coordinate = z.int().min(-100_000).max(100_000);
const extent = z.int().min(1).max(100_000);

export const windowMemorySchema = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: extent, height: extent }),
  isMaximized: z.boolean(),
  /** Of the address: the view. */
  fragment: z
    .string()
    .max(2048)
    .regex(/^(?:#\/.*)?$/),
});
export type WindowMemory = z.infer<typeof windowMemorySchema>;
export type Bounds = WindowMemory['bounds'];

/** So much of the window's upper edge must be within reach to move it by. */
const gripWidth = 160;
const gripHeight = 40;

/** The bounds if a person can see and grip the window there; null on a display that is gone. */
export function visibleBounds(bounds: Bounds, workAreas: readonly Bounds[]): Bounds | null {
  const isWithinReach = workAreas.some((area) => {
    const left = Math.max(bounds.x, area.x);
    const right = Math.min(bounds.x + bounds.width, area.x + area.width);
    return (
      right - left >= Math.min(gripWidth, bounds.width) &&
      bounds.y >= area.y &&
      bounds.y + gripHeight <= area.y + area.height
    );
  });
  return isWithinReach ? bounds : null;
}

const openedImage = '#/image/opened/';

/** The view of an address of ours. An image that was handed over has its name for one run only. */
export function fragmentToKeep(address: string): string {
  const fragment = address.includes('#') ? address.slice(address.indexOf('#')) : '';
  if (fragment.startsWith(openedImage)) return '#/images';
  return windowMemorySchema.shape.fragment.safeParse(fragment).success ? fragment : '';
}

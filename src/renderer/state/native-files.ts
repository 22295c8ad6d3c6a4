/** What only the window can do: ask with the system's own dialog, and learn where a dropped file lies. */
import { go } from './view.ts';

export const isWindow = (): boolean => location.protocol === 'spindle:';

/** The host opens a dialog of the system; what is chosen there comes back as an image that can be reopened. */
export function askSystemForImage(): void {
  window.postMessage('spindle:choose-image', location.origin);
}

const offered = /^spindle:image:([0-9a-f-]{36})$/;

/** Shows images the host was handed: chosen, dropped, or named by another program. */
export function followOfferedImages(): void {
  window.addEventListener('message', ({ source, origin, data }) => {
    const imageId = source === window && origin === location.origin && offered.exec(String(data))?.[1];
    if (imageId) go({ screen: 'image', image: { imageId } });
  });
}

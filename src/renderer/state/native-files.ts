/** What only the window can do: ask with the system's own dialog, learn where a dropped file lies, open another window. */
export const isWindow = (): boolean => location.protocol === 'spindle:';

/** The host opens a dialog of the system; what is chosen there comes back as an image that can be reopened. */
export function askSystemForImage(): void {
  window.postMessage('spindle:choose-image', location.origin);
}

/** The host opens the practice desk in a window of its own. */
export function askForPracticeDesk(): void {
  window.postMessage('spindle:open-practice', location.origin);
}

/** The host asks where to with the system's own dialog. */
export function askSystemToSaveReport(report: string): void {
  window.postMessage(`spindle:save-report:${report}`, location.origin);
}

/** The report that is being read, if any; and how one is made of an error of the page. */
import { createStore } from 'zustand/vanilla';
import { crashReport, wordsOfError } from '../../shared/crash-report.ts';
import { pageVersion } from '../version.ts';
import { viewStore } from './view.ts';

export const crashStore = createStore<{ readonly report: string | null }>(() => ({ report: null }));

export function showReport(report: string): void {
  crashStore.setState({ report });
}

export function reportOf(error: unknown): string {
  return crashReport({
    where: 'page',
    what: wordsOfError(error),
    screen: viewStore.getState().view.screen,
    version: pageVersion,
    system: navigator.userAgent,
    at: new Date(),
  });
}

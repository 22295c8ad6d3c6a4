/** Whether the first steps were asked for again; that they are over is kept in the settings. */
import { createStore } from 'zustand/vanilla';
import { go } from '../../state/view.ts';

export const firstStepsStore = createStore<{ readonly isWanted: boolean }>(() => ({ isWanted: false }));

export function showFirstSteps(): void {
  firstStepsStore.setState({ isWanted: true });
  go({ screen: 'bench' });
}

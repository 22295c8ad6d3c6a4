/** How this person wants maps drawn; kept with the settings. */
import type { Settings } from '../../shared/model/settings.ts';
import { act } from '../components/toasts.tsx';
import { useHub, useHubState } from '../state/hub-context.tsx';

export type MapLook = Settings['mapLook'];

export function useMapLook(): readonly [look: MapLook, choose: (look: MapLook) => void] {
  const { client, store } = useHub();
  const look = useHubState((state) => state.settings?.mapLook ?? 'rows');
  const choose = (mapLook: MapLook) => {
    const { settings } = store.getState();
    if (!settings) return;
    // The picture changes at once; it changes back if the choice could not be kept.
    store.setState({ settings: { ...settings, mapLook } });
    void act(async () => {
      try {
        store.setState({ settings: await client.settings.set({ ...settings, mapLook }) });
      } catch (error) {
        store.setState({ settings });
        throw error;
      }
    });
  };
  return [look, choose];
}

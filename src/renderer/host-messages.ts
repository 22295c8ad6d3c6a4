/** What the window's host tells the page: an image that was handed over, a link that was followed, a crash that is over. */
import { parseDeepLink } from '../shared/deep-link.ts';
import { sayWithAction } from './components/toasts.tsx';
import { commandRegistry } from './keys/use-keys.tsx';
import { messagesOf } from './messages/messages.ts';
import { showReport } from './state/crash-store.ts';
import { go, type View } from './state/view.ts';

const t = messagesOf('frame');

const form = /^spindle:(image|link|crashed):([\s\S]*)$/;
const imageId = /^[0-9a-f-]{36}$/;

/** Said only by the preload: the page's own scripts are ours, and no other can be here. */
export function followHostMessages(): void {
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window || origin !== location.origin) return;
    const [, kind, said = ''] = form.exec(String(data)) ?? [];
    if (kind === 'image' && imageId.test(said)) show({ screen: 'image', image: { imageId: said } });
    if (kind === 'link') {
      const view = parseDeepLink(said);
      if (view) show(view);
    }
    if (kind === 'crashed') sayCrashed(said);
  });
}

/** A dialog may hold a form that is half filled in: its screen is not taken away from under it. */
export function show(view: View): void {
  if (commandRegistry.depth === 0) go(view);
  else sayWithAction(t('handedOver'), t('showIt'), () => go(view));
}

function sayCrashed(report: string): void {
  sayWithAction(t('windowCameBack'), t('showReport'), () => showReport(report));
}

/** Which screen is shown. It lives in the address, so that reload, Back and a second window work. */
import { createStore } from 'zustand/vanilla';

export const checksPages = ['fixity', 'lists', 'station'] as const;
export type ChecksPage = (typeof checksPages)[number];

export type View =
  | { readonly screen: 'bench' }
  | { readonly screen: 'queue' }
  | { readonly screen: 'job'; readonly jobId: string }
  | { readonly screen: 'catalogue'; readonly query: string }
  | { readonly screen: 'dump'; readonly dumpId: string; readonly inside?: boolean }
  | { readonly screen: 'carrier'; readonly code: string }
  | { readonly screen: 'checks'; readonly page: ChecksPage }
  | { readonly screen: 'settings' };

/** The view a fragment names; anything unknown is the bench. */
export function viewOf(fragment: string): View {
  const [, path = '', search = ''] = /^#\/([^?]*)(?:\?(.*))?$/.exec(fragment) ?? [];
  const [screen = '', ...rest] = path.split('/');
  const id = decoded(rest.join('/'));
  switch (screen) {
    case 'queue':
    case 'settings':
      return { screen };
    case 'checks':
      return { screen, page: checksPages.find((page) => page === id) ?? 'fixity' };
    case 'catalogue':
      return { screen, query: new URLSearchParams(search).get('q') ?? '' };
    case 'jobs':
      return id ? { screen: 'job', jobId: id } : { screen: 'queue' };
    case 'dumps':
      if (!id) return { screen: 'catalogue', query: '' };
      return { screen: 'dump', dumpId: id, inside: new URLSearchParams(search).has('files') };
    case 'carriers':
      return id ? { screen: 'carrier', code: id } : { screen: 'catalogue', query: '' };
    default:
      return { screen: 'bench' };
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A fragment somebody typed by hand; the list is shown instead.
    return '';
  }
}

export function fragmentOf(view: View): string {
  switch (view.screen) {
    case 'bench':
    case 'queue':
    case 'settings':
      return `#/${view.screen}`;
    case 'checks':
      return view.page === 'fixity' ? '#/checks' : `#/checks/${view.page}`;
    case 'catalogue':
      return view.query ? `#/catalogue?${new URLSearchParams({ q: view.query })}` : '#/catalogue';
    case 'job':
      return `#/jobs/${encodeURIComponent(view.jobId)}`;
    case 'dump':
      return `#/dumps/${encodeURIComponent(view.dumpId)}${view.inside ? '?files' : ''}`;
    case 'carrier':
      return `#/carriers/${encodeURIComponent(view.code)}`;
  }
}

export const viewStore = createStore<{ readonly view: View }>(() => ({ view: { screen: 'bench' } }));

/** Shows a view and puts it into the history; `replace` for what Back should step over. */
export function go(view: View, options: { readonly replace?: boolean } = {}): void {
  const fragment = fragmentOf(view);
  if (fragment === location.hash) history.replaceState(null, '', fragment);
  else if (options.replace) history.replaceState(null, '', fragment);
  else history.pushState(null, '', fragment);
  viewStore.setState({ view });
}

/** Takes the view from the address, now and whenever a person goes back or forward. */
export function followAddress(): void {
  const take = () => viewStore.setState({ view: viewOf(location.hash) });
  window.addEventListener('popstate', take);
  take();
}

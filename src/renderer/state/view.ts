/** Which screen is shown. It lives in the address, so that reload, Back and a second window work. */
import { createStore } from 'zustand/vanilla';

export const checksPages = ['fixity', 'lists', 'packs', 'catalogue', 'station'] as const;
export type ChecksPage = (typeof checksPages)[number];

/** An image: below a granted folder, of a dump, or as the host was handed it. */
export type ImageRef =
  | { readonly rootId: string; readonly path: string }
  | { readonly dumpId: string }
  | { readonly imageId: string };
export const cataloguePages = ['dumps', 'exceptions', 'places', 'changes'] as const;
/** Beside the page of carriers, which has no name. */
export type CataloguePage = (typeof cataloguePages)[number];

export type View =
  /** `kiosk`: to be read from three metres, without anything around the tiles. */
  | { readonly screen: 'bench'; readonly kiosk?: boolean }
  | { readonly screen: 'queue' }
  | { readonly screen: 'job'; readonly jobId: string }
  /** `query`: a new batch of what a search finds is asked for. */
  | { readonly screen: 'batches'; readonly query?: string }
  | { readonly screen: 'batch'; readonly batchId: string }
  /** Of one batch, or of everything that was imaged and is not signed off. */
  | { readonly screen: 'quality'; readonly batchId: string | null }
  | { readonly screen: 'catalogue'; readonly query: string; readonly page?: CataloguePage }
  | { readonly screen: 'dump'; readonly dumpId: string; readonly inside?: boolean }
  | { readonly screen: 'carrier'; readonly code: string }
  /** A folder to choose an image in; the first one without words about it. */
  | { readonly screen: 'images'; readonly rootId: string | null; readonly folder: string }
  | { readonly screen: 'image'; readonly image: ImageRef }
  | { readonly screen: 'checks'; readonly page: ChecksPage }
  | { readonly screen: 'settings' }
  | { readonly screen: 'help' }
  /** The exercises of the practice desk. */
  | { readonly screen: 'practice' };

/** The view a fragment names; anything unknown is the bench. */
export function viewOf(fragment: string): View {
  const [, path = '', search = ''] = /^#\/([^?]*)(?:\?(.*))?$/.exec(fragment) ?? [];
  const [screen = '', ...rest] = path.split('/');
  const id = decoded(rest.join('/'));
  switch (screen) {
    case 'queue':
    case 'settings':
    case 'help':
    case 'practice':
      return { screen };
    case 'batches': {
      const query = new URLSearchParams(search).get('new');
      if (id) return { screen: 'batch', batchId: id };
      return query === null ? { screen } : { screen, query };
    }
    case 'quality':
      return { screen, batchId: id || null };
    case 'checks':
      return { screen, page: checksPages.find((page) => page === id) ?? 'fixity' };
    case 'catalogue':
      return catalogueView(id, new URLSearchParams(search).get('q') ?? '');
    case 'images':
      return { screen, rootId: decoded(rest[0] ?? '') || null, folder: rest.slice(1).map(decoded).join('/') };
    case 'image':
      return imageView(rest.map(decoded));
    case 'jobs':
      return id ? { screen: 'job', jobId: id } : { screen: 'queue' };
    case 'dumps':
      if (!id) return { screen: 'catalogue', query: '' };
      return { screen: 'dump', dumpId: id, inside: new URLSearchParams(search).has('files') };
    case 'carriers':
      return id ? { screen: 'carrier', code: id } : { screen: 'catalogue', query: '' };
    case 'bench':
      return new URLSearchParams(search).has('kiosk') ? { screen, kiosk: true } : { screen };
    default:
      return { screen: 'bench' };
  }
}

function imageView([from = '', ...rest]: readonly string[]): View {
  const [id = '', ...path] = rest;
  if (id !== '') {
    if (from === 'file' && path.length > 0)
      return { screen: 'image', image: { rootId: id, path: path.join('/') } };
    if (from === 'dump') return { screen: 'image', image: { dumpId: id } };
    if (from === 'opened') return { screen: 'image', image: { imageId: id } };
  }
  return { screen: 'images', rootId: null, folder: '' };
}

function catalogueView(id: string, query: string): View {
  const page = cataloguePages.find((each) => each === id);
  return { screen: 'catalogue', query, ...(page && { page }) };
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
      return view.kiosk ? '#/bench?kiosk' : '#/bench';
    case 'queue':
    case 'settings':
    case 'help':
    case 'practice':
      return `#/${view.screen}`;
    case 'batches':
      return view.query === undefined ? '#/batches' : `#/batches?${new URLSearchParams({ new: view.query })}`;
    case 'batch':
      return `#/batches/${encodeURIComponent(view.batchId)}`;
    case 'quality':
      return view.batchId === null ? '#/quality' : `#/quality/${encodeURIComponent(view.batchId)}`;
    case 'checks':
      return view.page === 'fixity' ? '#/checks' : `#/checks/${view.page}`;
    case 'catalogue':
      if (view.page) return `#/catalogue/${view.page}`;
      return view.query ? `#/catalogue?${new URLSearchParams({ q: view.query })}` : '#/catalogue';
    case 'job':
      return `#/jobs/${encodeURIComponent(view.jobId)}`;
    case 'images':
      return `#/images${view.rootId === null ? '' : `/${stepsOf(view.rootId, view.folder)}`}`;
    case 'image':
      return `#/image/${imageSteps(view.image)}`;
    case 'dump':
      return `#/dumps/${encodeURIComponent(view.dumpId)}${view.inside ? '?files' : ''}`;
    case 'carrier':
      return `#/carriers/${encodeURIComponent(view.code)}`;
  }
}

function stepsOf(...paths: readonly string[]): string {
  return paths
    .flatMap((path) => (path === '' ? [] : path.split('/')))
    .map(encodeURIComponent)
    .join('/');
}

function imageSteps(image: ImageRef): string {
  if ('dumpId' in image) return stepsOf('dump', image.dumpId);
  return 'imageId' in image ? stepsOf('opened', image.imageId) : stepsOf('file', image.rootId, image.path);
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

/**
 * The token of a browser station. It arrives in the fragment of the address, which no server and no log ever sees,
 * and is taken out of the address bar at once. It is kept in `sessionStorage` because a reload must go on working:
 * that store belongs to one tab and one origin with its port, and ends with the tab. Not a cookie: all ports of
 * 127.0.0.1 share those.
 */
const storageKey = 'spindle.token';
const inFragment = /^#token=([A-Za-z0-9_-]{16,128})$/;

/** The token in a fragment, or null when there is none. */
export function tokenInFragment(fragment: string): string | null {
  return inFragment.exec(fragment)?.[1] ?? null;
}

/** Takes the token from the address, else from before the reload. */
export function readToken(): string | null {
  const fresh = tokenInFragment(location.hash);
  if (fresh === null) return sessionStorage.getItem(storageKey);
  sessionStorage.setItem(storageKey, fresh);
  history.replaceState(null, '', location.pathname);
  return fresh;
}

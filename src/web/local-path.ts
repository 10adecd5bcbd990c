const BASE = 'http://gateway.invalid';

/** A browser takes two slashes for the beginning of another host, and a backslash for a slash. */
const LOCAL = /^\/(?![/\\])/;

/** A path on this site that a link named as the place to go on to; null when it leads anywhere else. */
export function localPath(text: string | null): string | null {
  if (text === null || !LOCAL.test(text) || !URL.canParse(text, BASE)) return null;
  const { origin, pathname, search } = new URL(text, BASE);
  // `/.//elsewhere` is a path of ours, and `//elsewhere`, as which it is written, is none.
  return origin === BASE && LOCAL.test(pathname) ? pathname + search : null;
}

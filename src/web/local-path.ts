/** A path on this site that a link named as the place to go on to; null when it leads anywhere else. */
export function localPath(text: string | null): string | null {
  if (text === null || !/^\/(?![/\\])/.test(text)) return null;
  const base = 'http://gateway.invalid';
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  return url?.origin === base ? url.pathname + url.search : null;
}

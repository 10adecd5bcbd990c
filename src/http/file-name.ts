/** The name of a file that came without one (domain.md 8). */
export const DEFAULT_FILE_NAME = 'file';

const LONGEST = 255;

/** The name in a `Content-Disposition: attachment; filename=...` header, without folders. */
export function fileNameOf(disposition: string | undefined): string {
  if (!disposition || !/^\s*attachment\s*;/i.test(disposition)) return DEFAULT_FILE_NAME;
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition);
  const name = (extended && decoded(extended)) || plain?.[1]?.replace(/\\(.)/g, '$1') || plain?.[2] || '';
  return (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').slice(0, LONGEST) || DEFAULT_FILE_NAME;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

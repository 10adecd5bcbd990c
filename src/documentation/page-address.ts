/** The page that says what to read for what. */
export const INDEX = 'index';

/** The path of our site that leads to a page, or to a section of it. */
export const pageAddress = (name: string, anchor: string | null = null): string =>
  `/docs${name === INDEX ? '' : `/${name}`}${anchor === null ? '' : `#${anchor}`}`;

/** The address of a page as an MCP resource. */
export const pageUri = (name: string): string => `gateway://docs/${name}`;

/** What an address names: `{ name: 'formulas', anchor: 'vaults' }`; null when it is none of ours. */
export function namedBy(address: string, publicUrl: string): { name: string; anchor: string | null } | null {
  const path = (address.startsWith(`${publicUrl}/`) ? address.slice(publicUrl.length) : address).trim();
  if (/^\/?docs\/?$/.test(path)) return { name: INDEX, anchor: null };
  const found = ADDRESS.exec(path);
  if (!found) return null;
  const [, name = '', anchor = ''] = found;
  return { name: name.toLowerCase(), anchor: anchor === '' ? null : anchor };
}

/** `/docs/formulas#vaults`, `docs/formulas.md#vaults`, `gateway://docs/formulas`, and the name alone. */
const ADDRESS = /^(?:gateway:\/\/docs\/|\/?docs\/)?([\w-]+)(?:\.md|\/)?(?:#(.*))?$/;

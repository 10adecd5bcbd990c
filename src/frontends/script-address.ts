/** Attributes whose value a browser may go to, load, or run. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'action',
  'background',
  'by',
  'cite',
  'code',
  'codebase',
  'data',
  'formaction',
  'from',
  'href',
  'icon',
  'longdesc',
  'manifest',
  'ping',
  'poster',
  'profile',
  'src',
  'srcset',
  'to',
  'values',
]);

/** Elements that run what a data: address holds, or take it for a page. */
const RUNNING: ReadonlySet<string> = new Set([
  'applet',
  'base',
  'button',
  'embed',
  'form',
  'frame',
  'iframe',
  'input',
  'object',
  'portal',
  'script',
  'use',
]);

const ACTIVE_TYPE = /^data:[^,]*(html|xml|svg|javascript|ecmascript)/;

/**
 * What is wrong with an attribute's value as an address; null when it runs no script. Browsers leave out tabs and line breaks
 * wherever they stand, and blanks and control characters before the address; entities have been decoded by the parser.
 * @param tag the element's local name, in small letters; so is the attribute's
 */
export function scriptAddress(tag: string, attribute: string, value: string): string | null {
  if (tag === 'meta' && attribute === 'content') {
    const to = plain(refreshedTo(value));
    return schemeProblem(to) ?? (to.startsWith('data:') ? DATA : null);
  }
  if (!ADDRESSES.has(attribute)) return null;
  // An animation sets one value after the other.
  for (const part of attribute === 'values' ? value.split(';') : [value]) {
    const address = plain(part);
    const problem = schemeProblem(address);
    if (problem) return problem;
    if (!address.startsWith('data:')) continue;
    // An <input type="image"> shows a picture; all that an input can be sent to is in formaction.
    if (tag === 'input' && attribute === 'src') continue;
    if (RUNNING.has(tag)) return DATA;
    if ((tag === 'a' || tag === 'area' || tag === 'link' || attribute === 'to') && ACTIVE_TYPE.test(address))
      return DATA;
  }
  return null;
}

/** Where `0; url='next.html'` leads; `url=` may be left out. */
const refreshedTo = (content: string): string =>
  content
    .replace(/^[\s\d.]+/, '')
    .replace(/^[;,]\s*/, '')
    .replace(/^url\s*=\s*/i, '')
    .replace(/^['"]/, '');

const DATA = 'a data: address can hold a script; put what it holds into a file of the frontend';

const plain = (address: string): string =>
  address
    .replace(/[\t\n\r]/g, '')
    .replace(/^[\0-\x20]+/, '')
    .toLowerCase();

function schemeProblem(address: string): string | null {
  const scheme = /^(javascript|vbscript|livescript|jscript)\s*:/.exec(address)?.[1];
  return scheme ? `a ${scheme}: address is a script; add a listener in a .js file instead` : null;
}

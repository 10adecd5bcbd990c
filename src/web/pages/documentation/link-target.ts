import { posix } from 'node:path';
import type { Page } from '../../../documentation/page.js';

/** Where a link of a page leads on our site; null when it leads to a file that is no page, so that it stays a text. */
export function linkTarget(href: string, from: Page, pages: ReadonlyMap<string, Page>): string | null {
  if (href.startsWith('#') || /^https?:\/\//.test(href)) return href;
  if (/^[\w+.-]+:|^\/\//.test(href)) return null;
  const [path = '', anchor] = href.split('#');
  const file = posix.join(posix.dirname(from.file), path);
  const page = [...pages.values()].find((each) => each.file === file);
  return page ? page.url + (anchor ? `#${anchor}` : '') : null;
}

/** The path of a picture of a page; null for one that stands elsewhere. */
export function pictureTarget(href: string, from: Page): string | null {
  const [, name] = /^docs\/images\/([\w-]+\.(?:png|svg))$/.exec(posix.join(posix.dirname(from.file), href)) ?? [];
  return name ? `/docs/images/${name}` : null;
}

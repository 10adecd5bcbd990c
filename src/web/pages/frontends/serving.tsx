import { isDownloaded } from '../../../frontends/content-type.js';
import { folderOf } from '../../../frontends/frontend-name.js';
import { frontendPolicy } from '../../../frontends/frontend-policy.js';
import { INDEX } from '../../../frontends/frontends.js';
import type { FrontendRow, StoredFile } from '../../../queries/frontends.js';
import { type Answer, redirect, served } from '../../answer.js';
import { get, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';
import { framedStranger } from './framed-stranger.js';
import { isNavigation, isWithinFrame } from './navigation-kind.js';

/** What an address below /frontends/ asks for. */
interface Asked {
  readonly frontend: FrontendRow;
  /** As it was written, behind the frontend's folder; null when the address ends without one. */
  readonly rest: string | null;
}

/** The frontends themselves (domain.md 7): their files, for whoever is signed in. */
export function frontendServingRoutes({ queries, publicUrl }: SiteServices): Route[] {
  async function asked({ path }: Visit): Promise<Asked | null> {
    const [, , segment = '', ...rest] = path.split('/');
    const name = decoded(segment);
    const frontend = name === null ? undefined : await queries.frontends.byPath(name);
    return frontend ? { frontend, rest: rest.length > 0 ? rest.join('/') : null } : null;
  }

  async function load(visit: Visit): Promise<Answer> {
    const found = await asked(visit);
    if (!found) throw notFound('frontend');
    const { frontend, rest } = found;
    const folder = folderOf(frontend.path);
    // The policy names the folder as it is written; within another one, the browser would load nothing.
    if (rest === null || visit.path !== folder + rest)
      return served(308, { Location: folder + (rest ?? '') + searchOf(visit), 'Cache-Control': 'no-store' });
    const file = await fileAt(frontend, rest, visit);
    if (!file) throw notFound('file in this frontend');
    const headers = headersOf(frontend, file, visit);
    return isKnown(visit, file) ? served(304, headers) : served(200, headers, file.content);
  }

  /** What is no file, and has no ending as if it were one, is a page that the frontend's own script shows. */
  async function fileAt({ id }: FrontendRow, rest: string, visit: Visit): Promise<StoredFile | undefined> {
    const path = decoded(rest);
    if (path === null) return undefined;
    const { file } = queries.frontends;
    const found = await file(id, path === '' || path.endsWith('/') ? path + INDEX : path);
    if (found) return found;
    const isPage = isNavigation(visit) && !/\.[^/]*$/.test(path);
    return isPage ? file(id, INDEX) : undefined;
  }

  function headersOf({ path, allowed_domains }: FrontendRow, file: StoredFile, visit: Visit): Record<string, string> {
    const policy = { path, allowedDomains: allowed_domains, ...hostsOf(visit, publicUrl) };
    return {
      'Content-Type': file.type,
      ...(isDownloaded(file.type) && { 'Content-Disposition': 'attachment' }),
      'Content-Security-Policy': frontendPolicy(policy),
      // Both together are another policy than that of our own pages, and than none, which the error pages of a reverse proxy have:
      // the browser cuts the tie to a window that goes to one of them.
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cache-Control': 'private, no-cache',
      ETag: etagOf(file),
    };
  }

  async function stranger(visit: Visit): Promise<Answer> {
    if (!isNavigation(visit))
      return served(401, { 'Content-Type': 'text/plain; charset=utf-8' }, 'Sign in to load this frontend.\n');
    const found = isWithinFrame(visit) ? await asked(visit) : null;
    if (found && found.frontend.allowed_domains.length > 0) return framedStranger(found.frontend, visit);
    return redirect(`/sign-in?next=${encodeURIComponent(visit.path + searchOf(visit))}`);
  }

  return [
    get('/frontends/:path', 'user', load, { stranger }),
    get('/frontends/:path/*rest', 'user', load, { stranger }),
  ];
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const searchOf = ({ raw }: Visit): string => /\?.*$/s.exec(raw.request.url ?? '')?.[0] ?? '';

const etagOf = ({ digest }: StoredFile): string => `"${digest}"`;

const isKnown = ({ headers }: Visit, file: StoredFile): boolean =>
  (headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etagOf(file) || tag === '*');

/**
 * Under which names the browser may know us: a reverse proxy may hand on another one than that which people use. And whether it
 * keeps windows apart when it is asked to, which it does over HTTPS and on its own machine.
 */
function hostsOf({ headers }: Visit, publicUrl: string): { hosts: string[]; isolated: boolean } {
  const own = [new URL(`http://${headers.host}`), new URL(publicUrl)];
  const isolated = publicUrl.startsWith('https:') || own.every(({ hostname }) => LOCAL.includes(hostname));
  return { hosts: [...new Set(own.map(({ host }) => host))], isolated };
}

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

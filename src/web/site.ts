import { randomBytes } from 'node:crypto';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { Account } from '../auth/account.js';
import { CSRF_HEADER, csrfTokenOf, isCsrfToken } from '../auth/csrf.js';
import { makeSecret } from '../auth/secret.js';
import { CSRF_COOKIE, cookieOf, sessionCookieName } from '../auth/session-cookie.js';
import { SESSION_LIFETIME_MS } from '../auth/web-sessions.js';
import { FRONTEND_LIMITS } from '../frontends/frontend-limits.js';
import { userPermissions } from '../queries/user-permissions.js';
import { BodyRefused } from '../request/body-refused.js';
import { isKnownHost, isOwnOrigin } from '../request/caller-origin.js';
import { clientAddress } from '../request/client-address.js';
import { type Multipart, type MultipartLimits, receiveMultipart } from '../request/multipart.js';
import { type BodyLimit, receiveAll } from '../request/receive.js';
import type { Answer } from './answer.js';
import { assetByPath } from './assets.js';
import { Form } from './form.js';
import { mayVisit } from './may-visit.js';
import { renderErrorPage, renderFragment, renderPage } from './render.js';
import type { Route } from './route.js';
import type { SiteServices } from './site-services.js';
import type { Visit } from './visit.js';
import { WebError } from './web-error.js';

export interface SiteOptions extends SiteServices {
  readonly routes: readonly Route[];
  /** Host names under which the gateway may be addressed. */
  readonly hostnames: readonly string[];
  /** Whether people reach the gateway over HTTPS, so that cookies go nowhere else. */
  readonly secure: boolean;
  /** How many reverse proxies of ours stand in front. */
  readonly proxies: number;
  /** Whether an error says that the database cannot be used right now. */
  readonly isUnavailable: (error: unknown) => boolean;
}

/** How large a form may be: a payload to run with is the largest thing in one. */
const FORM_LIMIT: BodyLimit = { bytes: 2 * 1024 * 1024, milliseconds: 30_000 };

/** A form with files: the zip of a frontend is the largest that there is. */
const FILE_FORM_LIMITS: MultipartLimits = {
  body_bytes: FRONTEND_LIMITS.zip_bytes + 64 * 1024,
  file_bytes: FRONTEND_LIMITS.zip_bytes,
  parts: 50,
  field_bytes: 64 * 1024,
  field_name_bytes: 200,
  body_ms: 120_000,
};

/** Our script sends it when a page is brought up to date with nobody having asked for it. */
const REFRESH_HEADER = 'x-refresh';

/** Nothing but what this site serves itself, and no scripts or styles within pages. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** What was found out about a request on its way to its route. */
interface State {
  cookie: string;
  visitor: Account | null;
  permissions: ReadonlySet<string>;
  form: Form;
}

type Next = () => Promise<unknown>;

/** The pages for people: the same steps for every one, and whoever writes a page cannot leave one out. */
export function createSite(options: SiteOptions): Middleware[] {
  const { queries, sessions, log, secure, hostnames } = options;
  const cookieName = sessionCookieName(secure);
  const cookieAge = `Path=/; SameSite=Lax; Max-Age=${SESSION_LIFETIME_MS / 1000}${secure ? '; Secure' : ''}`;

  async function answerErrors(ctx: Context, next: Next) {
    ctx.set(HEADERS);
    if (secure) ctx.set('Strict-Transport-Security', 'max-age=31536000');
    try {
      await next();
    } catch (error) {
      if (ctx.req.destroyed && !ctx.req.complete) {
        ctx.respond = false;
        return;
      }
      const shown = shownError(error);
      ctx.status = shown.status;
      if (shown.status === 503) ctx.set('Retry-After', '5');
      ctx.type = 'html';
      ctx.body = renderErrorPage(shown, visitOf(ctx));
    }
  }

  function shownError(error: unknown): { status: number; title: string; message: string } {
    if (error instanceof WebError) return error;
    if (error instanceof BodyRefused)
      return { status: error.status, title: 'That cannot be read', message: error.message };
    if (options.isUnavailable(error)) {
      log.error({ err: error }, 'page failed');
      return {
        status: 503,
        title: 'One moment, please',
        message: 'The database cannot be used right now. Try again in a few seconds.',
      };
    }
    const reference = randomBytes(6).toString('hex');
    log.error({ err: error, reference }, 'page failed');
    return {
      status: 500,
      title: 'The gateway failed',
      message: `That was not your fault. An administrator finds the reason in the log under ${reference}.`,
    };
  }

  async function guardHost(ctx: Context, next: Next) {
    if (isKnownHost(ctx.req.headers, hostnames)) return next();
    throw new WebError(403, 'Wrong address', 'The gateway is not known by that name (GATEWAY_PUBLIC_URL).');
  }

  /** No database takes a NUL in a text, and nobody types one. */
  async function refuseNul(ctx: Context, next: Next) {
    if (/%00/.test(ctx.url)) throw new WebError(400, 'That cannot be read', 'The address holds a NUL.');
    await next();
  }

  async function serveAssets(ctx: Context, next: Next) {
    const asset = assetByPath.get(ctx.path);
    if (!asset || ctx.method !== 'GET') return next();
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.set('Content-Type', asset.type);
    ctx.body = asset.content;
  }

  /** Whoever has no session gets a secret as well, so that the form for signing in is protected as every other one. */
  async function knowVisitor(ctx: Context, next: Next) {
    const cookie = cookieOf(ctx.req.headers.cookie, cookieName);
    const visitor = cookie === null ? null : await sessions.find(cookie, ctx.get(REFRESH_HEADER) ? 'page' : 'person');
    const permissions: ReadonlySet<string> = new Set(
      visitor?.superuser ? userPermissions : visitor ? await queries.userPermissions.of(visitor.id) : [],
    );
    const state: State = {
      cookie: cookie ?? makeSecret(),
      visitor,
      permissions,
      form: new Form(new URLSearchParams()),
    };
    ctx.state.site = state;
    if (cookie === null) setCookies(ctx, state.cookie);
    // Scripts of frontends read this one, and could lose it.
    else if (cookieOf(ctx.req.headers.cookie, CSRF_COOKIE) !== csrfTokenOf(cookie)) setToken(ctx, cookie);
    await next();
  }

  function setCookies(ctx: Context, secret: string): void {
    ctx.append('Set-Cookie', `${cookieName}=${secret}; HttpOnly; ${cookieAge}`);
    setToken(ctx, secret);
  }

  function setToken(ctx: Context, secret: string): void {
    ctx.append('Set-Cookie', `${CSRF_COOKIE}=${csrfTokenOf(secret)}; ${cookieAge}`);
  }

  async function readFields(ctx: Context, body: Route['body']): Promise<[URLSearchParams, Multipart['files']?]> {
    if (body === 'nothing') {
      await receiveAll(ctx.req, FORM_LIMIT);
      return [new URLSearchParams()];
    }
    if (body === 'files' && ctx.is('multipart/form-data')) {
      const { fields, files } = await receiveMultipart(ctx.req, FILE_FORM_LIMITS);
      return [new URLSearchParams(fields.map(([name, value]) => [name, value])), files];
    }
    if (!ctx.is('application/x-www-form-urlencoded'))
      throw new WebError(400, 'That cannot be read', 'A form must be sent as application/x-www-form-urlencoded.');
    return [new URLSearchParams((await receiveAll(ctx.req, FORM_LIMIT)).toString())];
  }

  const readForm = (route: Route) => async (ctx: Context, next: Next) => {
    if (ctx.method !== 'POST') return next();
    if (!isOwnOrigin(ctx.req.headers, hostnames))
      throw new WebError(403, 'Not from here', 'The form was sent by a page of another site, so nothing was done.');
    // A large body is read of nobody whom the route will refuse.
    if (route.body === 'files' && !mayVisit(visitOf(ctx) as Visit, route.who)) return next();
    const [fields, files] = await readFields(ctx, route.body);
    if ([...fields.values()].some((value) => value.includes('\0')))
      throw new WebError(400, 'That cannot be read', 'The form holds a NUL.');
    const state: State = ctx.state.site;
    if (!isCsrfToken(state.cookie, fields.get('csrf') ?? ctx.req.headers[CSRF_HEADER]))
      throw new WebError(
        403,
        'That form is too old',
        'You have signed in or out since it was shown, so nothing was done. Go back, reload the page, and send it again.',
      );
    state.form = new Form(fields, files);
    await next();
  };

  function serve(route: Route): Middleware {
    return async (ctx) => {
      const visit = visitOf(ctx) as Visit;
      if (route.who !== 'anyone' && !visit.visitor) {
        if (route.stranger) return send(ctx, visit, await route.stranger(visit));
        const here = ctx.method === 'GET' ? ctx.path + ctx.search : '/';
        return send(ctx, visit, { kind: 'redirect', to: `/sign-in?next=${encodeURIComponent(here)}` });
      }
      if (!mayVisit(visit, route.who))
        throw new WebError(403, 'Not for you', 'This page needs a right that you do not hold. Ask an administrator.');
      send(ctx, visit, await route.answer(visit));
    };
  }

  function send(ctx: Context, visit: Visit, answer: Answer): void {
    if (answer.kind === 'redirect') {
      ctx.status = 303;
      ctx.set('Location', answer.to);
      ctx.body = '';
      return;
    }
    if (answer.kind === 'download') {
      ctx.set('Content-Disposition', `attachment; filename="${answer.fileName.replace(/[^\w. -]/g, '_')}"`);
      ctx.set('Content-Type', answer.type);
      ctx.body = answer.content;
      return;
    }
    if (answer.kind === 'served') {
      ctx.status = answer.status;
      ctx.set(answer.headers);
      ctx.body = answer.content;
      return;
    }
    ctx.type = 'html';
    if (answer.kind === 'fragment') {
      ctx.body = renderFragment(answer.body, visit);
      return;
    }
    ctx.status = answer.status;
    ctx.body = renderPage(answer, visit);
  }

  /** Null when the request came not so far that anything is known of its sender. */
  function visitOf(ctx: Context): Visit | null {
    const state: State | undefined = ctx.state.site;
    if (!state) return null;
    return {
      visitor: state.visitor,
      get user() {
        if (!state.visitor) throw new Error('nobody is signed in');
        return state.visitor;
      },
      params: ctx.params ?? {},
      path: ctx.path,
      query: new URLSearchParams(ctx.querystring),
      headers: ctx.req.headers,
      form: state.form,
      address: clientAddress(ctx.req, options.proxies),
      permissions: state.permissions,
      csrf: csrfTokenOf(state.cookie),
      sessionSecret: state.cookie,
      setSession: (secret) => setCookies(ctx, secret ?? makeSecret()),
      raw: { request: ctx.req, response: ctx.res },
    };
  }

  const router = new Router();
  for (const route of options.routes) router.register(route.path, [route.method], [readForm(route), serve(route)]);

  async function refuseUnknown(ctx: Context) {
    if (ctx.matched?.length)
      throw new WebError(405, 'Not that way', 'That address does not take this kind of request.');
    throw new WebError(404, 'Not found', 'There is no such page.');
  }

  return [answerErrors, guardHost, refuseNul, serveAssets, knowVisitor, router.routes() as Middleware, refuseUnknown];
}

import { randomBytes } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { Account } from '../auth/account.js';
import { challengeWith } from '../auth/challenge.js';
import { challengesOf, type SignIn } from '../auth/sign-in.js';
import { BEARER_CHALLENGE } from '../auth/token-authenticator.js';
import { BodyRefused } from '../request/body-refused.js';
import { clientAddress } from '../request/client-address.js';
import { type Body, readBody } from './body.js';
import { guardCaller } from './caller-guard.js';
import { DoorError, type DoorErrorCode } from './door-error.js';
import { DOOR_LIMITS, type DoorLimits } from './door-limits.js';
import { errorAnswer } from './error-answer.js';
import { createExecutor, type ExecutionOptions } from './execution.js';
import { FormFields } from './form-fields.js';
import { inputHeaders } from './input-headers.js';
import type { KeptAnswer } from './kept-answer.js';
import { findTarget, type Target } from './target.js';

export interface ExecuteDoorOptions extends ExecutionOptions {
  readonly signIn: SignIn;
  /** What an application needs to have been allowed to run integrations for a user; null where there are no scopes. */
  readonly scope: string | null;
  /** Where a client finds out how to get a token for an address of ours; left out where there is no such thing. */
  readonly resourceMetadataUrl?: (path: string) => string;
  /** Host names under which the gateway may be addressed, and pages of which may call it. */
  readonly hostnames: readonly string[];
  /** How many reverse proxies of ours stand in front. */
  readonly proxies: number;
  /** Whether an error says that the database cannot be used right now. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly limits?: DoorLimits;
}

/** The door beside MCP, through which other systems run integrations (domain.md 8). */
export interface ExecuteDoor {
  /** The addresses that it answers at. */
  readonly paths: RegExp;
  /** In the order a request meets them. */
  readonly middleware: Middleware[];
}

const PATHS = /^\/(integrations\/execute|api|rest)\/./;

/** Of a caller's key (domain.md 4.13). */
const LONGEST_KEY = 64;

/**
 * What an integration may answer is shown by browsers as a page that can do nothing, and is cut off from whoever opened it, unless the
 * integration says otherwise.
 */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "sandbox; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

const CODE_OF_BODY: Record<BodyRefused['status'], DoorErrorCode> = {
  400: 'invalid_body',
  408: 'body_timeout',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** What is known of a request so far. */
interface Visit {
  readonly account: Account;
  readonly target: Target;
  readonly key: string | null;
  readonly body: Body;
}

type Next = () => Promise<unknown>;

export function createExecuteDoor(options: ExecuteDoorOptions): ExecuteDoor {
  const { log, queries, hostnames, signIn, scope, isUnavailable, limits = DOOR_LIMITS } = options;
  const executor = createExecutor(options);

  async function catchErrors(ctx: Context, next: Next) {
    ctx.set(HEADERS);
    closeIfUnread(ctx, limits.linger_ms);
    try {
      await next();
    } catch (error) {
      if (ctx.req.destroyed && !ctx.req.complete) {
        log.debug({ err: error }, 'the client has gone before its request was read');
        ctx.respond = false;
        return;
      }
      const shown = shownError(error);
      ctx.set(shown.headers);
      send(ctx, { answer: errorAnswer(shown), runHistoryId: null });
    }
  }

  function shownError(error: unknown): DoorError {
    if (error instanceof DoorError) return error;
    if (error instanceof BodyRefused) return new DoorError(CODE_OF_BODY[error.status], error.message);
    if (isUnavailable(error)) {
      log.error({ err: error }, 'request failed');
      return new DoorError('unavailable', 'The database cannot be used right now.', { 'Retry-After': '5' });
    }
    const reference = randomBytes(6).toString('hex');
    log.error({ err: error, reference }, 'request failed');
    return new DoorError('internal', `The gateway failed; the reference is ${reference}.`);
  }

  async function guardHostAndOrigin(ctx: Context, next: Next) {
    guardCaller(ctx.req.headers, hostnames);
    await next();
  }

  async function identifyCaller(ctx: Context, next: Next) {
    const caller = await signIn({
      headers: ctx.req.headers,
      method: ctx.method,
      address: clientAddress(ctx.req, options.proxies),
    });
    if ('status' in caller) {
      if (caller.status === 401)
        throw new DoorError('unauthorized', caller.message, { 'WWW-Authenticate': challengesOf(caller, wanted(ctx)) });
      if (caller.status === 403) throw new DoorError('forbidden', caller.message);
      throw new DoorError('too_many_attempts', caller.message, { 'Retry-After': String(caller.retryAfter ?? 60) });
    }
    know(ctx, { account: caller });
    await next();
  }

  /** What a client should know that looks for a token, or for a better one. */
  const wanted = (ctx: Context, held: ReadonlySet<string> = new Set()) => ({
    resource_metadata: options.resourceMetadataUrl?.(ctx.path) ?? null,
    scope: [...new Set([...held, ...(scope === null ? [] : [scope])])].join(' '),
  });

  async function checkScope(ctx: Context, next: Next) {
    const { scopes } = visitOf(ctx).account;
    if (scope === null || scopes === null || scopes.has(scope)) return next();
    const message = `The application may not run integrations for you: it needs the scope "${scope}".`;
    const error = { error: 'insufficient_scope', error_description: message };
    throw new DoorError('forbidden', message, {
      'WWW-Authenticate': challengeWith(BEARER_CHALLENGE, { ...error, ...wanted(ctx, scopes) }),
    });
  }

  async function findIntegration(ctx: Context, next: Next) {
    const { account } = visitOf(ctx);
    know(ctx, { target: await findTarget(queries, account, ctx.method, ctx.path), key: keyOf(ctx) });
    await next();
  }

  async function takeBody(ctx: Context, next: Next) {
    know(ctx, { body: await readBody(ctx.req, ctx.method, limits) });
    await next();
  }

  async function execute(ctx: Context) {
    const { account, target, key, body } = visitOf(ctx);
    const input = {
      ...body,
      method: ctx.method,
      params: FormFields.of(new URLSearchParams(ctx.querystring)),
      path: target.path,
      fullpath: ctx.path + ctx.search,
      headers: inputHeaders(ctx.req.headers),
      external: true,
    };
    const execution = { account, target, input };
    const kept = await (key === null ? executor.run(execution, goneOf(ctx)) : executor.runOnce(execution, key));
    guardRedirect(ctx, kept);
    send(ctx, kept);
  }

  return {
    paths: PATHS,
    middleware: [catchErrors, guardHostAndOrigin, identifyCaller, checkScope, findIntegration, takeBody, execute],
  };
}

const know = (ctx: Context, known: Partial<Visit>): void => {
  ctx.state.visit = { ...ctx.state.visit, ...known };
};

/** Each step knows what the steps before it found out. */
const visitOf = (ctx: Context): Visit => ctx.state.visit;

function keyOf(ctx: Context): string | null {
  const key = ctx.req.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && key.length >= 1 && key.length <= LONGEST_KEY) return key;
  throw new DoorError('invalid_idempotency_key', `The Idempotency-Key must have 1 to ${LONGEST_KEY} characters.`);
}

/**
 * A script in a browser follows a redirect by itself, with its visitor's cookie and the token in its header; and the policy of a
 * frontend, which names the addresses that it may ask, holds for the first one alone. It would reach our own pages that way.
 * @throws DoorError
 */
function guardRedirect(ctx: Context, { answer }: Pick<KeptAnswer, 'answer'>): void {
  const { authorization, 'sec-fetch-mode': mode } = ctx.req.headers;
  if (!FOLLOWED.has(answer.status) || !answer.headers.location || authorization || mode === 'navigate') return;
  throw new DoorError(
    'invalid_answer',
    `The integration answered with a redirect (${answer.status}), which a script that calls it with its visitor’s cookie does not get.`,
  );
}

/** The redirects that browsers follow. */
const FOLLOWED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Aborts when the caller goes away before its answer is sent. */
function goneOf(ctx: Context): AbortSignal {
  const gone = new AbortController();
  const notice = () => {
    if (!ctx.res.writableFinished) gone.abort();
  };
  if (ctx.res.closed) notice();
  else ctx.res.once('close', notice);
  return gone.signal;
}

function send(ctx: Context, { answer, runHistoryId }: Pick<KeptAnswer, 'answer' | 'runHistoryId'>): void {
  ctx.status = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) ctx.set(name, value);
  if (runHistoryId !== null) ctx.set('X-Run-History-Id', String(runHistoryId));
  ctx.body = answer.body;
}

/** A body that nobody reads is thrown away as it comes, so that its sender gets the answer, but not for ever. */
function closeIfUnread(ctx: Context, lingerMs: number): void {
  const { req, res } = ctx;
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.complete || req.socket.destroy(), lingerMs);
    timer.unref();
    req.once('end', () => clearTimeout(timer));
  });
}

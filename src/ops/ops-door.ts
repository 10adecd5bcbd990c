import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Readiness } from './readiness.js';

interface OpsDoorOptions {
  readonly readiness: Pick<Readiness, 'state'>;
  /** What is measured, and who may read it; null: there is no such page. */
  readonly metrics: { readonly token: string; readonly page: MetricsPage } | null;
  readonly log: Logger;
}

/** All that is measured, as Prometheus reads it. */
export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Answers what the machines around ask about this process. False when a request is for somebody else. */
export type OpsDoor = (req: IncomingMessage, res: ServerResponse) => boolean;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Path = '/health' | '/ready' | '/metrics';

/**
 * `/health`, `/ready` and `/metrics`. Probes know the process by an address and not by its name, and cannot sign in, so the first two
 * answer whoever asks, and say no more than a probe needs.
 */
export function createOpsDoor({ readiness, metrics, log }: OpsDoorOptions): OpsDoor {
  const answers: Readonly<Record<Path, (req: IncomingMessage) => Promise<Answer>>> = {
    // That it is answered says that the event loop turns.
    '/health': async () => ({ status: 200, body: '{"healthy":true}' }),

    '/ready': async () => {
      const state = await readiness.state();
      return { status: state.ready ? 200 : 503, body: JSON.stringify(state) };
    },

    '/metrics': async (req) => {
      if (metrics === null) return problem(404, 'There is no such page.');
      if (!isBearer(req, metrics.token)) {
        return { ...problem(401, 'This needs the token of the metrics.'), headers: { 'WWW-Authenticate': 'Bearer' } };
      }
      const { page } = metrics;
      return { status: 200, body: await page.text(), headers: { 'Content-Type': page.contentType } };
    },
  };

  return (req, res) => {
    const path = req.url?.split('?', 1)[0] ?? '';
    if (!Object.hasOwn(answers, path)) return false;
    const asked = req.method === 'GET' || req.method === 'HEAD';
    const answer = asked ? answers[path as Path](req) : Promise.resolve(notAllowed);
    answer
      .catch((error: unknown) => {
        log.error({ err: error, path }, 'request failed');
        return problem(500, 'The gateway failed; its log says why.');
      })
      .then((given) => send(req, res, given));
    return true;
  };
}

const problem = (status: number, message: string): Answer => ({ status, body: JSON.stringify({ message }) });

const notAllowed = { ...problem(405, 'This is for reading.'), headers: { Allow: 'GET, HEAD' } };

/** Of digests, since what is compared in constant time must have one length. */
function isBearer({ headers }: IncomingMessage, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digestOf(given), digestOf(token));
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function send(req: IncomingMessage, res: ServerResponse, { status, body, headers }: Answer): void {
  // A body that nobody wanted would be read as the next request.
  const unread = 'content-length' in req.headers || 'transfer-encoding' in req.headers;
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(unread && { Connection: 'close' }),
    ...headers,
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

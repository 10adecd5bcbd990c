import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { routeOf } from '../request/route-name.js';
import type { TraceHeaders, Tracer } from './tracer.js';

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Takes note of each HTTP request, as a part of what its caller does if that is said. */
export const tracedRequests =
  (tracer: Tracer, serve: RequestListener): RequestListener =>
  (req: IncomingMessage, res: ServerResponse) => {
    const route = routeOf(req.url ?? '');
    const method = METHODS.includes(req.method ?? '') ? (req.method as string) : '_OTHER';
    const span = tracer.begin({
      name: `${method} ${route}`,
      kind: 'server',
      attributes: { 'http.request.method': method, 'http.route': route },
      parent: traceHeadersOf(req.headers),
    });
    res.once('close', () => {
      const { statusCode, writableFinished } = res;
      if (writableFinished) span.set({ 'http.response.status_code': statusCode });
      if (!writableFinished) span.end('client_gone');
      else span.end(statusCode >= 500 ? String(statusCode) : null);
    });
    span.within(() => serve(req, res));
  };

/** What a caller says that its request is a part of; null when it says nothing that can be read. */
export function traceHeadersOf(given: Readonly<Record<string, unknown>> | undefined): TraceHeaders | null {
  const { traceparent, tracestate } = given ?? {};
  if (typeof traceparent !== 'string') return null;
  return { traceparent, ...(typeof tracestate === 'string' && { tracestate }) };
}

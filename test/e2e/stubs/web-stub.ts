import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A public service that is none: it answers as a test says, and keeps what it was asked. */
export interface WebStub {
  readonly port: number;
  /** With which an HTTP adapter reaches it. */
  readonly settings: { readonly host: string; readonly port: number; readonly tls: false };
  readonly requests: ReceivedRequest[];
  /** How the requests from now on are answered: with JSON, or in whatever way when nothing is given back. */
  answer: (request: ReceivedRequest, response: ServerResponse) => unknown;
  stop(): Promise<void>;
}

export async function startWebStub(answer: WebStub['answer']): Promise<WebStub> {
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk) => {
      body += chunk;
    });
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body };
      stub.requests.push(request);
      const json = stub.answer(request, response);
      if (json === undefined) return;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(json));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stub: WebStub = {
    port,
    settings: { host: '127.0.0.1', port, tls: false },
    requests: [],
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stub;
}

/** What the service of random people answers (domain.md 10.1). */
export const RANDOM_USER = {
  results: [{ name: { first: 'Marte', last: 'Hanssen' }, email: 'm@x', dob: { date: '1948-03-02T07:02:33.244Z' } }],
};

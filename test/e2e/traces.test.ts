import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startTestGateway, type TestGateway } from './gateway.js';
import { callTool, request, send } from './wire.js';

/** A span as a collector gets it (OTLP, JSON). */
interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  status?: { code?: number };
}

/** A collector of traces, and another system that is called. */
class Outside {
  readonly spans: Span[] = [];
  readonly resources: string[] = [];
  readonly requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  /** How the collector answers. */
  status = 200;
  readonly #server: Server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    if (req.url !== '/v1/traces') {
      this.requests.push({ path: req.url ?? '', headers: req.headers });
      return void res.setHeader('content-type', 'application/json').end('{"id":17}');
    }
    assert.equal(req.headers['x-key'], 'the key');
    const sent = JSON.parse(Buffer.concat(chunks).toString());
    for (const { resource, scopeSpans } of sent.resourceSpans) {
      this.resources.push(JSON.stringify(resource.attributes));
      for (const scope of scopeSpans) this.spans.push(...scope.spans);
    }
    res.writeHead(this.status, { 'content-type': 'application/json' }).end('{}');
  });

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close().closeAllConnections();
  }

  /** The names from a span up to what it began with; what is not of here ends with its id. */
  wayUp(name: string): string[] {
    const span = this.spans.find((one) => one.name === name);
    assert(span, `${name} is not among ${this.spans.map((one) => one.name).join(', ')}`);
    const way: string[] = [];
    for (
      let at: Span | undefined = span, next: string | undefined;
      at;
      at = this.spans.find((one) => one.spanId === next)
    ) {
      assert.equal(at.traceId, span.traceId);
      way.push(at.name);
      next = at.parentSpanId;
      if (next && !this.spans.some((one) => one.spanId === next)) way.push(next);
    }
    return way;
  }

  attributesOf(name: string): Record<string, unknown> {
    const { attributes } = this.spans.find((one) => one.name === name) as Span;
    return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));
  }
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const traceparent = (flags = '01') => `00-${TRACE}-${CALLER}-${flags}`;

describe('traces', function traces() {
  this.timeout(60_000);
  let outside: Outside;
  let address: string;
  let gateway: TestGateway | null = null;
  beforeEach(async () => {
    outside = new Outside();
    address = await outside.open();
  });
  afterEach(async () => {
    await gateway?.stop();
    gateway = null;
    outside.close();
  });

  /** A gateway that is traced, with an integration that calls the system outside. */
  async function scene(env: Record<string, string> = {}, databaseUrl = '') {
    const started = await startTestGateway(databaseUrl, {
      OTEL_EXPORTER_OTLP_ENDPOINT: address,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=the%20key',
      OTEL_SERVICE_NAME: 'bank',
      ...env,
    });
    gateway = started;
    const { token } = await started.user('ann', 'superuser');
    const url = new URL(address);
    const fieldmappings = [
      { field: 'method', value: "'GET'" },
      { field: 'url_path', value: "'/customers/secret-17'" },
      { field: 'params.key', value: "'hunter2'" },
    ];
    const call = (name: string, args: unknown) => callTool(started.mcpUrl, '2026-07-28', token, name, args);
    await call('write_integration', {
      integration_name: 'traced',
      create_if_missing: true,
      integration: { http_api: true, on_success_hook: 'output.payload = get.response.payload' },
      servicerequests: [{ system: 'HTTP', service_name: 'n/a', formula_variable: 'get', fieldmappings }],
    });
    await started.bind('traced', 'HTTP', { host: url.hostname, port: Number(url.port), tls: false });
    await call('execute_integration', {
      integration_name: 'traced',
      payload: {},
      tool_definition: { name: 'traced', description: 'It is traced.', input_schema: { type: 'object' } },
    });
    outside.requests.length = 0;
    return {
      call,
      send: (headers: Record<string, string>, more: object = {}) => {
        const init = request('2026-07-28', token, 'tools/call', { name: 'traced', arguments: { pin: '4711' } });
        const body = JSON.parse(init.body);
        Object.assign(body.params._meta, more);
        return send(started.mcpUrl, { ...init, headers: { ...init.headers, ...headers }, body: JSON.stringify(body) });
      },
      post: (headers: Record<string, string>, query = '') =>
        fetch(`${started.url}/integrations/execute/traced${query}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, ...headers },
        }),
      /** What is left is sent when the gateway stops. */
      async stop() {
        await started.stop();
        gateway = null;
      },
    };
  }

  const SERVED = 'POST /mcp';

  it('lead from a caller through the request, the call and the run to the system that was called', async () => {
    const { send, stop } = await scene();
    outside.spans.length = 0;
    const { body } = await send({ traceparent: traceparent(), tracestate: 'vendor=1' });
    assert.deepEqual(body.result.structuredContent ?? body.result.content[0].text, '{"id":17}');
    await stop();
    const [sent] = outside.requests;
    const called = outside.spans.filter(({ name }) => name === 'call HTTP').at(-1);
    assert.equal(sent?.headers.traceparent, `00-${TRACE}-${called?.spanId}-01`);
    assert.equal(sent?.headers.tracestate, 'vendor=1');
    outside.spans.splice(0, outside.spans.length, ...outside.spans.filter(({ traceId }) => traceId === TRACE));
    assert.deepEqual(outside.wayUp('call HTTP'), ['call HTTP', 'run traced', 'tools/call traced', SERVED, CALLER]);
  });
});

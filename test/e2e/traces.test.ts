import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

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
  readonly #server: Server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    if (req.url !== '/v1/traces') {
      this.requests.push({ path: req.url ?? '', headers: req.headers });
      res.statusCode = req.url?.startsWith('/broken') ? 503 : 200;
      return void res.setHeader('content-type', 'application/json').end('{"id":17}');
    }
    if (req.headers['x-key'] !== 'the key') return void res.writeHead(401).end();
    const sent = JSON.parse(Buffer.concat(chunks).toString());
    for (const { resource, scopeSpans } of sent.resourceSpans) {
      this.resources.push(JSON.stringify(resource.attributes));
      for (const scope of scopeSpans) this.spans.push(...scope.spans);
    }
    res.setHeader('content-type', 'application/json').end('{}');
  });

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close().closeAllConnections();
  }

  /** The names of a trace's spans from a span up to the one that began it, which is not of here and has an id. */
  wayUp(trace: string, name: string): string[] {
    const spans = this.spans.filter(({ traceId }) => traceId === trace);
    const way: string[] = [];
    let at = spans.find((span) => span.name === name);
    while (at) {
      const { parentSpanId, name }: Span = at;
      way.push(name);
      at = spans.find(({ spanId }) => spanId === parentSpanId);
      if (!at && parentSpanId) way.push(parentSpanId);
    }
    return way;
  }

  attributesOf(trace: string, name: string): Record<string, unknown> {
    const span = this.spans.find((one) => one.traceId === trace && one.name === name);
    return Object.fromEntries(
      (span?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
    );
  }
}

const CALLER = 'b7ad6b7169203331';
/** The context of a caller; the trace is named by one digit. */
const traceOf = (digit: string): string => digit.repeat(32);
const contextOf = (digit: string, flags = '01') => ({ traceparent: `00-${traceOf(digit)}-${CALLER}-${flags}` });

const TOOLS = 'list_integrations';
const TOOL = 'tools/call execute_integration';
const DEFINITION = { name: 'traced', description: 'It is traced.', input_schema: { type: 'object' } };
const MCP = 'POST /mcp';
const HTTP = 'POST /integrations/execute/{integration}';

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

  /** A gateway that is traced, with integrations that call the system outside. */
  async function scene() {
    const started = await startTestGateway('', {
      OTEL_EXPORTER_OTLP_ENDPOINT: address,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=the%20key',
      OTEL_SERVICE_NAME: 'bank',
    });
    gateway = started;
    const { token } = await started.user('ann', 'superuser');
    const url = new URL(address);
    const call = (name: string, args: unknown) => callTool(started.mcpUrl, '2026-07-28', token, name, args);
    const write = async (name: string, path: string, fields: object) => {
      const fieldmappings = [
        { field: 'method', value: "'GET'" },
        { field: 'url_path', value: `'${path}'` },
        { field: 'params.key', value: "'hunter2'" },
      ];
      await call('write_integration', {
        integration_name: name,
        create_if_missing: true,
        integration: { http_api: true, on_success_hook: 'output.payload = get.response.payload', ...fields },
        servicerequests: [{ system: 'HTTP', service_name: 'n/a', formula_variable: 'get', fieldmappings }],
      });
      await started.bind(name, 'HTTP', { host: url.hostname, port: Number(url.port), tls: false });
    };
    await write('traced', '/customers/secret-17', {});
    await write('later', '/later', { run_async: true });
    await write('broken', '/broken', {});
    return {
      /** Calls a tool; `more` is said within the message. */
      async call(headers: Record<string, string>, more: object = {}) {
        const args = { integration_name: 'traced', payload: { pin: '4711' }, tool_definition: DEFINITION };
        const init = request('2026-07-28', token, 'tools/call', { name: 'execute_integration', arguments: args });
        const message = JSON.parse(init.body);
        Object.assign(message.params._meta, more);
        const sent = { ...init, headers: { ...init.headers, ...headers }, body: JSON.stringify(message) };
        return (await send(started.mcpUrl, sent)).body.result.structuredContent;
      },
      post: (name: string, headers: Record<string, string>) =>
        fetch(`${started.url}/integrations/execute/${name}?pin=4711`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, ...headers },
        }),
      /** What is left is sent when the gateway stops. */
      async stop() {
        gateway = null;
        await started.stop();
      },
    };
  }

  it('lead from a caller through the request, the call and the run to the system that was called', async () => {
    const { call, post, stop } = await scene();
    assert.equal((await call({ ...contextOf('1'), tracestate: 'vendor=1' })).result.id, 17);
    assert.equal((await call({}, contextOf('2'))).result.id, 17);
    assert.equal((await post('traced', contextOf('3'))).status, 200);
    assert.equal((await post('later', contextOf('4'))).status, 200);
    assert.equal((await post('broken', contextOf('5'))).status, 500);
    assert.equal((await post('traced', contextOf('6', '00'))).status, 200);
    for (let i = 0; i < 200 && !outside.requests.some(({ path }) => path.startsWith('/later')); i++) await delay(50);
    await stop();
    assert.deepEqual(outside.wayUp(traceOf('1'), 'call HTTP'), ['call HTTP', 'run traced', TOOL, MCP, CALLER]);
    // Said within the message, for the call; what carries it may be a part of something else.
    assert.deepEqual(outside.wayUp(traceOf('2'), 'call HTTP'), ['call HTTP', 'run traced', TOOL, CALLER]);
    assert.deepEqual(outside.wayUp(traceOf('3'), 'call HTTP'), ['call HTTP', 'run traced', HTTP, CALLER]);
    assert.deepEqual(outside.wayUp(traceOf('4'), 'call HTTP'), ['call HTTP', 'run later', HTTP, CALLER]);
    assert.deepEqual(outside.wayUp(traceOf('6'), 'call HTTP'), []);

    const { port } = new URL(address);
    const { 'gateway.run.id': id, ...run } = outside.attributesOf(traceOf('1'), 'run traced');
    assert(Number(id) > 0);
    assert.deepEqual(run, {
      'gateway.integration': 'traced',
      'gateway.run.started_by': 'mcp',
      'gateway.run.status': 'success',
    });
    const called = {
      'gateway.system': 'HTTP',
      'gateway.service_request': 'get',
      'http.request.method': 'GET',
      'server.address': '127.0.0.1',
      'server.port': Number(port),
    };
    assert.deepEqual(outside.attributesOf(traceOf('3'), 'call HTTP'), { ...called, 'http.response.status_code': 200 });
    assert.deepEqual(outside.attributesOf(traceOf('5'), 'call HTTP'), {
      ...called,
      'http.response.status_code': 503,
      'error.type': 'SERVER_ERROR',
    });
    assert.equal(outside.attributesOf(traceOf('5'), HTTP)['error.type'], '500');

    const told = outside.requests.map(({ headers }) => String(headers.traceparent).split('-'));
    const [first] = outside.requests;
    assert.equal(first?.headers.tracestate, 'vendor=1');
    assert.deepEqual(told.map(([, trace = '', , flags]) => `${trace[0]} ${flags}`).sort(), [
      '1 01',
      '2 01',
      '3 01',
      '4 01',
      '5 01',
      '6 00',
    ]);
    for (const [, trace, span, flags] of told.filter(([, , , flag]) => flag === '01')) {
      const known = outside.spans.find(({ spanId }) => spanId === span);
      assert.deepEqual([known?.traceId, known?.name, flags], [trace, 'call HTTP', '01']);
    }

    assert.match(outside.resources[0] ?? '', /"service.name","value":\{"stringValue":"bank"/);
    assert.doesNotMatch(JSON.stringify(outside.spans), /hunter2|secret-17|4711|igw_|Bearer/);
  });

  const trouble: [string, { given: () => string; want: number }][] = [
    // It is asked again and again, and the gateway does not wait for that when it stops.
    ['is away', { given: () => 'http://127.0.0.1:1', want: 0 }],
    ['refuses them, and say so once', { given: () => address, want: 1 }],
  ];
  for (const [name, { given, want }] of trouble) {
    it(`disturb no call when the collector ${name}`, async () => {
      gateway = await startTestGateway('', { OTEL_EXPORTER_OTLP_ENDPOINT: given() });
      const { token } = await gateway.user('ann', 'superuser');
      const { mcpUrl, logged } = gateway;
      for (let i = 0; i < 20; i++) assert.equal((await callTool(mcpUrl, '2026-07-28', token, TOOLS, {})).total, 0);
      const told = performance.now();
      await gateway.stop();
      gateway = null;
      assert(performance.now() - told < 8_000);
      assert.equal(logged.filter((line) => line.includes('traces could not be sent')).length, want);
      assert.deepEqual(outside.spans, []);
    });
  }
});

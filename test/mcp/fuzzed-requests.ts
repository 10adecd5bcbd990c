import fc from 'fast-check';
import { ANSWERS, NAMES } from './compared-server.js';

/** A request over HTTP, its headers as they are sent: in this order, one or several of a name. */
export interface RawRequest {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

type Members = Record<string, unknown>;

/** A request that is still being changed. */
interface Draft extends Members {
  headers: [name: string, value: string][];
  message: unknown;
}

type Change = (draft: Draft) => void;

const META = 'io.modelcontextprotocol/';
const ENVELOPE = ['protocolVersion', 'clientInfo', 'clientCapabilities'].map((key) => META + key);
const MODERN = '2026-07-28';
const VERSIONS = [MODERN, '2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07', '1999-01-01', ''];

/** Stands in JSON for a number as it is written here, which JavaScript would write in another way. */
const written = (number: string) => `\u{f0000}${number}\u{f0001}`;
const asWritten = (text: string) => text.replace(/"\u{f0000}([^"]*)\u{f0001}"/gu, '$1');

const number = fc.constantFrom(
  ...[0, 1, -1, 1.5, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e21, 5e-324],
  ...['-0', '1.0', '1e400', '-1e400', '1E2', '123456789012345678901234567890'].map(written),
);
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '1',
    'ä',
    '\ud800',
    'a\u2028b',
    '\u0000',
    '\r\n',
    'x'.repeat(300),
    '__proto__',
    'constructor',
  ),
  fc.constantFrom(...NAMES, ...VERSIONS),
  fc.string({ maxLength: 12, unit: 'binary' }),
);
const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { a: { b: [] } }, { name: 'x' }) },
  { weight: 2, arbitrary: number },
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown> },
);
const key = fc.constantFrom(
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'toJSON', '', 'x', '0', 'value', 'action'],
  ...['jsonrpc', 'id', 'method', 'params', 'name', 'arguments', 'cursor', '_meta', 'result', 'error', 'task'],
  ...['progressToken', 'inputResponses', 'requestState', 'capabilities', 'version', 'resultType', 'traceparent'],
  ...ENVELOPE,
  ...['logLevel', 'serverInfo', 'subscriptionId', 'related-task', 'unknown', ''].map((name) => META + name),
  ...['com.example/x', 'modelcontextprotocol.io/x', 'elicitation', 'sampling', 'roots', 'experimental', 'extensions'],
);
const path = fc.constantFrom<string[]>(
  [],
  ['params'],
  ['params', 'arguments'],
  ['params', '_meta'],
  ['params', '_meta', `${META}clientInfo`],
  ['params', '_meta', `${META}clientCapabilities`],
  ['params', '_meta', `${META}clientCapabilities`, 'elicitation'],
);
const header = fc.constantFrom(
  ...['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name', 'mcp-session-id', 'last-event-id'],
  ...['origin', 'connection', 'accept-encoding', 'mcp-param-value', 'x-http-method-override', 'expect-ct'],
);
const base64 = (name: string) => `=?base64?${Buffer.from(name).toString('base64')}?=`;
const headerValue = fc.oneof(
  fc.constantFrom(...VERSIONS, ...NAMES, ...NAMES.map(base64), '=?base64?%?=', 'a, b', 'é', '\t'),
  fc.constantFrom('tools/call', 'tools/list', 'Tools/Call', 'initialize', 'application/json', 'text/event-stream'),
  fc.constantFrom('application/json, text/event-stream', 'application/json;q=0, text/event-stream', '*/*', 'text/html'),
  fc.constantFrom('application/json; charset=utf-8', 'text/event-stream,application/json', 'close', 'http://127.0.0.1'),
);

/** The object at a place in the message, when there is one. */
function membersAt({ message }: Draft, [...steps]: string[]): Members | null {
  let at = message as Members | null | undefined;
  for (const step of steps) at = at?.[step] as Members | null | undefined;
  return typeof at === 'object' && at !== null ? at : null;
}

/** A value of its own, also where JavaScript would take the name for something else. */
const put = (object: Members | null, name: string, value: unknown): void => {
  const own = JSON.parse(JSON.stringify(value));
  if (object) Object.defineProperty(object, name, { value: own, enumerable: true, writable: true, configurable: true });
};

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(path, key, odd).map(
      ([p, k, v]): Change =>
        (d) =>
          put(membersAt(d, p), k, v),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(path, fc.nat()).map(
      ([p, n]): Change =>
        (d) => {
          const members = membersAt(d, p);
          const keys = Object.keys(members ?? {});
          if (members && keys.length > 0) delete members[keys[n % keys.length] as string];
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(path, fc.nat(), odd).map(
      ([p, n, v]): Change =>
        (d) => {
          const keys = Object.keys(membersAt(d, p) ?? {});
          if (keys.length > 0) put(membersAt(d, p), keys[n % keys.length] as string, v);
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(header, headerValue).map(
      ([name, value]): Change =>
        (d) => {
          d.headers = d.headers.filter(([given]) => given !== name).concat([[name, value]]);
        },
    ),
  },
  {
    weight: 1,
    arbitrary: header.map(
      (name): Change =>
        (d) => {
          d.headers = d.headers.filter(([given]) => given !== name);
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(header, headerValue).map(
      ([n, v]): Change =>
        (d) =>
          void d.headers.push([n, v]),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Change>(
      (d) => {
        d.headers = d.headers.map(([name, value]) => [name.toUpperCase(), value]);
      },
      (d) => {
        d.headers = d.headers.map(([name, value]) => [name, name === 'mcp-name' ? base64(value) : ` ${value}\t`]);
      },
      (d) => {
        d.message = [d.message];
      },
      (d) => {
        d.message = [d.message, d.message];
      },
    ),
  },
  {
    weight: 1,
    arbitrary: odd.map(
      (value): Change =>
        (d) =>
          put(d, 'message', value),
    ),
  },
);

const call: fc.Arbitrary<Members> = fc.oneof(
  fc.record({ name: fc.constant('echo'), arguments: odd.map((value) => ({ value })) }),
  fc.record({ name: fc.constant('answer'), arguments: fc.constantFrom(...small(ANSWERS)).map((kind) => ({ kind })) }),
  fc.record({ name: fc.constant('fail'), arguments: text.map((message) => ({ message })) }),
  fc.record({ name: fc.constant('say'), arguments: fc.nat(5).map((times) => ({ times })) }),
  fc.record({
    name: fc.constant('can'),
    arguments: fc
      .constantFrom('elicitation', 'sampling', 'constructor', '__proto__', 'x')
      .map((capability) => ({ capability })),
  }),
  fc.record({ name: fc.constant('ask'), arguments: odd.map((state) => ({ state })) }),
  fc.record({ name: fc.constant('content'), arguments: fc.boolean().map((error) => ({ error })) }),
  fc.record({ name: fc.constantFrom(...NAMES, 'unknown', '__proto__') }, { requiredKeys: [] }),
  fc.record({
    name: fc.constant('notes'),
    arguments: fc.constantFrom<Members>(
      { action: 'add', text: 'a' },
      { action: 'list' },
      { action: 'list', text: 1 },
      {},
    ),
  }),
);

/** The large answer takes as long as thousands of the others. */
function small(answers: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(answers).filter((kind) => kind !== 'large');
}

const asked: fc.Arbitrary<{ method: string; params: Members }> = fc.oneof(
  { weight: 4, arbitrary: call.map((params) => ({ method: 'tools/call', params })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Members>(
        {},
        ...['own_b', 'own_z', 'ä', ''].map((n) => ({ cursor: Buffer.from(n).toString('base64url') })),
      )
      .map((params) => ({ method: 'tools/list', params })),
  },
);

const id = fc.oneof(
  { weight: 3, arbitrary: fc.nat() as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: odd },
  { weight: 1, arbitrary: text },
);
const progress = fc.option(fc.oneof(fc.nat(), text, number), { nil: undefined, freq: 2 });

/** What a client sends that makes no mistake. */
const sound: fc.Arbitrary<Draft> = fc
  .record({ modern: fc.boolean(), version: fc.constantFrom(...VERSIONS.slice(1, 5)), asked, id, progress })
  .map(({ modern, version, asked: { method, params }, id, progress }) => {
    const _meta = {
      ...(modern && {
        [`${META}protocolVersion`]: MODERN,
        [`${META}clientInfo`]: { name: 'fuzzer', version: '1' },
        [`${META}clientCapabilities`]: { elicitation: {}, sampling: {} },
      }),
      ...(progress !== undefined && { progressToken: progress }),
    };
    const headers: Draft['headers'] = [
      ['content-type', 'application/json'],
      ['accept', 'application/json, text/event-stream'],
      ['mcp-protocol-version', modern ? MODERN : version],
    ];
    if (modern) headers.push(['mcp-method', method]);
    if (modern && typeof params.name === 'string') headers.push(['mcp-name', params.name]);
    return { headers, message: { jsonrpc: '2.0', id, method, params: { ...structuredClone(params), _meta } } };
  });

/** Requests of both eras, most of them with something about them that is not as it should be. */
export const requests: fc.Arbitrary<RawRequest> = fc
  .tuple(sound, fc.array(change, { maxLength: 3 }))
  .map(([draft, changes]) => {
    for (const make of changes) make(draft);
    const body = asWritten(JSON.stringify(draft.message) ?? '');
    // Node would not send them.
    const headers = draft.headers.filter(([, value]) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value));
    return { headers, body };
  });

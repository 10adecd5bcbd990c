import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { request, send } from '../e2e/wire.js';
import { RED_PIXEL } from './red-pixel.js';
import { type ConformanceServer, startConformanceServer } from './server.js';
import { SILENCE } from './silence.js';

/** What the handler contract promises and the suite does not look at. */
describe('the handler contract', () => {
  let server: ConformanceServer;
  before(async () => {
    server = await startConformanceServer();
  });
  after(() => server.stop());

  const REVISION = '2026-07-28';

  /** A request of the current revision, from a client that says this of itself in `_meta`. */
  function saying(meta: Record<string, unknown>, method: string, params: Record<string, unknown>) {
    const { body, ...init } = request(REVISION, null, method, params);
    const message = JSON.parse(body);
    for (const [key, value] of Object.entries(meta)) message.params._meta[`io.modelcontextprotocol/${key}`] = value;
    return { ...init, body: JSON.stringify(message) };
  }

  const ask = (method: string, params: Record<string, unknown>) =>
    send(server.url, request(REVISION, null, method, params));

  const text = (line: string) => ({ type: 'text', text: line });
  const resource = (uri: string, mimeType: string, line: string) => ({
    type: 'resource',
    resource: { uri, mimeType, text: line },
  });
  const image = { type: 'image', data: RED_PIXEL, mimeType: 'image/png' };

  // The suite is content with any text at all, even with that of an error.
  const contents: [string, { isError?: true; content: unknown[] }][] = [
    ['test_simple_text', { content: [text('This is a simple text response for testing.')] }],
    ['test_image_content', { content: [image] }],
    ['test_audio_content', { content: [{ type: 'audio', data: SILENCE, mimeType: 'audio/wav' }] }],
    [
      'test_embedded_resource',
      { content: [resource('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')] },
    ],
    [
      'test_multiple_content_types',
      {
        content: [
          text('Multiple content types test:'),
          image,
          resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
        ],
      },
    ],
    ['test_error_handling', { isError: true, content: [text('This tool intentionally returns an error for testing')] }],
  ];
  for (const [name, want] of contents) {
    it(`answers with content of every kind: ${name}`, async () => {
      const { content, isError } = (await ask('tools/call', { name, arguments: {} })).body.result;
      assert.deepEqual({ content, ...(isError && { isError }) }, want);
    });
  }

  it('carries a conversation of three rounds with a client that answers by itself', async () => {
    const client = new Client(
      { name: 'person', version: '1' },
      { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: REVISION } } },
    );
    const answers: Record<string, string>[] = [{ name: 'Alice' }, { color: 'blue' }];
    client.setRequestHandler('elicitation/create', async () => ({ action: 'accept', content: answers.shift() }));
    await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
    const result = await client.callTool({ name: 'test_input_required_result_multi_round', arguments: {} });
    await client.close();
    assert.deepEqual(result.content, [{ type: 'text', text: 'Alice likes blue.' }]);
  });

  it('takes state back for the call that it was made for, and for no other', async () => {
    const call = (name: string, retry: Record<string, unknown> = {}) =>
      send(
        server.url,
        saying({ clientCapabilities: { elicitation: {} } }, 'tools/call', { name, arguments: {}, ...retry }),
      );
    const { requestState } = (await call('test_input_required_result_request_state')).body.result;
    const retry = { requestState, inputResponses: { confirm: { action: 'accept', content: { ok: true } } } };
    const other = await call('test_input_required_result_tampered_state', retry);
    assert.equal(other.body.error.code, -32602);
    const same = await call('test_input_required_result_request_state', retry);
    assert.equal(same.body.result.content[0].text, 'state-ok, confirmed: true');
  });

  it('tells a 2025 client at once that it cannot be asked', async () => {
    const call = request('2025-06-18', null, 'tools/call', {
      name: 'test_elicitation',
      arguments: { message: 'Who?' },
    });
    const { body } = await send(server.url, call);
    assert.equal(body.result.isError, true);
  });

  it('logs to a client that names a level, from that level on', async () => {
    const messages = async (logLevel: string) => {
      const call = saying({ logLevel }, 'tools/call', { name: 'test_logging_tool', arguments: {} });
      const response = await fetch(server.url, call);
      return (await response.text()).match(/notifications\/message/g)?.length ?? 0;
    };
    assert.deepEqual([await messages('info'), await messages('error')], [1, 0]);
  });

  const addresses: [string, { given: string; want: string | undefined }][] = [
    ['a plain variable', { given: 'test://template/123/data', want: '123' }],
    ['a variable with escapes', { given: 'test://template/Loan%20Booking%2F2/data', want: 'Loan Booking/2' }],
    ['broken escapes', { given: 'test://template/%E4/data', want: undefined }],
    ['one segment too many', { given: 'test://template/1/2/data', want: undefined }],
  ];
  for (const [name, { given, want }] of addresses) {
    it(`reads the address of a resource: ${name}`, async () => {
      const { body } = await ask('resources/read', { uri: given });
      if (want === undefined) assert.equal(body.error.code, -32602);
      else assert.equal(JSON.parse(body.result.contents[0].text).id, want);
    });
  }

  const completions: [string, { given: Record<string, unknown>; want: string[] }][] = [
    ['what begins so', { given: { name: 'arg1', value: 'par' }, want: ['paris', 'park', 'party'] }],
    ['nothing for an argument without completion', { given: { name: 'arg2', value: 'par' }, want: [] }],
    ['nothing for an unknown argument', { given: { name: 'arg3', value: 'par' }, want: [] }],
  ];
  for (const [name, { given, want }] of completions) {
    it(`completes: ${name}`, async () => {
      const ref = { type: 'ref/prompt', name: 'test_prompt_with_arguments' };
      const { body } = await ask('completion/complete', { ref, argument: given });
      assert.deepEqual(body.result.completion.values, want);
    });
  }

  it('refuses a prompt without a required argument', async () => {
    const { body } = await ask('prompts/get', { name: 'test_prompt_with_arguments', arguments: { arg1: 'a' } });
    assert.equal(body.error.code, -32602);
    assert.match(body.error.message, /arg2/);
  });
});

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { Assistant, titles } from './assistant.js';
import { basic, bearer, call, postJson } from './caller.js';

const AUTHORIZATION = basic('ann', 'a pass phrase');

const echo = (...fieldmappings: object[]) => [
  { system: 'ECHO', service_name: 'N/A', formula_variable: 'echo', fieldmappings },
];

describe('the small cases (domain.md 10.9)', function smallCases() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let ann: Assistant;
  before(async () => {
    gateway = await startTestGateway();
    ann = await Assistant.at(gateway, '2026-07-28', 'ann', 'a pass phrase');
  });
  after(() => gateway.stop());

  it('a field mapping for each item builds a list of objects', async () => {
    await ann.write('for_each', {
      integration: { on_success_hook: 'output.payload = echo.response.payload' },
      servicerequests: echo({
        field: 'fm_body[fidx].test_key',
        value: 'fitem',
        include_for_each: '["test", "test2"]',
      }),
    });
    const { result } = await ann.run('for_each');
    assert.deepEqual(result, { fm_body: [{ test_key: 'test' }, { test_key: 'test2' }] });
  });

  it('what was kept is what a later hook sees, whatever became of the local name', async () => {
    await ann.write('keeping', {
      integration: { before_hook: 'let foo = 123\nkeep({ foo })\nfoo += 1', finally_hook: 'output.payload = foo' },
    });
    assert.equal((await ann.run('keeping')).result, 123);
  });

  it('a value mapping set maps what it knows, and the rest to its default', async () => {
    await ann.write('mapping', {
      valuemappingsets: [
        {
          name: 'outputs',
          use_default_to_value: true,
          default_to_value: 'output1',
          valuemappings: [{ from_value: 'value4', to_value: 'output2' }],
        },
      ],
    });
    const { valuemappingsets } = await ann.call('read_integration', { integration_name: 'mapping' });
    const set = { valuemappingset_id: valuemappingsets[0].id };
    await ann.write('mapping', {
      integration: { on_success_hook: 'output.payload = echo.response.payload' },
      servicerequests: echo(
        { field: 'known', value: '"value4"', ...set },
        { field: 'written_otherwise', value: '"VALUE4"', ...set },
        { field: 'unknown', value: '"value5"', ...set },
        { field: 'called', value: 'map_value("outputs", "value4")' },
      ),
    });
    const want = { known: 'output2', written_otherwise: 'output2', unknown: 'output1', called: 'output2' };
    assert.deepEqual((await ann.run('mapping')).result, want);
  });

  describe('files', () => {
    const hook = `
      const files = Object.entries(input.files).map(([field, file]) => [field, { name: file.name, size: file.read().length }])
      output.payload = { payload: input.payload, files: Object.fromEntries(files) }`;
    const form = () => {
      const fields = new FormData();
      fields.set('loan', '4711');
      fields.set('note', 'für den Antrag');
      fields.set('license', new Blob(['II*\0scan'], { type: 'image/tiff' }), 'driver_license.tiff');
      fields.set('statement', new Blob(['%PDF-1.7 statement'], { type: 'application/pdf' }), 'bank_statement_01.pdf');
      return fields;
    };
    before(async () => {
      await ann.write('upload', { integration: { http_api: true, before_hook: hook } });
      await gateway.endpoint('upload', { prefix: 'api', method: 'PUT', path: 'upload' });
      await gateway.endpoint('upload', { prefix: 'api', method: 'POST', path: 'upload' });
    });
    const send = (method: string, path: string, body: RequestInit['body'], headers = {}) =>
      call(gateway, method, path, { authorization: AUTHORIZATION, body, headers });

    for (const path of ['/integrations/execute/upload', '/api/upload']) {
      it(`come with the fields of a form to ${path}, each under its field's name`, async () => {
        const { status, body, runHistoryId } = await send('POST', path, form());
        assert.equal(status, 200, (await ann.history(runHistoryId as number)).run.error_message);
        assert.deepEqual(body, {
          payload: { loan: '4711', note: 'für den Antrag' },
          files: {
            license: { name: 'driver_license.tiff', size: 8 },
            statement: { name: 'bank_statement_01.pdf', size: 18 },
          },
        });
        const { steps } = await ann.history(runHistoryId as number);
        const { files, payload } = steps[0]?.content ?? {};
        assert.deepEqual(
          [Object.keys(files), Object.keys(payload)],
          [
            ['license', 'statement'],
            ['loan', 'note'],
          ],
        );
        assert.match(files.license, /GlyueFileHandle name='driver_license.tiff'/);
        assert(!JSON.stringify(steps).includes('%PDF'));
      });
    }

    it('are refused when several are PUT', async () => {
      const { status, body } = await send('PUT', '/api/upload', form());
      assert.equal(status, 415);
      assert.equal(body.code, 'unsupported_media_type');
    });

    const pdf = { 'content-type': 'application/pdf' };
    for (const method of ['POST', 'PUT']) {
      it(`are called file when they come by ${method} and have no name`, async () => {
        const { body } = await send(method, '/api/upload', '%PDF-1.7 statement', pdf);
        assert.deepEqual(body, { payload: {}, files: { file: { name: 'file', size: 18 } } });
      });
    }

    it('have the name that they come with', async () => {
      const headers = { ...pdf, 'content-disposition': 'attachment; filename="bank_statement_01.pdf"' };
      const { body } = await send('POST', '/api/upload', '%PDF-1.7 statement', headers);
      assert.deepEqual(Object.values(body.files), [{ name: 'bank_statement_01.pdf', size: 18 }]);
    });
  });

  describe('an Idempotency-Key', () => {
    let web: WebStub;
    before(async () => {
      let count = 0;
      web = await startWebStub((_, response) => {
        count++;
        setTimeout(() => {
          response.setHeader('Content-Type', 'application/json');
          response.end(JSON.stringify({ count }));
        }, 300);
      });
      await ann.write('transfer', {
        integration: {
          http_api: true,
          on_success_hook: `output.payload = { booked: post.response.payload.count }
output.status = 201
output.headers['X-Booking'] = 'yes'`,
        },
        servicerequests: [
          {
            system: 'HTTP',
            service_name: 'n/a',
            formula_variable: 'post',
            fieldmappings: [
              { field: 'method', value: '"POST"', value_type: 'str' },
              { field: 'url_path', value: '"/bookings"', value_type: 'str' },
            ],
          },
        ],
      });
      await gateway.bind('transfer', 'HTTP', web.settings);
    });
    beforeEach(() => {
      web.requests.length = 0;
    });
    after(() => web.stop());
    const transfer = (key: string, authorization = AUTHORIZATION) =>
      call(gateway, 'POST', '/integrations/execute/transfer', {
        authorization,
        body: '{"amount":1}',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
      });

    it('has the same request carried out once, and answered alike', async () => {
      const first = await transfer('one');
      const again = await transfer('one');
      assert.equal(first.status, 201);
      assert.deepEqual([again.status, again.body], [first.status, first.body]);
      assert.equal(again.headers.get('x-booking'), 'yes');
      assert.equal(web.requests.length, 1);

      const { records } = await ann.call('search_run_histories', { integration_names: ['transfer'] });
      assert.equal(records.length, 2);
      const { steps } = await ann.history(records[0].run_history_id);
      assert.deepEqual(titles(steps), [
        'INPUT idempotent request',
        'IDEMPOTENT_REQUEST idempotent request',
        'OUTPUT idempotent request',
      ]);
      const bob = await gateway.user('bob');
      await gateway.grant(bob.id, 'transfer', 'execute');
      assert.equal((await transfer('one', bearer(bob.token))).status, 201);
      assert.equal(web.requests.length, 2, 'the key is the caller’s own');
    });

    it('is refused while the first request of it is under way', async () => {
      const first = transfer('two');
      await delay(150);
      const second = await transfer('two');
      assert.equal(second.status, 409);
      assert.equal(second.headers.get('retry-after'), '1');
      assert.equal((await first).status, 201);
      assert.equal((await transfer('two')).status, 201);
      assert.equal(web.requests.length, 1);
    });
  });

  describe('a caller over HTTP', () => {
    let web: WebStub;
    let asked: Promise<void>;
    let answer: () => void;
    before(async () => {
      let told: () => void;
      asked = new Promise((resolve) => {
        told = resolve;
      });
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      web = await startWebStub((_, response) => {
        told();
        held.then(() => response.setHeader('Content-Type', 'application/json').end('{}'));
        return undefined;
      });
      const parts = {
        servicerequests: [
          {
            system: 'HTTP',
            formula_variable: 'fetch',
            fieldmappings: [
              { field: 'method', value: '"GET"' },
              { field: 'url_path', value: '"/"' },
            ],
          },
        ],
      };
      await ann.write('patient', { integration: { http_api: true }, ...parts });
      await ann.write('in the background', { integration: { http_api: true, run_async: true }, ...parts });
      await gateway.bind('patient', 'HTTP', web.settings);
      await gateway.bind('in the background', 'HTTP', web.settings);
    });
    after(() => web.stop());
    const ended = async (integration: string) => {
      for (let waited = 0; waited < 5_000; waited += 50) {
        const { records } = await ann.call('search_run_histories', { integration_names: [integration] });
        if (records[0] && records[0].status !== 'running') return records[0];
        await delay(50);
      }
      throw new Error('it is still running');
    };

    it('who goes away stops the run', async () => {
      const abort = new AbortController();
      const gone = fetch(`${gateway.url}/integrations/execute/patient`, {
        method: 'POST',
        headers: { authorization: AUTHORIZATION },
        signal: abort.signal,
      });
      await asked;
      abort.abort();
      await assert.rejects(gone);
      const { status, error_type } = await ended('patient');
      assert.deepEqual([status, error_type], ['failure', 'cancelled']);
    });

    it('is answered at once when the integration runs in the background', async () => {
      const { status, body, runHistoryId } = await postJson(gateway, 'in the background', {}, AUTHORIZATION);
      assert.equal(status, 200);
      assert.match(body, new RegExp(`in the background was started; its run history id is ${runHistoryId}`));
      assert.equal((await ann.history(runHistoryId as number)).run.status, 'running');
      answer();
      assert.equal((await ended('in the background')).status, 'success');
    });
  });

  describe('retries', () => {
    const config = (more: object) => ({
      integration: {
        http_api: true,
        config: { retry_mode: 'exponential', retry_delay_jitter: 0, max_retries: 3, ...more },
      },
    });
    const failing = (more: object) => ({
      ...config(more),
      servicerequests: [
        {
          system: 'ECHO',
          formula_variable: 'echo',
          after_overall_success_hook: 'throw new Error(`attempt ${retry_attempt}`)',
        },
      ],
    });

    it('come three times, later each time, each as a run of its own that says which run it tries again', async () => {
      const { integration, ...rest } = failing({ retry_delay_seconds: 1 });
      await ann.write('retried', {
        integration: { ...integration, before_hook: "debug(retry_attempt, 'attempt')" },
        ...rest,
      });
      const { status, runHistoryId } = await postJson(gateway, 'retried', { n: 1 }, AUTHORIZATION);
      assert.equal(status, 500, 'the caller does not wait for the retries');
      const search = async () => {
        const { records } = await ann.call('search_run_histories', { integration_names: ['retried'] });
        return records as { status: string }[];
      };
      const failed = async () => (await search()).filter(({ status }) => status === 'failure');
      for (let waited = 0; waited < 15_000 && (await failed()).length < 4; waited += 250) await delay(250);
      await delay(1_500);
      // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
      const records = (await search()).toReversed() as any[];
      assert.equal(records.length, 4, 'and no more than three');
      const [first, ...retries] = records;
      assert.equal(first.run_history_id, runHistoryId);
      for (const [at, retry] of retries.entries()) {
        assert.deepEqual(retry.labels, [`retry_for_run_id:${runHistoryId}`]);
        assert.deepEqual(
          [retry.retry_attempt, retry.started_by, retry.retry_for_run_history_id, retry.status],
          [at + 1, 'retry', runHistoryId, 'failure'],
        );
        const waited = Date.parse(retry.started_at) - Date.parse(records[at].finished_at);
        const wanted = 1_000 * 2 ** at;
        assert(waited >= wanted - 50 && waited < wanted + 900, `${waited} ms instead of ${wanted}`);
      }
      const { steps } = await ann.history(retries[2].run_history_id);
      assert.deepEqual(steps[0]?.content.payload, { n: 1 });
      assert.equal(steps.find(({ label }) => label === 'attempt')?.content, 3);
    });

    it('end with the first that succeeds', async () => {
      await ann.write('mended', {
        ...config({ retry_mode: 'fixed', retry_delay_seconds: 1 }),
        servicerequests: [
          {
            system: 'ECHO',
            formula_variable: 'echo',
            after_overall_success_hook: "if (retry_attempt < 1) throw new Error('not yet')",
          },
        ],
      });
      await postJson(gateway, 'mended', {}, AUTHORIZATION);
      await delay(4_000);
      const { records } = await ann.call('search_run_histories', { integration_names: ['mended'] });
      assert.deepEqual(
        records.map(({ status }: { status: string }) => status),
        ['success', 'failure'],
      );
    });

    const longest: [string, { given: object; want: RegExp | null }][] = [
      ['5 s doubled twice', { given: { retry_delay_seconds: 5, retry_delay_jitter: 2 }, want: null }],
      ['300 s', { given: { retry_mode: 'fixed', retry_delay_seconds: 300 }, want: null }],
      ['301 s', { given: { retry_mode: 'fixed', retry_delay_seconds: 300, retry_delay_jitter: 1 }, want: /301 s/ }],
      ['40 s doubled three times', { given: { retry_delay_seconds: 40, max_retries: 4 }, want: /320 s/ }],
    ];
    for (const [name, { given, want }] of longest) {
      it(`${want ? 'refuses' : 'takes'} a longest delay of ${name}`, async () => {
        const answer = await ann.call('write_integration', {
          integration_name: `delayed by ${name}`,
          create_if_missing: true,
          ...config(given),
        });
        if (!want) return assert.equal(answer.success, true, JSON.stringify(answer));
        assert.equal(answer.error.code, 'invalid_item');
        assert.match(JSON.stringify(answer.error), want);
        const { error } = await ann.call('read_integration', { integration_name: `delayed by ${name}` });
        assert.equal(error.code, 'not_found');
      });
    }
  });

  it('a stale last_saved changes nothing', async () => {
    const { integration } = await ann.write('contested', { integration: { description: 'first' } });
    await ann.write('contested', { integration: { description: 'second' } });
    const stale = await ann.call('write_integration', {
      integration_name: 'contested',
      last_saved: integration.last_saved,
      integration: { description: 'third' },
    });
    assert.deepEqual([stale.success, stale.error], [false, 'merge_conflict']);
    const read = await ann.call('read_integration', { integration_name: 'contested' });
    assert.equal(read.integration.description, 'second');
  });

  it('an integration without a tool asks for its definition, and does not run', async () => {
    await ann.write('toolless', {});
    const answer = await ann.call('execute_integration', { integration_name: 'toolless', payload: {} });
    assert.deepEqual(
      [answer.success, answer.error, answer.requires_tool_definition],
      [false, 'requires_tool_definition', true],
    );
    const { records } = await ann.call('search_run_histories', { integration_names: ['toolless'] });
    assert.equal(records.length, 0);
  });
});

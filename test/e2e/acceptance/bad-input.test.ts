import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type FreshDatabase, freshDatabase } from '../../database/harness.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { request, send } from '../wire.js';
import { Assistant, titles, WORLDS } from './assistant.js';
import { basic, call, postJson } from './caller.js';

const AUTHORIZATION = basic('ann', 'a pass phrase');
const MB = 1024 * 1024;

const FETCH = {
  system: 'HTTP',
  service_name: 'n/a',
  formula_variable: 'fetch',
  fieldmappings: [
    { field: 'method', value: '"GET"', value_type: 'str' },
    { field: 'url_path', value: '"/"', value_type: 'str' },
  ],
};

for (const [era, database] of WORLDS) {
  describe(`bad input, ${era} on ${database}`, function badInput() {
    this.timeout(60_000);
    let fresh: FreshDatabase;
    let gateway: TestGateway;
    let ann: Assistant;
    before(async () => {
      fresh = await freshDatabase[database]();
      gateway = await startTestGateway(fresh.url);
      ann = await Assistant.at(gateway, era, 'ann', 'a pass phrase');
      await ann.write('good', { integration: { http_api: true } });
    });
    // Whatever came before, the gateway answers.
    afterEach(async () => {
      assert.equal((await ann.run('good')).success, true);
    });
    after(async () => {
      await gateway.stop();
      await fresh.remove();
    });

    it('an unknown integration', async () => {
      const { error } = await ann.run('nobody knows it');
      assert.equal(error.code, 'not_found');
      assert.match(error.message, /nobody knows it/);
      const { status, body } = await postJson(gateway, 'nobody knows it', {}, AUTHORIZATION);
      assert.deepEqual([status, body.code], [404, 'not_found']);
    });

    it('an inactive one', async () => {
      await ann.write('inactive', { integration: { active: false, http_api: true } });
      const { error } = await ann.run('inactive');
      assert.equal(error.code, 'inactive');
      const { status, body } = await postJson(gateway, 'inactive', {}, AUTHORIZATION);
      assert.deepEqual([status, body.code], [404, 'inactive']);
    });

    it('no adapter configuration bound', async () => {
      await ann.write('unbound', { servicerequests: [FETCH] });
      const { answer, run, steps } = await ann.runAndLook('unbound');
      const why =
        'fetch failed: Failed to load adapter configuration for HTTP: No active adapter config bound to integration.';
      assert.deepEqual([answer.success, answer.error_type, answer.message], [false, 'service_request_failed', why]);
      assert.equal(answer.error, 'integration_failed');
      assert.deepEqual([run.status, run.error_message], ['failure', why]);
      assert.deepEqual(titles(steps).slice(0, 2), ['INPUT', 'REQUEST fetch']);
      assert.equal(steps.at(-1)?.type, 'OUTPUT');
      assert.match(steps[1]?.messages?.[0]?.text ?? '', /No active adapter config/);
    });

    it('a syntax error in a formula: nothing runs, and the error shows its line', async () => {
      const hook = 'const one = 1\nconst two = = 2\nkeep({ one, two })';
      const { warnings } = await ann.write('mistyped', {
        integration: { before_hook: hook },
        servicerequests: [{ system: 'ECHO', formula_variable: 'echo' }],
      });
      assert(warnings.some(({ code }: { code: string }) => code === 'syntax_error'));
      const { answer, run, steps } = await ann.runAndLook('mistyped');
      assert.deepEqual([answer.success, answer.error_type, run.status], [false, 'set_up_invalid', 'failure']);
      assert.match(answer.message, /before_hook, line 2, column 13: .*const two = = 2/);
      assert.deepEqual(
        steps.map(({ type }) => type),
        ['INPUT', 'FAILURE', 'OUTPUT'],
      );
    });

    it('an error in a formula: the error shows where it is', async () => {
      await ann.write('wrong', {
        servicerequests: [
          {
            system: 'ECHO',
            formula_variable: 'echo',
            fieldmappings: [{ field: 'a.b', value: 'const a = null\nreturn a.b' }],
          },
        ],
      });
      const { answer, run, steps } = await ann.runAndLook('wrong');
      assert.deepEqual([answer.success, answer.error_type, run.status], [false, 'formula_failed', 'failure']);
      assert.match(answer.message, /field mapping a\.b, value: .*\(line 2, column \d+\)/);
      assert.match(steps.find(({ type }) => type === 'FAILURE')?.stack_trace ?? '', /return a\.b/);
    });

    it('a formula that never ends', async () => {
      await ann.write('endless', { integration: { before_hook: 'for (;;) {}' } });
      const { answer, run } = await ann.runAndLook('endless');
      assert.deepEqual([answer.success, answer.error_type, run.status], [false, 'limit_exceeded', 'failure']);
      assert.match(answer.message, /before_hook/);
    });

    it('a payload that is not JSON', async () => {
      const path = '/integrations/execute/good';
      const { status, body } = await call(gateway, 'POST', path, {
        authorization: AUTHORIZATION,
        headers: { 'content-type': 'application/json' },
        body: '{"a": 1,\n "b": }',
      });
      assert.deepEqual([status, body.code], [400, 'invalid_body']);
      assert.match(body.message, /line 2/);

      const { headers, ...init } = request(era, ann.token, 'tools/call', { name: 'execute_integration' });
      const answer = await send(gateway.mcpUrl, { ...init, headers, body: init.body.slice(0, -2) });
      assert.deepEqual([answer.status, answer.body.error.code], [400, -32700]);
    });

    it('50 MB of it', async () => {
      const text = 'a'.repeat(50 * MB);
      const { status, body } = await postJson(gateway, 'good', { text }, AUTHORIZATION);
      assert.deepEqual([status, body.code], [413, 'body_too_large']);
      const args = { integration_name: 'good', payload: { text } };
      const init = request(era, ann.token, 'tools/call', { name: 'execute_integration', arguments: args });
      const answer = await send(gateway.mcpUrl, init);
      assert.equal(answer.status, 413);
      assert.match(answer.body.error.message, /too large|larger/i);
    });

    describe('a service that', () => {
      let web: WebStub;
      let count = 0;
      before(async () => {
        web = await startWebStub(() => ({}));
      });
      after(() => web.stop());

      /** Runs an integration that calls the service. */
      async function calling(answer: WebStub['answer'], settings = {}) {
        web.answer = answer;
        const name = `calling_${++count}`;
        await ann.write(name, { servicerequests: [FETCH] });
        await gateway.bind(name, 'HTTP', { ...web.settings, ...settings });
        const began = Date.now();
        return { ...(await ann.runAndLook(name)), took: Date.now() - began };
      }

      const GIGABYTE = 1024 * MB;
      let sent = 0;
      function stream(response: ServerResponse) {
        sent = 0;
        const chunk = Buffer.alloc(MB, 'a');
        response.setHeader('Content-Type', 'text/plain');
        const more = () => {
          while (sent < GIGABYTE) {
            sent += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      }

      const cases: [string, { given: WebStub['answer']; settings?: object; type: string; text: RegExp }][] = [
        ['hangs', { given: () => {}, settings: { timeout_seconds: 1 }, type: 'TIMEOUT', text: /1 s/ }],
        [
          'hangs in the middle of its answer',
          {
            given: (_, response) => void response.write('{"half":'),
            settings: { timeout_seconds: 1 },
            type: 'TIMEOUT',
            text: /1 s/,
          },
        ],
        [
          'closes',
          { given: (_, response) => void response.destroy(), type: 'CONNECTION_ERROR', text: /closed the connection/ },
        ],
        [
          'closes in the middle of its answer',
          {
            given: (_, response) => {
              response.setHeader('Content-Length', 100);
              response.write('{"half":');
              setTimeout(() => response.destroy(), 50);
            },
            type: 'CONNECTION_ERROR',
            text: /closed the connection/,
          },
        ],
        [
          'sends 1 GB',
          { given: (_, response) => stream(response), type: 'INVALID_RESPONSE', text: /larger|more than/ },
        ],
        [
          'redirects to a private address',
          {
            given: (_, response) => void response.writeHead(302, { location: 'http://10.0.0.1/admin' }).end(),
            type: 'REFUSED',
            text: /10\.0\.0\.1/,
          },
        ],
        [
          'redirects to the address where clouds keep their secrets',
          {
            given: (_, response) => void response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(),
            type: 'REFUSED',
            text: /169\.254\.169\.254/,
          },
        ],
        [
          'redirects to this machine under a name that is not allowed',
          {
            given: (_, response) => void response.writeHead(301, { location: `http://localhost:${web.port}/` }).end(),
            type: 'REFUSED',
            text: /localhost/,
          },
        ],
        [
          'does not succeed',
          {
            given: (_, response) => void response.writeHead(503, { 'content-type': 'text/plain' }).end('closed today'),
            type: 'SERVER_ERROR',
            text: /503.*closed today/,
          },
        ],
      ];
      for (const [name, { given, settings, type, text }] of cases) {
        it(name, async () => {
          const { answer, run, steps, took } = await calling(given, settings);
          assert.deepEqual([answer.success, answer.error_type], [false, 'service_request_failed']);
          assert.match(answer.message, /^fetch failed: /);
          assert.match(answer.message, text);
          assert.equal(run.status, 'failure');
          const [step] = steps.filter(({ label }) => label === 'fetch');
          assert.equal(step?.failed, true);
          assert.deepEqual(
            step?.messages?.map((message) => message.type),
            [type],
          );
          assert.equal(step?.response.success, false);
          assert(took < 10_000, `${took} ms`);
          if (name === 'sends 1 GB') assert(sent < 100 * MB, `${sent} bytes were taken`);
        });
      }
    });
  });
}

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { hashPassword } from '../../src/auth/password.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { RunQueue } from '../../src/engine/run-queue.js';
import { RunRefused } from '../../src/engine/runner.js';
import type { NewEndpoint } from '../../src/queries/endpoints.js';
import type { Queries } from '../../src/queries/queries.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';
import { createStubRunner, type Ending, openDoor, type TestDoor, tokenOf } from './door.js';

const PASSWORD = 'correct horse: battery';

describe('the door beside MCP', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let door: TestDoor;
    const ids: Record<string, number> = {};
    const tokens: Record<string, string> = {};

    const endpoint = (given: Partial<NewEndpoint> & Pick<NewEndpoint, 'path' | 'integration_id'>) =>
      scene.queries.endpoints.create({
        prefix: 'rest',
        method: 'GET',
        description: null,
        response_content_type: 'application/json',
        ...given,
      });

    before(async () => {
      scene = await sceneOn(await open());
      const { queries } = scene;
      const create = async (name: string, integration: object) => {
        ids[name] = await scene.create(name, { integration: { http_api: true, ...integration } });
      };
      await create('Loan Booking', {});
      await create('Slow', { run_async: true });
      await create('Asleep', { active: false });
      await create('Inner', { http_api: false });
      await create('Other', {});
      await create('Ä/B', {});
      const user = async (username: string, is_superuser = false) => {
        const row = { username, email: `${username}@bank.example`, is_staff: false, is_superuser };
        const id = await queries.users.create({ ...row, password_hash: await hashPassword(PASSWORD) }, new Date());
        tokens[username] = await tokenOf(queries, id);
        return id;
      };
      const caller = await user('caller');
      const reader = await user('reader');
      await user('stranger');
      await user('root', true);
      for (const id of Object.values(ids)) {
        if (id === ids.Other) continue;
        await scene.grant({ user_id: caller }, id, { execute: true });
        await scene.grant({ user_id: reader }, id, { read: true });
      }
      const loans = ids['Loan Booking'] as number;
      await endpoint({ path: 'get_customer/{id}', integration_id: loans });
      await endpoint({ path: 'get_customer/special', integration_id: ids.Slow as number });
      await endpoint({ path: 'get_customer/{id}', method: 'PUT', integration_id: loans });
      await endpoint({ path: 'both', prefix: 'api', integration_id: loans });
      await endpoint({ path: 'page', integration_id: loans, response_content_type: 'text/html' });
      await endpoint({ path: 'hidden', integration_id: ids.Other as number });
      door = await openDoor({ queries });
    });
    after(() => door.close());
    afterEach(() => {
      door.runner.ending = () => ({});
    });

    interface Given {
      readonly as?: string | null;
      readonly path?: string;
      readonly method?: string;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
    const send = ({
      as = 'caller',
      path = '/integrations/execute/Loan%20Booking',
      method = 'POST',
      headers = {},
      body,
    }: Given) =>
      fetch(door.url + path, {
        method,
        headers: { ...(as !== null && { Authorization: `Bearer ${tokens[as]}` }), ...headers },
        body: body ?? null,
      });
    const basic = (name: string, password: string) => ({
      Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
    });
    const lastInput = () => door.runner.started.at(-1)?.input;

    const statuses: [string, { given: Given; want: [number, string?] }][] = [
      ['a caller who may', { given: {}, want: [200] }],
      ['a superuser', { given: { as: 'root' }, want: [200] }],
      ['a slash at the end', { given: { path: '/integrations/execute/Loan%20Booking/' }, want: [200] }],
      ['a name with a slash and an umlaut', { given: { path: '/integrations/execute/%C3%84%2FB' }, want: [200] }],
      ['nobody', { given: { as: null }, want: [401, 'unauthorized'] }],
      ['an unknown token', { given: { as: 'nobody' }, want: [401, 'unauthorized'] }],
      ['another scheme', { given: { as: null, headers: { Authorization: 'Digest x' } }, want: [401, 'unauthorized'] }],
      [
        'Basic that is none',
        { given: { as: null, headers: { Authorization: 'Basic !' } }, want: [401, 'unauthorized'] },
      ],
      ['no right to execute', { given: { as: 'reader' }, want: [403, 'forbidden'] }],
      ['no right at all', { given: { as: 'stranger' }, want: [404, 'not_found'] }],
      ['no such integration', { given: { path: '/integrations/execute/Nope' }, want: [404, 'not_found'] }],
      ['an integration by its id', { given: { path: '/integrations/execute/1' }, want: [404, 'not_found'] }],
      ['a name that no database keeps', { given: { path: '/integrations/execute/%00' }, want: [404, 'not_found'] }],
      ['an inactive integration', { given: { path: '/integrations/execute/Asleep' }, want: [404, 'inactive'] }],
      ['http_api off', { given: { path: '/integrations/execute/Inner' }, want: [403, 'http_api_off'] }],
      ['http_api off, for a superuser', { given: { as: 'root', path: '/integrations/execute/Inner' }, want: [200] }],
      ['a path that is not UTF-8', { given: { path: '/integrations/execute/%ff' }, want: [400, 'invalid_path'] }],
      ['another method', { given: { method: 'GET' }, want: [405, 'method_not_allowed'] }],
      [
        'a preflight',
        {
          given: { as: null, method: 'OPTIONS', headers: { Origin: 'https://evil.example' } },
          want: [403, 'origin_not_allowed'],
        },
      ],
      [
        'a page of another site',
        { given: { headers: { Origin: 'https://evil.example' } }, want: [403, 'origin_not_allowed'] },
      ],
      ['a page of no site', { given: { headers: { Origin: 'null' } }, want: [403, 'origin_not_allowed'] }],
      ['a page of our own', { given: { headers: { Origin: 'http://localhost:1234' } }, want: [200] }],
      ['an endpoint', { given: { method: 'GET', path: '/rest/get_customer/7' }, want: [200] }],
      ['an endpoint, and a slash', { given: { method: 'GET', path: '/rest/get_customer/7/' }, want: [200] }],
      [
        'an endpoint under the other prefix',
        { given: { method: 'GET', path: '/api/get_customer/7' }, want: [404, 'not_found'] },
      ],
      ['an endpoint under api', { given: { method: 'GET', path: '/api/both' }, want: [200] }],
      [
        'an endpoint under rest that is under api',
        { given: { method: 'GET', path: '/rest/both' }, want: [404, 'not_found'] },
      ],
      [
        'a parameter without a value',
        { given: { method: 'GET', path: '/rest/get_customer//' }, want: [404, 'not_found'] },
      ],
      ['a segment too many', { given: { method: 'GET', path: '/rest/get_customer/7/8' }, want: [404, 'not_found'] }],
      [
        'a method that the endpoint has not',
        { given: { method: 'DELETE', path: '/rest/get_customer/7' }, want: [405, 'method_not_allowed'] },
      ],
      [
        'an endpoint that the caller may not see',
        { given: { method: 'POST', path: '/rest/hidden' }, want: [404, 'not_found'] },
      ],
      [
        'an endpoint without the right to execute',
        { given: { as: 'reader', method: 'GET', path: '/rest/page' }, want: [403, 'forbidden'] },
      ],
      [
        'a key that is too long',
        { given: { headers: { 'Idempotency-Key': 'k'.repeat(65) } }, want: [400, 'invalid_idempotency_key'] },
      ],
      ['an empty key', { given: { headers: { 'Idempotency-Key': '' } }, want: [400, 'invalid_idempotency_key'] }],
    ];
    for (const [name, { given, want }] of statuses) {
      it(`answers ${want[0]} to ${name}`, async () => {
        const before = door.runner.started.length;
        const response = await send(given);
        const text = await response.text();
        assert.equal(response.status, want[0], text);
        assert.equal(door.runner.started.length, before + (want[0] === 200 ? 1 : 0));
        if (want[1] === undefined) return;
        const error = JSON.parse(text);
        assert.deepEqual(Object.keys(error), ['code', 'message', 'hint']);
        assert.equal(error.code, want[1]);
        assert.equal(response.headers.get('access-control-allow-origin'), null);
        assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      });
    }

    it('answers alike to what is not there and to what may not be seen', async () => {
      const [hidden, nothing] = await Promise.all([
        send({ as: 'stranger', path: '/integrations/execute/Other' }),
        send({ as: 'stranger', path: '/integrations/execute/Nopes' }),
      ]);
      assert.equal((await hidden.text()).replace('Other', ''), (await nothing.text()).replace('Nopes', ''));
    });

    it('names the methods of an address', async () => {
      assert.equal((await send({ method: 'PATCH' })).headers.get('allow'), 'POST');
      const response = await send({ method: 'PATCH', path: '/rest/get_customer/7' });
      assert.deepEqual(response.headers.get('allow')?.split(', ').sort(), ['GET', 'PUT']);
    });

    it('names the ways to sign in', async () => {
      for (const headers of [{}, { Authorization: 'Bearer x' }, basic('caller', 'x')] as Record<string, string>[]) {
        const challenge = (await send({ as: null, headers })).headers.get('www-authenticate') ?? '';
        assert.match(challenge, /Bearer realm=/);
        assert.match(challenge, /Basic realm=/);
      }
    });

    it('refuses a GET that a page of another site makes a browser send', async () => {
      for (const site of ['cross-site', 'same-site']) {
        const response = await rawGet('/rest/page', { 'Sec-Fetch-Site': site });
        assert.equal(response, 403);
      }
      assert.equal(await rawGet('/rest/page', { 'Sec-Fetch-Site': 'none' }), 200);
      assert.equal(await rawGet('/rest/page', { Host: 'evil.example' }), 403);
      assert.equal(await rawGet('/rest/page', { Host: 'x@localhost' }), 403);
    });

    async function rawGet(path: string, headers: Record<string, string>): Promise<number> {
      const sent = httpRequest(door.url + path, { headers: { Authorization: `Bearer ${tokens.caller}`, ...headers } });
      sent.end();
      const [response] = await once(sent, 'response');
      response.resume();
      return response.statusCode;
    }

    it('takes a user’s name or e-mail address, in whatever case, and the password', async () => {
      for (const name of ['caller', 'caller@bank.example', 'CALLER@Bank.Example']) {
        const response = await send({ as: null, headers: basic(name, PASSWORD) });
        assert.equal(response.status, 200, name);
        assert.equal(door.runner.started.at(-1)?.actor.username, 'caller');
      }
    });

    it('hands the integration what was sent, without what tells who is calling', async () => {
      await send({
        path: '/rest/get_customer/a%2Fb?x=1&y=2&x=3',
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', Cookie: 'c=1', 'X-CSRFToken': 't', 'Idempotency-Key': 'input' },
        body: '{"a":1}',
      });
      const { headers, ...input } = lastInput() ?? { headers: {} };
      assert.deepEqual(input, {
        payload: { a: 1 },
        files: {},
        method: 'PUT',
        params: { x: ['1', '3'], y: '2' },
        path: { id: 'a/b' },
        fullpath: '/rest/get_customer/a%2Fb?x=1&y=2&x=3',
        external: true,
      });
      const { HOST, CONTENT_TYPE, X_CSRFTOKEN, IDEMPOTENCY_KEY } = headers as Record<string, string>;
      assert.deepEqual(
        [HOST, CONTENT_TYPE, X_CSRFTOKEN, IDEMPOTENCY_KEY],
        [`127.0.0.1:${door.port}`, 'application/json', 't', 'input'],
      );
      assert.deepEqual(
        Object.keys(headers).filter((name) => /AUTH|COOKIE/.test(name)),
        [],
      );
      await send({});
      assert.equal(lastInput()?.path, null);
      const { actor, startedBy, integrationId } = door.runner.started.at(-1) ?? {};
      assert.deepEqual([startedBy, integrationId], ['http', ids['Loan Booking']]);
      assert.deepEqual(
        { ...actor, id: 0 },
        { id: 0, username: 'caller', email: 'caller@bank.example', superuser: false },
      );
    });

    it('prefers a text to a parameter', async () => {
      await send({ method: 'GET', path: '/rest/get_customer/special' });
      assert.equal(door.runner.started.at(-1)?.integrationId, ids.Slow);
      assert.deepEqual(lastInput()?.path, {});
    });

    type Sent = { status?: number; body?: string; headers?: Record<string, string | null> };
    const answers: [string, { path?: string; given: Ending; want: Sent }][] = [
      [
        'a text as JSON',
        {
          given: { output: { payload: 'ok' } },
          want: { body: '"ok"', headers: { 'content-type': 'application/json; charset=utf-8' } },
        },
      ],
      [
        'an object, a status and headers',
        {
          given: { output: { payload: { a: 1 }, status: 201, headers: { Location: '/x' } } },
          want: { status: 201, body: '{"a":1}', headers: { location: '/x' } },
        },
      ],
      ['nothing', { given: { output: { payload: undefined } }, want: { body: 'null' } }],
      [
        'a failed run',
        {
          given: { status: 'failure', output: { payload: 'Error', status: 500 } },
          want: { status: 500, body: '"Error"' },
        },
      ],
      [
        'bytes of a type',
        {
          given: { output: { payload: Buffer.from('%PDF'), headers: { 'content-type': 'application/pdf' } } },
          want: { body: '%PDF', headers: { 'content-type': 'application/pdf' } },
        },
      ],
      [
        'bytes',
        {
          given: { output: { payload: Buffer.from('x') } },
          want: { body: 'x', headers: { 'content-type': 'application/octet-stream' } },
        },
      ],
      [
        'a type without bytes',
        {
          given: { output: { payload: 'x', headers: { 'Content-Type': 'text/csv' } } },
          want: { status: 500, body: 'must then be bytes' },
        },
      ],
      [
        'a type, and a failure on the way to the bytes',
        {
          given: {
            status: 'failure',
            output: { payload: 'Error', status: 502, headers: { 'Content-Type': 'text/csv' } },
          },
          want: { status: 502, body: '"Error"', headers: { 'content-type': 'application/json; charset=utf-8' } },
        },
      ],
      [
        'a status that is none',
        { given: { output: { status: 99 } }, want: { status: 500, body: 'output.status to 99' } },
      ],
      ['no content', { given: { output: { status: 204 } }, want: { status: 204, body: '' } }],
      [
        'the type of an endpoint',
        {
          path: '/rest/page',
          given: { output: { payload: '<b>"x"</b>' } },
          want: {
            body: '<b>"x"</b>',
            headers: {
              'content-type': 'text/html; charset=utf-8',
              'content-security-policy': "sandbox; frame-ancestors 'none'",
            },
          },
        },
      ],
      [
        'an object at an endpoint of texts',
        {
          path: '/rest/page',
          given: { output: { payload: { a: 1 } } },
          want: { body: '{"a":1}', headers: { 'content-type': 'application/json; charset=utf-8' } },
        },
      ],
      [
        'headers that may not pass',
        {
          given: {
            output: {
              headers: {
                'Transfer-Encoding': 'chunked',
                'Content-Length': '1',
                Connection: 'upgrade',
                'X-A': 'a\r\nX-B: b',
                'X C': 'c',
                'X-D': '€',
                'X-E': 'é',
                'X-Content-Type-Options': 'no',
              },
            },
          },
          want: {
            body: '"done"',
            headers: {
              'x-a': null,
              'x-b': null,
              'x-d': null,
              'x-e': 'é',
              'content-length': '6',
              'x-content-type-options': 'nosniff',
            },
          },
        },
      ],
    ];
    for (const [name, { path, given, want }] of answers) {
      it(`sends ${name}`, async () => {
        door.runner.ending = () => given;
        const response = await send(path ? { path, method: 'GET' } : {});
        assert.equal(response.status, want.status ?? 200);
        const body = await response.text();
        assert(body === want.body || (want.status === 500 && body.includes(want.body ?? '')), body);
        for (const [header, value] of Object.entries(want.headers ?? {}))
          assert.equal(response.headers.get(header), value, header);
        assert.equal(response.headers.get('x-run-history-id'), String(door.runner.started.length));
      });
    }

    it('lets no answer be a page of the gateway, nor set its cookies', async () => {
      const asked = {
        'Content-Security-Policy': "script-src 'unsafe-inline'",
        'cross-origin-opener-policy': 'unsafe-none',
        'Set-Cookie': 'session=mine; Path=/',
        'Clear-Site-Data': '"cookies"',
        'Service-Worker-Allowed': '/',
        'Report-To': '{"group":"g","max_age":9,"endpoints":[{"url":"https://elsewhere.example/"}]}',
        NEL: '{"report_to":"g","max_age":9,"success_fraction":1}',
        'Reporting-Endpoints': 'g="https://elsewhere.example/"',
        'Alt-Svc': 'h3="elsewhere.example:443"',
        'Strict-Transport-Security': 'max-age=0',
      };
      door.runner.ending = () => ({ output: { headers: asked } });
      const { headers } = await send({});
      assert.match(headers.get('content-security-policy') ?? '', /^sandbox/);
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
      const decided = ['content-security-policy', 'cross-origin-opener-policy'];
      for (const name of Object.keys(asked).map((each) => each.toLowerCase()))
        if (!decided.includes(name)) assert.equal(headers.get(name), null, name);
    });

    it('logs the headers that it drops, by their names', async () => {
      door.runner.ending = () => ({ output: { headers: { 'X-Secret': 'geheim\r\n' } } });
      await send({});
      const line = door.logged.find((text) => text.includes('headers dropped') && text.includes('X-Secret'));
      assert(line && !line.includes('geheim'));
    });

    it('tells no run id where no history is stored', async () => {
      door.runner.ending = () => ({ runHistoryId: null });
      assert.equal((await send({})).headers.get('x-run-history-id'), null);
    });

    it('answers at once for an asynchronous integration, and lets it run on', async () => {
      let end = () => {};
      door.runner.ending = () => new Promise((resolve) => (end = () => resolve({})));
      const response = await send({ path: '/integrations/execute/Slow' });
      const id = door.runner.started.length;
      assert.equal(response.status, 200);
      assert.equal(await response.json(), `Integration Slow was started; its run history id is ${id}.`);
      assert.equal(response.headers.get('x-run-history-id'), String(id));
      assert(!door.runner.cancelled.includes(id));
      end();
    });

    it('cancels the run of a client that goes away', async () => {
      const arrived = new Promise<void>((resolve) => {
        door.runner.ending = async (_request, cancelled) => {
          resolve();
          await cancelled;
          return { status: 'failure', error: { type: 'cancelled', message: 'cancelled' } };
        };
      });
      const sent = httpRequest(`${door.url}/integrations/execute/Loan%20Booking`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${tokens.caller}` },
      });
      sent.on('error', () => undefined);
      sent.end();
      await arrived;
      const id = door.runner.started.length;
      sent.destroy();
      while (!door.runner.cancelled.includes(id)) await new Promise((resolve) => setTimeout(resolve, 5));
    });

    const refusals: [string, { given: Error; want: [number, string, string | null] }][] = [
      ['busy', { given: new RunRefused('busy', 'Too many runs.'), want: [503, 'unavailable', '5'] }],
      ['stopping', { given: new RunRefused('stopping', 'Stopping.'), want: [503, 'unavailable', '5'] }],
      ['not_found', { given: new RunRefused('not_found', 'Gone.'), want: [404, 'not_found', null] }],
      ['inactive', { given: new RunRefused('inactive', 'Asleep.'), want: [404, 'inactive', null] }],
      ['a lost database', { given: new Error('lost'), want: [503, 'unavailable', '5'] }],
      ['a mistake', { given: new Error('secret mistake'), want: [500, 'internal', null] }],
    ];
    for (const [name, { given, want }] of refusals) {
      it(`answers ${want[0]} when no run starts: ${name}`, async () => {
        const runner = { ...createStubRunner(), start: () => Promise.reject(given) };
        const { queries } = scene;
        const closed = await openDoor({
          queries,
          runner,
          isUnavailable: (error) => (error as Error).message === 'lost',
        });
        const response = await fetch(`${closed.url}/integrations/execute/Loan%20Booking`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${tokens.caller}`, 'Idempotency-Key': `refused ${name}` },
        });
        const { code, message } = (await response.json()) as { code: string; message: string };
        assert.deepEqual([response.status, code, response.headers.get('retry-after')], want);
        assert(!message.includes('secret'));
        assert.equal(
          await scene
            .db('idempotent_requests')
            .where({ key: `refused ${name}` })
            .first('id'),
          undefined,
        );
        await closed.close();
      });
    }

    describe('given an Idempotency-Key', () => {
      const keyed = (key: string, given: Given = {}) => send({ ...given, headers: { 'Idempotency-Key': key } });

      const lostBehind: [string, { given: boolean }][] = [
        ['when it has queued it', { given: true }],
        ['before that', { given: false }],
      ];
      for (const [name, { given }] of lostBehind) {
        it(`queues one run when the database goes away ${name}, and the caller tries again`, async () => {
          const keyring = new Keyring([randomBytes(32)]);
          let away = true;
          const queries: Queries = {
            ...scene.queries,
            async atomically(work) {
              const done = given || !away ? await scene.queries.atomically(work) : null;
              if (!away) return done as never;
              away = false;
              throw new Error('lost');
            },
          };
          const runQueue = new RunQueue({ queries, keyring, now: () => new Date() });
          const queue = (request: never, inside: never) => runQueue.add(request, undefined, inside);
          const runner = { ...createStubRunner(), queue };
          const other = await openDoor({
            queries,
            runner,
            keyring,
            isUnavailable: (error) => String(error).includes('lost'),
          });
          const ask = () =>
            fetch(`${other.url}/integrations/execute/Slow`, {
              method: 'POST',
              headers: { Authorization: `Bearer ${tokens.caller}`, 'Idempotency-Key': `queued ${name}` },
            });
          const count = async () => Number((await scene.db('queued_runs').count({ count: '*' }))[0]?.count);
          const before = await count();
          const statuses = [(await ask()).status, (await ask()).status];
          await other.close();
          assert.deepEqual([statuses, (await count()) - before], [[503, 200], 1]);
        });
      }
      const said = async (response: Response) => [
        response.status,
        await response.text(),
        response.headers.get('x-mine'),
        response.headers.get('x-run-history-id'),
      ];

      it('runs once, and answers the same again', async () => {
        door.runner.ending = () => ({
          status: 'failure',
          output: { payload: { n: 1 }, status: 418, headers: { 'X-Mine': 'm' } },
        });
        const first = await said(await keyed('once'));
        const runs = door.runner.started.length;
        door.runner.ending = () => ({});
        assert.deepEqual(await said(await keyed('once')), first);
        assert.equal(door.runner.started.length, runs);
        assert.deepEqual(first.slice(0, 3), [418, '{"n":1}', 'm']);
        const [row] = await scene.db('idempotent_requests').where({ key: 'once' }).select('sealed_answer');
        assert.match(row.sealed_answer, /^v1\./);
      });

      const away: [string, { given: 'release' | 'answer'; want: [number, number] }][] = [
        ['what the key was taken for has failed', { given: 'release', want: [503, 200] }],
        ['its answer is to be kept', { given: 'answer', want: [200, 200] }],
      ];
      for (const [name, { given, want }] of away) {
        it(`is answered again after the database was away when ${name}`, async () => {
          const runner = createStubRunner();
          const { idempotency } = scene.queries;
          let failures = 1;
          const lost = () => Promise.reject(new Error('lost'));
          const failing = (id: number, process: string, answer: string) =>
            failures-- > 0 ? lost() : idempotency[given](id, process, answer);
          const other = await openDoor({
            queries: { ...scene.queries, idempotency: { ...idempotency, [given]: failing } },
            runner: given === 'release' ? { ...runner, start: lost } : runner,
            isUnavailable: (error) => (error as Error).message === 'lost',
          });
          const sendTo = (url: string) =>
            fetch(`${url}/integrations/execute/Loan%20Booking`, {
              method: 'POST',
              headers: { Authorization: `Bearer ${tokens.caller}`, 'Idempotency-Key': `away ${given}` },
            });
          const statuses = [(await sendTo(other.url)).status];
          // The other door never starts a run; and only the door that has sealed an answer has the key to read it.
          const open = given === 'release' ? door : other;
          let response = await sendTo(open.url);
          for (let i = 0; i < 40 && response.status === 409; i++) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            response = await sendTo(open.url);
          }
          assert.deepEqual([...statuses, response.status], want);
          assert.equal(runner.started.length, given === 'answer' ? 1 : 0);
          await other.close();
        });
      }

      it('shows the repetition in the run history', async () => {
        const first = await keyed('history', { method: 'PUT', path: '/rest/get_customer/7?secret=1' });
        await keyed('history', { method: 'PUT', path: '/rest/get_customer/7?secret=1' });
        const run = await scene.db('runs').orderBy('id', 'desc').first();
        assert.deepEqual(
          [run.status, run.started_by, run.username, run.output_status],
          ['success', 'http', 'caller', 200],
        );
        const items = await scene.db('run_items').where({ run_id: run.id }).orderBy('sequence');
        assert.deepEqual(
          items.map(({ type, label }) => [type, label]),
          ['INPUT', 'IDEMPOTENT_REQUEST', 'OUTPUT'].map((type) => [type, 'idempotent request']),
        );
        const [input, step] = items.map(({ content }) => JSON.parse(content));
        assert.deepEqual(
          [input.payload, input.fullpath, input.path],
          ['*REDACTED*', '/rest/get_customer/7', { id: '7' }],
        );
        assert.deepEqual(step, {
          idempotency_key: 'history',
          run_history_id: Number(first.headers.get('x-run-history-id')),
        });
      });

      it('keeps accounts and integrations apart', async () => {
        const before = door.runner.started.length;
        await keyed('apart');
        await keyed('apart', { as: 'root' });
        await keyed('apart', { path: '/integrations/execute/Slow' });
        assert.equal(door.runner.started.length, before + 3);
      });

      it('answers 409 as long as the first is not answered', async () => {
        let end = () => {};
        const arrived = new Promise<void>((resolve) => {
          door.runner.ending = () => {
            resolve();
            return new Promise((done) => (end = () => done({ output: { payload: 'first' } })));
          };
        });
        const first = keyed('concurrent');
        await arrived;
        const second = await keyed('concurrent');
        assert.equal(second.status, 409);
        assert.match(await second.text(), /request_in_progress/);
        end();
        assert.equal(await (await first).text(), '"first"');
        assert.equal(await (await keyed('concurrent')).text(), '"first"');
      });

      it('lets exactly one of many run', async () => {
        const before = door.runner.started.length;
        const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await keyed('many')).status));
        assert.equal(door.runner.started.length, before + 1);
        assert(statuses.every((status) => status === 200 || status === 409));
      });

      it('runs on when the client goes away, so that it can ask for the answer', async () => {
        let end = () => {};
        const arrived = new Promise<void>((resolve) => {
          door.runner.ending = () => {
            resolve();
            return new Promise((done) => (end = () => done({ output: { payload: 'late' } })));
          };
        });
        const sent = httpRequest(`${door.url}/integrations/execute/Loan%20Booking`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${tokens.caller}`, 'Idempotency-Key': 'gone' },
        });
        sent.on('error', () => undefined).end();
        await arrived;
        const id = door.runner.started.length;
        sent.destroy();
        await new Promise((resolve) => setTimeout(resolve, 20));
        end();
        let again = await keyed('gone');
        while (again.status === 409) again = await keyed('gone');
        assert.equal(await again.text(), '"late"');
        assert.equal(door.runner.started.length, id);
        assert(!door.runner.cancelled.includes(id));
      });

      it('runs again what was cancelled', async () => {
        door.runner.ending = () => ({ status: 'failure', error: { type: 'cancelled', message: 'stopped' } });
        await keyed('cancelled');
        const before = door.runner.started.length;
        door.runner.ending = () => ({});
        await keyed('cancelled');
        assert.equal(door.runner.started.length, before + 1);
      });

      it('does not run again what gave an answer that cannot be sent', async () => {
        door.runner.ending = () => ({ output: { status: 7 } });
        const first = await keyed('unsendable');
        const before = door.runner.started.length;
        const second = await keyed('unsendable');
        assert.deepEqual([first.status, second.status, door.runner.started.length], [500, 500, before]);
      });
    });
  });
});

import assert from 'node:assert/strict';
import { hashPassword } from '../../src/auth/password.js';
import type { NewEndpoint } from '../../src/queries/endpoints.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { startTestGateway, type TestGateway } from './gateway.js';

/** The door, with the engine behind it. */
describe('calling integrations over HTTP', function suite() {
  this.timeout(30_000);
  let gateway: TestGateway;
  let ann: { id: number; token: string };
  before(async () => {
    gateway = await startTestGateway();
    const row = { username: 'ann', email: 'ann@bank.example', is_staff: true, is_superuser: false };
    const id = await gateway.queries.users.create({ ...row, password_hash: await hashPassword('secret') }, new Date());
    ann = { id, token: `Basic ${Buffer.from('Ann@Bank.example:secret').toString('base64')}` };
  });
  after(() => gateway.stop());

  async function create(name: string, integration: WriteRequest['integration']): Promise<number> {
    const context = {
      integrationId: null,
      name,
      userId: ann.id,
      now: new Date(),
      signal: new AbortController().signal,
    };
    const made = await gateway.queries.components.write({ integration: { http_api: true, ...integration } }, context);
    if (made.outcome === 'conflict') throw new Error('conflict');
    return made.structure.id;
  }

  const endpoint = (given: Partial<NewEndpoint> & Pick<NewEndpoint, 'path' | 'integration_id'>) =>
    gateway.queries.endpoints.create({
      prefix: 'rest',
      method: 'GET',
      description: null,
      response_content_type: 'application/json',
      ...given,
    });

  const call = (path: string, init: RequestInit = {}) =>
    fetch(gateway.url + path, { method: 'POST', ...init, headers: { Authorization: ann.token, ...init.headers } });

  const json = (value: unknown, headers: Record<string, string> = {}): RequestInit => ({
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });

  it('answers with the default text, as JSON', async () => {
    await create('Plain One', {});
    const response = await call('/integrations/execute/Plain%20One', json({}));
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '"Integration Plain One completed successfully!"');
    assert.match(response.headers.get('x-run-history-id') ?? '', /^\d+$/);
  });

  it('answers with the payload, status and headers that the integration set', async () => {
    await create('setter', {
      before_hook: `output.payload = { got: input.payload, by: input.user.username, user: input.headers.CONTENT_TYPE };
output.status = 201;
output.headers['X-Made'] = 'yes';`,
    });
    const response = await call('/integrations/execute/setter', json({ a: 1 }));
    assert.deepEqual(
      [response.status, response.headers.get('x-made'), await response.json()],
      [201, 'yes', { got: { a: 1 }, by: 'ann', user: 'application/json' }],
    );
  });

  it('answers 500 when the run fails, and 400 when its input is wrong', async () => {
    await create('failing', { before_hook: 'throw new Error("broken")' });
    assert.equal((await call('/integrations/execute/failing', json({}))).status, 500);
    const id = await create('strict', {});
    const { structure } = await validated(id);
    assert(structure);
    assert.equal((await call('/integrations/execute/strict', json({}))).status, 400);
    assert.equal((await call('/integrations/execute/strict', json({ email: 'x' }))).status, 200);
  });

  async function validated(integrationId: number) {
    const rule = { type: 'INPUT', field: 'input.payload.email', rule: '!!_', abort_on_failure: true };
    const made = await gateway.queries.components.write({ validationrules: [rule] } as WriteRequest, {
      integrationId,
      name: 'strict',
      userId: ann.id,
      now: new Date(),
      signal: new AbortController().signal,
    });
    if (made.outcome === 'conflict') throw new Error('conflict');
    return made;
  }

  it('takes a form with files (domain.md 10.9)', async () => {
    await create('upload', {
      before_hook: 'output.payload = { fields: Object.keys(input.payload), files: Object.keys(input.files) };',
    });
    const form = new FormData();
    form.append('loan', '1');
    form.append('note', '2');
    form.append('license', new File(['TIFF'], 'driver_license.tiff'));
    form.append('statement', new File(['PDF'], 'bank_statement_01.pdf'));
    const response = await call('/integrations/execute/upload', { body: form });
    assert.deepEqual(await response.json(), { fields: ['loan', 'note'], files: ['license', 'statement'] });
    const pdf = await call('/integrations/execute/upload', {
      headers: { 'Content-Type': 'application/pdf' },
      body: '%PDF',
    });
    assert.deepEqual(await pdf.json(), { fields: [], files: ['file'] });
  });

  it('serves an address with a parameter, under the prefix it has (domain.md 10.5)', async () => {
    const id = await create('get_customer', {
      before_hook: 'output.payload = `There are no customers with an id of: ${input.path.id}`;',
    });
    for (const prefix of ['api', 'rest'] as const) {
      await endpoint({ prefix, path: `${prefix}_customer/{id}`, integration_id: id });
      const response = await call(`/${prefix}/${prefix}_customer/7`, { method: 'GET' });
      assert.equal(await response.text(), '"There are no customers with an id of: 7"');
    }
  });

  it('answers once to a key, and the same again (domain.md 10.9)', async () => {
    await create('counted', { before_hook: 'output.payload = { at: Math.random(), run: run_history_id };' });
    const once = async () =>
      (await call('/integrations/execute/counted', json({}, { 'Idempotency-Key': 'k1' }))).text();
    const first = await once();
    assert.match(first, /"run":\d+/);
    assert.equal(await once(), first);
    const other = await call('/integrations/execute/counted', json({}, { 'Idempotency-Key': 'k2' }));
    assert.notEqual(await other.text(), first);
  });

  it('answers at once for an asynchronous integration', async () => {
    await create('background', { run_async: true });
    const text = await (await call('/integrations/execute/background', json({}))).json();
    assert.match(text as string, /^Integration background was started; its run history id is \d+\.$/);
  });

  const odd: [string, { given: string; want: [number, RegExp] }][] = [
    ['a path that is not UTF-8', { given: '/integrations/execute/%ff', want: [400, /invalid_path/] }],
    ['a path that is half encoded', { given: '/rest/%', want: [400, /invalid_path/] }],
    // To the pages that is an integration of the name execute, which takes no POST.
    ['no name', { given: '/integrations/execute/', want: [405, /./] }],
    ['no path', { given: '/api/', want: [404, /./] }],
    ['a very long name', { given: `/integrations/execute/${'x'.repeat(8000)}`, want: [404, /not_found/] }],
  ];
  for (const [name, { given, want }] of odd) {
    it(`answers ${want[0]} to ${name}`, async () => {
      const response = await call(given);
      assert.equal(response.status, want[0]);
      assert.match(await response.text(), want[1]);
    });
  }

  const outputs: [string, { given: string; want: [number, string] }][] = [
    ['no payload', { given: 'output.payload = undefined', want: [200, 'null'] }],
    ['a status in a text', { given: 'output.status = "201"', want: [201, 'completed'] }],
    ['no headers', { given: 'output.headers = null; output.payload = 1', want: [200, '1'] }],
    ['a number in a header', { given: 'output.headers = { "X-N": 5 }; output.payload = 1', want: [200, '1'] }],
    [
      'bytes',
      {
        given: 'output.headers = { "Content-Type": "text/csv" }; output.payload = new Uint8Array([97, 44, 98])',
        want: [200, 'a,b'],
      },
    ],
    ['a type without bytes', { given: 'output.headers = { "Content-Type": "text/csv" }', want: [500, 'bytes'] }],
  ];
  for (const [name, { given, want }] of outputs) {
    it(`answers ${want[0]} when an integration sets ${name}`, async () => {
      await create(name, { before_hook: given });
      const response = await call(`/integrations/execute/${encodeURIComponent(name)}`, json({}));
      const text = await response.text();
      assert.equal(response.status, want[0], text);
      assert(text.includes(want[1]), text);
    });
  }

  it('refuses who may not', async () => {
    await gateway.user('stranger', 'standard');
    const bob = await gateway.user('bob', 'standard');
    const as = (token: string) =>
      fetch(`${gateway.url}/integrations/execute/setter`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
      });
    assert.equal((await as(bob.token)).status, 404);
    const id = await gateway.queries.integrations.find('setter');
    const grant = { user_id: bob.id, integration_id: id?.id as number, granted_by: null };
    await gateway.queries.permissions.grant({ ...grant, rights: ['read'] }, new Date());
    assert.equal((await as(bob.token)).status, 403);
    await gateway.queries.permissions.grant({ ...grant, rights: ['execute'] }, new Date());
    assert.equal((await as(bob.token)).status, 201);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { csrfTokenOf } from '../../../src/auth/csrf.js';
import { WebSessions } from '../../../src/auth/web-sessions.js';
import { type RunningMockCore, startMockCore } from '../../../src/mockcore/start-mock-core.js';
import { Assistant } from '../../e2e/acceptance/assistant.js';
import { assertAccessible, inBrowser } from '../browser.js';

const NAME = 'user_management_tutorial';
const FOLDER = 'examples/frontends/mock-crm';
const FILES = ['index.html', 'styles.css', 'script.js'];

const fieldmappings = [
  ['Name.FirstName', 'input.payload.firstname'],
  ['Name.LastName', 'input.payload.lastname'],
  ['EmailAddresses.EmailAddress[0].ElectronicAddressLines.ElectronicAddressLine[0].AddrLine', 'input.payload.email'],
  ['Identification.DateOfBirth', 'input.payload.dob'],
  ['PersTyps.PersTyp[0].PersonTypeCode', '"individual"'],
  ['url_path', '"/api/integration/fiservdna/person_maintenance"'],
].map(([field, value]) => ({ field, value, value_type: 'str' }));

/** An assistant makes a frontend through the tool, and a teller works with it in a browser. */
inBrowser('Mock CRM (domain.md 10.3)', (scene) => {
  let core: RunningMockCore;
  let ann: Assistant;
  let teller: number;
  before(async () => {
    const { gateway } = scene;
    core = await startMockCore({ port: 0 });
    ann = await Assistant.at(gateway);
    await gateway.queries.userPermissions.grant({ user_id: ann.id, permission: 'frontends', by: null }, new Date());
    const system = { system: 'MOCKCORE', service_name: 'n/a', formula_variable: 'create_new_customer', fieldmappings };
    await ann.write(NAME, { integration: { http_api: true }, servicerequests: [system] });
    await gateway.bind(NAME, 'MOCKCORE', { host: '127.0.0.1', port: core.port, tls: false });
    teller = (await gateway.user('teller', 'standard')).id;
    await gateway.grant(teller, NAME, 'execute');
    await ann.call('frontend_operations', { action: 'create-frontend', name: 'Mock CRM' });
    for (const path of FILES) {
      const content = readFileSync(`${FOLDER}/${path}`, 'utf8');
      const put = await ann.call('frontend_operations', { action: 'put-file', frontend: 'mock-crm', path, content });
      assert.equal(put.success, true, JSON.stringify(put));
    }
  });
  after(() => core?.stop());

  const customers = () => core.core.customers.length;

  it('asks who comes to sign in, and goes on to it', async () => {
    const page = await scene.visit(null);
    await page.goto('/frontends/mock-crm?from=mail');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('next'), '/frontends/mock-crm?from=mail');
  });

  it('creates a customer, as whoever is signed in', async () => {
    const page = await scene.visit(teller);
    await page.goto('/frontends/mock-crm/');
    await page.getByLabel('First name').fill('Marte');
    await page.getByLabel('Last name').fill('Hanssen');
    await page.getByLabel('E-mail address').fill('m@x.example');
    await page.getByLabel('Date of birth').fill('1948-03-02');
    await page.getByRole('button', { name: 'Save customer' }).click();
    await page.getByText('Marte Hanssen is a customer now.').waitFor();
    assert.equal(await customers(), 1);
    const { records } = await ann.call('search_run_histories', { integration_names: [NAME] });
    assert.deepEqual([records.length, records[0].status, records[0].user], [1, 'success', 'teller']);
    await assertAccessible(page);
  });

  it('says what went wrong in words', async () => {
    const { id } = await scene.gateway.user('stranger', 'standard');
    const page = await scene.visit(id, { width: 390, dark: true });
    await page.goto('/frontends/mock-crm/');
    await page.getByLabel('First name').fill('A');
    await page.getByLabel('Last name').fill('B');
    await page.getByLabel('E-mail address').fill('a@b.example');
    await page.getByLabel('Date of birth').fill('2000-01-01');
    await page.getByRole('button', { name: 'Save customer' }).click();
    await page.getByText(/^(You may not do that|There is no integration)/).waitFor();
    await assertAccessible(page);
    assert.equal(await customers(), 1);
  });

  it('does nothing without X-CSRFToken, or a session', async () => {
    const { queries, url } = scene.gateway;
    const secret = await new WebSessions(queries, () => new Date()).begin(teller);
    const post = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ firstname: 'A', lastname: 'B', email: 'a@b.example', dob: '2000-01-01' });
      const json = { 'content-type': 'application/json', ...headers };
      return (await fetch(`${url}/integrations/execute/${NAME}`, { method: 'POST', headers: json, body })).status;
    };
    const cookie = `session=${secret}`;
    assert.equal(await post({}), 401);
    assert.equal(await post({ cookie }), 403);
    assert.equal(await post({ cookie, 'x-csrftoken': 'wrong' }), 403);
    assert.equal(await customers(), 1);
    assert.equal(await post({ cookie, 'x-csrftoken': csrfTokenOf(secret) }), 200);
    assert.equal(await customers(), 2);
  });

  it('signs out', async () => {
    const page = await scene.visit(teller);
    await page.goto('/frontends/mock-crm/');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('begins as a page that runs any integration, and can be worked with', async () => {
    await ann.call('frontend_operations', { action: 'create-frontend', name: 'Begun' });
    for (const [width, dark] of [
      [1280, false],
      [390, true],
    ] as const) {
      const page = await scene.visit(teller, { width, dark });
      await page.goto('/frontends/begun/');
      await page.getByRole('heading', { name: 'Begun', level: 1 }).waitFor();
      await page.getByLabel('Integration', { exact: true }).fill(NAME);
      await page
        .getByLabel('Payload')
        .fill('{"firstname": "C", "lastname": "D", "email": "c@d.example", "dob": "2000-01-01"}');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('#result', { hasText: 'completed successfully' }).waitFor();
      await page.getByLabel('Payload').fill('no JSON');
      await page.getByRole('button', { name: 'Run' }).click();
      await page.locator('#result.problem').waitFor();
      await page.getByLabel('Integration', { exact: true }).fill('nope');
      await page.getByLabel('Payload').fill('{}');
      await page.getByRole('button', { name: 'Run' }).click();
      await page.locator('#result', { hasText: 'There is no integration "nope"' }).waitFor();
      await assertAccessible(page);
    }
  });
});

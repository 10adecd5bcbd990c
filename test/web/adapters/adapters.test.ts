import assert from 'node:assert/strict';
import { WebSessions } from '../../../src/auth/web-sessions.js';
import { openAdapterConfig } from '../../../src/crypto/adapter-secrets.js';
import { type RunningMockCore, startMockCore } from '../../../src/mockcore/start-mock-core.js';
import { assertAccessible, inBrowser } from '../browser.js';

inBrowser('The pages of adapter configurations', (scene) => {
  let core: RunningMockCore;
  let ann: number;
  let bob: number;
  const settingsOf = async (name: string) => {
    const row = await scene.gateway.queries.adapterConfigs.find('MOCKCORE', name);
    assert(row);
    return { id: row.id, row, settings: openAdapterConfig(row, scene.gateway.keyring) };
  };
  const write = async (name: string, userId: number) => {
    const context = { integrationId: null, name, userId, now: new Date(), signal: new AbortController().signal };
    await scene.gateway.queries.components.write({}, context);
  };

  before(async () => {
    core = await startMockCore({ port: 0 });
    const { gateway } = scene;
    ann = (await gateway.user('ann', 'staff')).id;
    bob = (await gateway.user('bob', 'staff')).id;
    await gateway.queries.userPermissions.grant({ user_id: ann, permission: 'adapter_configs', by: null }, new Date());
    await write('Loan Booking', ann);
    await write('Secret', bob);
  });
  after(() => core.stop());

  it('adds one, says what is wrong with it, validates it, binds it and deletes it', async () => {
    const page = await scene.visit(ann);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await page.goto('/adapters');
    await page.getByText('There is no configuration yet.').waitFor();
    await assertAccessible(page);

    await page.getByRole('link', { name: 'Add Mock banking core…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('core');
    await page.getByLabel('Host').fill('http://127.0.0.1');
    await page.getByLabel('Password for Basic authentication', { exact: true }).fill('sesame street');
    await assertAccessible(page);
    await press('Add');
    await page.getByText('There is no username that it belongs to.').waitFor();
    await page.getByText('"http://127.0.0.1" must be a name or an address alone').waitFor();
    await assertAccessible(page);
    await page.getByLabel('Host').fill('127.0.0.1');
    await page.getByLabel('Port').fill(String(core.port));
    await page.getByLabel('TLS (https)').uncheck();
    await page.getByLabel('User name for Basic authentication').fill('ann');
    await page.getByLabel('Password for Basic authentication', { exact: true }).fill('sesame street');
    await press('Add');
    await page.getByText('The configuration is added.').waitFor();
    assert.equal((await settingsOf('core')).settings.password, 'sesame street');

    await press('Validate');
    await page.getByText(`HEAD http://127.0.0.1:${core.port}/ was answered with status 200.`).waitFor();
    await page.getByText('passed').waitFor();
    assert.equal((await settingsOf('core')).row.validation_problem, null);

    await page.getByLabel('Integration', { exact: true }).fill('Secret');
    await press('Bind');
    await page.getByText('There is no such integration, or you may not write it.').waitFor();
    await page.getByLabel('Integration', { exact: true }).fill('Loan Booking');
    await page.getByLabel('For one user alone').fill('nobody');
    await press('Bind');
    await page.getByText('There is no such user.').waitFor();
    await page.getByLabel('For one user alone').fill('bob');
    await press('Bind');
    await page.getByText('Loan Booking, for bob').waitFor();
    await page.getByLabel('Integration', { exact: true }).fill('Loan Booking');
    await press('Bind');
    await press('Unbind from Loan Booking, for bob');
    await page.getByText('It is not bound any more.').waitFor();
    await page.getByText('Loan Booking, for everybody').waitFor();
    await assertAccessible(page);

    await press('Deactivate');
    await page.getByText('The configuration is not used any more').waitFor();
    await press('Activate');
    await page.getByText('The configuration is active.').waitFor();
    await page.goto('/adapters');
    await page
      .getByRole('row', { name: /^core MOCKCORE/ })
      .getByText('Loan Booking')
      .waitFor();
    await assertAccessible(page);
    await page.getByRole('link', { name: 'core', exact: true }).click();
    await page.getByText('Delete…').click();
    await page.getByText('These integrations cannot reach MOCKCORE with it any more: Loan Booking.').waitFor();
    await press('Delete');
    await page.getByText('The configuration is deleted.').waitFor();
  });

  it('never sends a secret, keeps it, takes it away, and asks for it again before it goes elsewhere', async () => {
    const given = { host: '127.0.0.1', port: 1, tls: false, username: 'u', password: 'sesame street' };
    await scene.gateway.bind('Secret', 'MOCKCORE', given, 'kept');
    const { id } = await settingsOf('kept');
    const page = await scene.visit(ann, { width: 390, dark: true });
    const password = page.getByLabel('Password for Basic authentication', { exact: true });
    const save = () => page.getByRole('button', { name: 'Save' }).click();
    await page.goto(`/adapters/${id}`);
    assert.doesNotMatch(await page.content(), /sesame street/);
    await page.getByText('It is set. Leave this empty to keep it.').waitFor();
    await page.getByText('And one integration that you may not see.').waitFor();
    assert.doesNotMatch(await page.content(), /Secret/);
    await assertAccessible(page);

    await page.getByLabel('Seconds that a whole call may take').fill('7');
    await save();
    await page.getByText('The settings are saved.').waitFor();
    assert.deepEqual(
      [(await settingsOf('kept')).settings.password, (await settingsOf('kept')).settings.timeout_seconds],
      ['sesame street', 7],
    );
    await page.getByLabel('Host').fill('evil.example');
    await password.fill('__ENCRYPTED__');
    await save();
    await page.getByText('It was given for another host, port or protection').waitFor();
    await assertAccessible(page);
    assert.equal((await settingsOf('kept')).settings.host, '127.0.0.1');
    await password.fill('another one');
    await save();
    await page.getByText('The settings are saved.').waitFor();
    assert.equal((await settingsOf('kept')).settings.password, 'another one');
    await page.getByLabel('Clear “Password for Basic authentication”').check();
    await save();
    await page.getByText('It is not set.').first().waitFor();
    assert.equal((await settingsOf('kept')).row.sealed_settings, null);

    await page.getByLabel('Host').fill('127.0.0.1');
    await save();
    await page.getByRole('button', { name: 'Validate' }).click();
    await page.getByText('127.0.0.1:1 refuses the connection: nothing listens there.').waitFor();
    await page.getByText('failed').waitFor();
  });

  it('configures custom adapters by their fields, and asks for secrets again when other values change', async () => {
    const { gateway } = scene;
    const code = `class CustomAdapter {
      execute() {}
      validate_config() { if (this.config.retries > 9) throw new Error('that are too many retries') }
    }`;
    const config_schema = {
      url: 'string',
      retries: 'integer',
      codes: 'array',
      strict: 'boolean',
      key: 'encrypted_string',
    };
    await gateway.queries.customAdapters.create(
      { name: 'Acct lookup', system: 'ACCT_LOOKUP', description: null, code, config_schema },
      new Date(),
    );
    const stored = async () => {
      const row = await gateway.queries.adapterConfigs.find('ACCT_LOOKUP', 'production');
      return row && openAdapterConfig(row, gateway.keyring);
    };
    const page = await scene.visit(ann);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const key = page.getByLabel('key', { exact: true });
    await page.goto('/adapters');
    await page.getByRole('link', { name: 'Add Acct lookup…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('production');
    await page.getByText('Longer values').click();
    await page.getByLabel('codes (a list, as JSON)').fill('[1');
    await press('Add');
    await page.getByText('Wants a list (array).').waitFor();
    await page.getByText('Is missing; it wants a text (encrypted_string).').waitFor();
    await assertAccessible(page);
    await page.getByLabel('url').fill('https://x.example');
    await page.getByLabel('retries').fill('30');
    await page.getByLabel('codes (a list, as JSON)').fill('[1, 2]');
    await key.fill('sesame street');
    await press('Add');
    await page.getByText('The configuration is added.').waitFor();
    const values = { url: 'https://x.example', retries: 30, codes: [1, 2], strict: false, key: 'sesame street' };
    assert.deepEqual(await stored(), values);
    assert.doesNotMatch(await page.content(), /sesame street/);
    await press('Validate');
    await page.getByText('that are too many retries').waitFor();
    await assertAccessible(page);

    await page.getByLabel('retries').fill('3');
    await key.fill('__ENCRYPTED__');
    await press('Save');
    await page.getByText('It was given with other values; give it again, or clear it').waitFor();
    assert.deepEqual(await stored(), values);
    await gateway.queries.userPermissions.grant({ user_id: ann, permission: 'custom_adapters', by: null }, new Date());
    await page.getByLabel('strict').check();
    await page.getByLabel('url').fill(' x ');
    await press('Save');
    await page.getByText('The settings are saved.').waitFor();
    assert.deepEqual(await stored(), { ...values, url: ' x ', retries: 3, strict: true });
    await press('Validate');
    await page.getByText('validate_config has found nothing wrong.').waitFor();
    await press('Deactivate');
    await page.getByText('The configuration is not used any more').waitFor();
    await page.goto('/adapters');
    await page.getByRole('row', { name: /^production ACCT_LOOKUP what its custom adapter calls inactive/ }).waitFor();
    await assertAccessible(page);
  });

  it('does not activate one beside another one for the same integration', async () => {
    const { queries } = scene.gateway;
    await scene.gateway.bind('Loan Booking', 'HTTP', { host: 'a.example' }, 'used');
    const spare = { system: 'HTTP', name: 'spare', active: false, validation_enabled: true, sealed_settings: null };
    const configId = await queries.adapterConfigs.create({ ...spare, settings: { host: 'b.example' } }, new Date());
    const found = await queries.integrations.find('Loan Booking');
    await queries.adapterConfigs.bind({ integrationId: found?.id as number, configId, userId: null });
    const page = await scene.visit(ann);
    await page.goto(`/adapters/${configId}`);
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('alert').getByText('It stays inactive').waitFor();
    assert.equal((await queries.adapterConfigs.byId(configId))?.active, false);
  });

  const paths: [string, { given: () => { user: number; path: string; form?: string }; want: number }][] = [
    ['the list to who has no right to it', { given: () => ({ user: bob, path: '/adapters' }), want: 403 }],
    ['one to who has no right to it', { given: () => ({ user: bob, path: '/adapters/1' }), want: 403 }],
    ['one that there is not', { given: () => ({ user: ann, path: '/adapters/99999' }), want: 404 }],
    ['what is no id', { given: () => ({ user: ann, path: '/adapters/x' }), want: 404 }],
    ['a system that needs none', { given: () => ({ user: ann, path: '/adapters/new?system=ECHO' }), want: 404 }],
    ['a form without its token', { given: () => ({ user: ann, path: '/adapters', form: 'system=HTTP' }), want: 403 }],
  ];
  for (const [name, { given, want }] of paths) {
    it(`refuses ${name}`, async () => {
      const { user, path, form } = given();
      const secret = await new WebSessions(scene.gateway.queries, () => new Date()).begin(user);
      const headers = { cookie: `session=${secret}`, 'content-type': 'application/x-www-form-urlencoded' };
      const request = form === undefined ? { headers } : { method: 'POST', headers, body: form };
      assert.equal((await fetch(scene.gateway.url + path, request)).status, want);
    });
  }
});

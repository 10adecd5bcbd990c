import assert from 'node:assert/strict';
import { hashSecret } from '../../../src/auth/secret.js';
import { flagsOf } from '../../../src/queries/users.js';
import { AT, type Office, refused, useOffice } from './office.js';

const IN_AN_HOUR = new Date(AT.getTime() + 3_600_000);

describe('the admin models of tokens, applications, clients and sessions', () => {
  let office: Office;
  let root: number;
  let staff: number;
  let other: number;
  useOffice(async (opened) => {
    office = opened;
    root = office.root;
    staff = await office.staff('staff');
    other = await office.staff('other');
    await office.log();
  });

  it('revoke tokens, one’s own alone, and make none', async () => {
    const { tokens } = office.scene.queries;
    const make = (user_id: number, hash: string) =>
      tokens.create({ user_id, name: hash, token_hash: hash, prefix: 'igw_', expires_at: null }, AT);
    const [own, foreign] = [await make(staff, 'hash one'), await make(other, 'hash two')];
    assert.deepEqual(
      (await office.list(staff, 'ApiToken')).map(({ id }) => id),
      [own],
    );
    assert.equal((await office.list(root, 'ApiToken')).length, 2);
    assert.doesNotMatch(JSON.stringify(await office.list(root, 'ApiToken')), /"token_hash"/);
    await refused(office.remove(staff, 'ApiToken', foreign), 'not_found');
    await refused(office.post(root, 'ApiToken', { name: 'x' }), 'forbidden', /on the page API tokens/);
    await office.remove(staff, 'ApiToken', own);
    assert.equal((await tokens.find(own))?.revoked_at, AT.toISOString());
    await refused(office.remove(staff, 'ApiToken', own), 'invalid_value', /already/);
    assert.deepEqual(await office.log(), ['staff: delete ApiToken hash one (igw_…)']);
  });

  it('make an application, show its secret once, switch it off and delete it', async () => {
    const values = { name: 'Claude', redirect_uris: ['http://localhost:6545/oauth/callback'] };
    const { id, instance, shownOnce } = await office.post(staff, 'OAuthApplication', values);
    const { client_id, client_secret } = shownOnce as { client_id: string; client_secret: string };
    assert.deepEqual([instance.client_id, instance.confidential, instance.made_by_id], [client_id, true, staff]);
    const row = await office.scene.queries.oauthApplications.byClientId(client_id);
    assert.equal(row?.secret_hash, hashSecret(client_secret));
    assert.equal((await office.everything('oauth_applications')).includes(client_secret), false);
    assert.deepEqual(await office.list(other, 'OAuthApplication'), []);
    await refused(office.patch(other, 'OAuthApplication', id, { name: 'Mine' }), 'not_found');
    const changed = await office.patch(staff, 'OAuthApplication', id, { name: 'Claude 2', active: false });
    assert.deepEqual(Object.keys(changed.changes), ['name', 'active']);
    await office.patch(root, 'OAuthApplication', id, { active: true });
    await office.remove(staff, 'OAuthApplication', id);
    assert.equal(await office.scene.queries.oauthApplications.byClientId(client_id), undefined);
  });

  it('refuse an application that the page would refuse', async () => {
    const { users } = office.scene.queries;
    const password_hash = null;
    const account = await users.create(
      { username: 'nightly', email: null, password_hash, ...flagsOf('service account') },
      AT,
    );
    const uris = ['https://client.example/back'];
    const cases: [number, object, RegExp][] = [
      [staff, { name: 'x' }, /needs an address/],
      [staff, { name: 'x', redirect_uris: ['http://client.example/back'] }, /client.example/],
      [staff, { name: 'x', service_account_id: account }, /Only a superuser/],
      [root, { name: 'x', service_account_id: staff }, /no such active service account/],
      [root, { name: 'x', service_account_id: account, skip_authorization: true }, /Nobody signs in/],
      [staff, { name: 'x', redirect_uris: uris, confidential: false, skip_authorization: true }, /anybody could pass/],
      [staff, { name: 'x', redirect_uris: uris, registered: true }, /cannot be written/],
    ];
    for (const [by, values, want] of cases) {
      await refused(office.post(by, 'OAuthApplication', { ...values }), 'invalid_value', want);
    }
    const made = await office.post(root, 'OAuthApplication', { name: 'x', service_account_id: account });
    assert.equal(made.instance.service_account_id, account);
    await refused(
      office.patch(root, 'OAuthApplication', made.id, { redirect_uris: uris }),
      'invalid_value',
      /no address/,
    );
  });

  it('let no application make another one that nobody is asked about', async () => {
    const by = { userId: staff, signal: new AbortController().signal };
    const { changes } = office.admin.within(new Set(['read', 'administer']));
    const values = { name: 'Another', redirect_uris: ['https://client.example/back'] };
    const model = 'gateway.OAuthApplication';
    const unasked = { ...values, skip_authorization: true };
    await refused(changes.create(by, model, unasked), 'forbidden', /Only a person/);
    const { id } = await changes.create(by, model, values);
    await refused(changes.change(by, model, id, { skip_authorization: true }), 'forbidden', /Only a person/);
    await office.patch(staff, 'OAuthApplication', id, { skip_authorization: true });
    await changes.change(by, model, id, { name: 'Renamed' });
    const elsewhere = { redirect_uris: ['https://other.example/back'] };
    await refused(changes.change(by, model, id, elsewhere), 'forbidden', /Only a person/);
    await changes.change(by, model, id, { ...elsewhere, skip_authorization: false });
  });

  it('end what was given to a client, and a session', async () => {
    const { oauthArtifacts, webSessions } = office.scene.queries;
    const nothing = { uid_hash: null, scope: null, audience: null, expires_at: IN_AN_HOUR };
    const given = { ...nothing, sealed_payload: 'sealed', user_id: staff, client_id: 'app_1' };
    await oauthArtifacts.save({ ...given, kind: 'Grant', id_hash: 'grant', grant_hash: null }, AT);
    await oauthArtifacts.save({ ...given, kind: 'AccessToken', id_hash: 'token', grant_hash: 'grant' }, AT);
    const [client] = await office.list(staff, 'ConnectedClient');
    assert.deepEqual(Object.keys(client ?? {}), ['id', 'user_id', 'client_id', 'created_at', 'expires_at']);
    assert.deepEqual(await office.list(other, 'ConnectedClient'), []);
    const token = await office.scene.db('oauth_artifacts').where({ kind: 'AccessToken' }).first('id');
    await refused(office.remove(staff, 'ConnectedClient', token.id), 'not_found');
    await office.remove(staff, 'ConnectedClient', Number(client?.id));
    assert.deepEqual(await office.scene.db('oauth_artifacts'), []);

    await webSessions.begin({ secret_hash: 'hash', user_id: staff, expires_at: IN_AN_HOUR }, AT);
    const [session] = await office.list(root, 'WebSession');
    assert.deepEqual(Object.keys(session ?? {}), ['id', 'user_id', 'created_at', 'seen_at', 'expires_at']);
    await office.remove(root, 'WebSession', Number(session?.id));
    assert.deepEqual(await office.list(root, 'WebSession'), []);
  });
});

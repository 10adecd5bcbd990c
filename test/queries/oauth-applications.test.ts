import assert from 'node:assert/strict';
import type { NewOAuthApplication } from '../../src/queries/oauth-applications.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

const APPLICATION: NewOAuthApplication = {
  client_id: 'app_1',
  name: 'IG-MCP',
  secret_hash: 'hash',
  redirect_uris: ['http://localhost:6545/oauth/callback'],
  skip_authorization: true,
  service_account_id: null,
  made_by: null,
};

describe('oauthApplicationQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let robot: number;
    before(async () => {
      scene = await sceneOn(await open());
      robot = await scene.user('robot');
      await scene.db('users').where({ id: robot }).update({ is_service_account: true, is_staff: false });
      const { create } = scene.queries.oauthApplications;
      await create(APPLICATION, scene.now);
      await create({ ...APPLICATION, client_id: 'app_2', made_by: scene.userId }, scene.now);
      await create({ ...APPLICATION, client_id: 'app_3', redirect_uris: [], service_account_id: robot }, scene.now);
      const registered = { ...APPLICATION, registered: true, expires_at: new Date('2026-12-01T00:00:00Z') };
      await create({ ...registered, client_id: 'app_4', metadata: { a: 1 } }, scene.now);
    });

    it('tells those that people have made from those that have registered themselves', async () => {
      const { made, registered, countMadeBy } = scene.queries.oauthApplications;
      const shown = (await made('all')).map((one) => [one.client_id, one.maker, one.service_account]);
      assert.deepEqual(shown, [
        ['app_3', null, 'robot'],
        ['app_2', 'ann', null],
        ['app_1', null, null],
      ]);
      assert.deepEqual(
        (await made(scene.userId)).map(({ client_id }) => client_id),
        ['app_2'],
      );
      const [one, ...others] = await registered(10);
      assert.deepEqual([one?.client_id, one?.metadata, one?.made_by_superuser, others], ['app_4', { a: 1 }, false, []]);
      const { countRegistered } = scene.queries.oauthApplications;
      const known = [new Date('2026-11-30T00:00:00Z'), new Date('2026-12-01T00:00:00Z')].map(countRegistered);
      assert.deepEqual(await Promise.all(known), [1, 0]);
      assert.equal(await countMadeBy(scene.userId), 1);
    });

    it('knows the service accounts', async () =>
      assert.deepEqual(await scene.queries.oauthApplications.serviceAccounts(), [{ id: robot, username: 'robot' }]));

    it('changes what it is told to, and nothing else', async () => {
      const { find, change, rotateSecret, setActive, touch } = scene.queries.oauthApplications;
      const before = await find(2);
      assert(await change(2, { name: 'New', redirect_uris: ['https://a.example/cb'], skip_authorization: false }));
      assert(await rotateSecret(2, 'other hash'));
      assert(await setActive(2, false));
      await touch('app_2', new Date('2026-11-05T10:00:00Z'), new Date('2027-01-01T00:00:00Z'));
      assert.deepEqual(await find(2), {
        ...before,
        name: 'New',
        redirect_uris: ['https://a.example/cb'],
        skip_authorization: false,
        secret_hash: 'other hash',
        active: false,
        last_used_at: '2026-11-05T10:00:00.000Z',
      });
      assert.equal((await find(1))?.secret_hash, 'hash');
      assert.equal(await change(99, { name: 'x' }), false);
    });

    it('deletes', async () => {
      assert.equal(await scene.queries.oauthApplications.delete(4), true);
      assert.equal(await scene.queries.oauthApplications.delete(4), false);
      assert.equal(await scene.queries.oauthApplications.find(4), undefined);
    });
  });
});

import assert from 'node:assert/strict';
import { freshDatabase } from '../database/harness.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { endOf, opens, opensNoMore, redemption } from './attack.js';
import { ask, createClient, Visitor } from './flow.js';

const TIMES = 5;

for (const name of ['SQLite', 'PostgreSQL'] as const) {
  describe(`What may be used once, several times at once, on ${name}`, function atOnce() {
    this.timeout(60_000);
    let gateway: TestGateway;
    let ann: number;
    let remove: () => Promise<void>;
    before(async () => {
      const database = await freshDatabase[name]();
      ({ remove } = database);
      gateway = await startTestGateway(database.url);
      ann = (await gateway.user('ann', 'staff')).id;
    });
    after(async () => {
      await gateway.stop();
      await remove();
    });

    const allAtOnce = <T>(one: () => Promise<T>) => Promise.all(Array.from({ length: TIMES }, one));

    it('is a code: it gives one token at most, and that one is no good', async () => {
      for (const isPublic of [false, true]) {
        const client = await createClient(gateway, { isPublic });
        const { fields } = await redemption(gateway, client, ann);
        const answers = await allAtOnce(() => ask(gateway, client, fields));
        const given = answers.filter(({ status }) => status === 200);
        assert(given.length <= 1, `${given.length} tokens`);
        assert(answers.every(({ status, error }) => status === 200 || error === 'invalid_grant'));
        for (const { access_token, refresh_token } of given) {
          assert.equal(await opens(gateway, access_token), 401);
          assert.equal(
            (await ask(gateway, client, { grant_type: 'refresh_token', refresh_token })).error,
            'invalid_grant',
          );
        }
      }
    });

    it('is the refresh token of a client without a secret: nobody keeps anything', async () => {
      const client = await createClient(gateway, { isPublic: true });
      const first = await ask(gateway, client, (await redemption(gateway, client, ann)).fields);
      assert.equal(await opens(gateway, first.access_token), 200);
      const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
      const answers = await allAtOnce(() => ask(gateway, client, refresh));
      const given = answers.filter(({ status }) => status === 200);
      assert(given.length <= 1, `${given.length} tokens`);
      assert(answers.every(({ status, error }) => status === 200 || error === 'invalid_grant'));
      for (const { access_token } of [first, ...given]) assert.equal(await opensNoMore(gateway, access_token), 401);
    });

    it('is not asked of a client whose name no database takes', async () => {
      const end = await endOf(gateway, { id: 'a\0b' }, await Visitor.of(gateway, ann), {});
      assert('page' in end && end.status === 400);
      const { status, error } = await ask(gateway, { id: 'a\0b', secret: null }, { grant_type: 'refresh_token' });
      assert.deepEqual([status, error], [401, 'invalid_client']);
    });
  });
}

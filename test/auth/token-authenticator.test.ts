import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import type { Account } from '../../src/auth/account.js';
import { makeApiToken } from '../../src/auth/api-token.js';
import type { Refusal } from '../../src/auth/principal.js';
import { createTokenAuthenticator } from '../../src/auth/token-authenticator.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('createTokenAuthenticator', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let statements: string[];
    let now: number;
    before(async () => {
      const db: Knex = await open();
      db.on('query', ({ sql }) => statements.push(sql));
      statements = [];
      scene = await sceneOn(db);
    });
    beforeEach(() => {
      now = Date.now();
    });

    /** One on each of so many nodes, which know nothing of each other. */
    const nodes = (count: number) =>
      Array.from({ length: count }, () =>
        createTokenAuthenticator({ queries: scene.queries, now: () => new Date(now), audience: null }),
      );
    const make = async () => {
      const { token, hash, prefix } = makeApiToken();
      const row = { user_id: scene.userId, name: 'any', token_hash: hash, prefix, expires_at: null };
      const id = await scene.queries.tokens.create(row, new Date(now));
      return { id, headers: { authorization: `Bearer ${token}` }, method: 'POST', address: '10.0.0.1' };
    };

    it('needs no promise and no query for a token that was right a moment ago', async () => {
      const [authenticate] = nodes(1) as [ReturnType<typeof createTokenAuthenticator>];
      const credentials = await make();
      const first = (await authenticate(credentials)) as Account;
      assert.equal(first.tokenId, credentials.id);
      statements = [];
      now += 449;
      assert.equal(authenticate(credentials), first);
      assert.deepEqual(statements, []);
    });

    const endings: [string, (id: number) => Promise<unknown>, RegExp][] = [
      ['is revoked', (id) => scene.queries.tokens.revoke(id, new Date(now)), /was revoked/],
      ['loses its user', () => scene.db('users').where({ id: scene.userId }).update({ active: false }), /disabled/],
    ];
    for (const [name, end, want] of endings) {
      it(`refuses a token that ${name} on every node within a second`, async () => {
        const all = nodes(3);
        const credentials = await make();
        for (const authenticate of all) assert('username' in ((await authenticate(credentials)) ?? {}));
        await end(credentials.id);
        now += 450;
        for (const authenticate of all) assert.match(((await authenticate(credentials)) as Refusal).message, want);
        await scene.db('users').where({ id: scene.userId }).update({ active: true });
      });
    }

    it('writes when a token was used once a minute, however many use it', async () => {
      const all = nodes(3);
      const credentials = await make();
      for (const authenticate of all) await authenticate(credentials);
      statements = [];
      for (let second = 0; second < 60; second++) {
        for (const authenticate of all) await authenticate(credentials);
        now += 1_000;
      }
      const writes = () => statements.filter((sql) => sql.startsWith('update')).length;
      assert.equal(writes(), 0);
      now += 1_000;
      for (const authenticate of all) await authenticate(credentials);
      assert.equal(writes(), 1);
    });
  });
});

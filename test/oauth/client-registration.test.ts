import assert from 'node:assert/strict';
import { ApplicationStore } from '../../src/oauth/application-store.js';
import {
  ClientRegistration,
  MOST_REGISTERED,
  REGISTERED_FOR_MS,
  UNUSED_FOR_MS,
} from '../../src/oauth/client-registration.js';
import { onEachDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';

describe('ClientRegistration', () => {
  onEachDatabase((_name, open) => {
    it('takes so many clients and no more, until the time of some is over', async () => {
      const { db, queries } = await sceneOn(await open());
      let at = Date.parse('2026-11-22T12:00:00Z');
      const registration = new ClientRegistration({ queries, now: () => new Date(at), domains: ['localhost'] });
      const given = { redirect_uris: ['http://localhost/callback'], grant_types: ['authorization_code'] };
      await registration.add('first', given);
      const { id, ...row } = await db('oauth_applications').first();
      const more = Array.from({ length: MOST_REGISTERED - 2 }, (_, i) => ({ ...row, client_id: `client ${i}` }));
      await db.batchInsert('oauth_applications', more, 50);
      await registration.add('last', given);
      const refusal = { error: 'invalid_client_metadata', error_description: /too many clients have registered/ };
      await assert.rejects(registration.add('one too many', given), refusal);
      at += UNUSED_FOR_MS;
      await registration.add('one more', given);
    });

    it('is known to the authorization server for a day, and longer when it gets tokens', async () => {
      const { queries } = await sceneOn(await open());
      const start = Date.parse('2026-11-22T12:00:00Z');
      let at = start;
      const now = () => new Date(at);
      const registration = new ClientRegistration({ queries, now, domains: ['localhost'] });
      const store = new ApplicationStore(queries, registration, now);
      await store.upsert('client', {
        redirect_uris: ['http://localhost/callback'],
        grant_types: ['authorization_code'],
      });
      for (const [age, known] of [
        [0, true],
        [UNUSED_FOR_MS - 1, true],
        [UNUSED_FOR_MS, false],
      ] as const) {
        at = start + age;
        assert.equal((await store.find('client')) !== undefined, known, String(age));
      }
      at = start;
      await queries.oauthApplications.touch('client', now(), new Date(start + REGISTERED_FOR_MS));
      at = start + REGISTERED_FOR_MS - 1;
      assert(await store.find('client'));
      at++;
      assert.equal(await store.find('client'), undefined);
    });
  });
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Keyring } from '../../src/crypto/keyring.js';
import { ArtifactStore, REFRESH_OVERLAP_MS } from '../../src/oauth/artifacts.js';
import { onEachDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';

describe('what the authorization server has given out', () => {
  onEachDatabase((_name, open) => {
    const cases: [name: string, { kind: string; secret: boolean; after: number; again: boolean }][] = [
      ['a refresh token of a client with a secret', { kind: 'RefreshToken', secret: true, after: 0, again: true }],
      ['the same, at the end', { kind: 'RefreshToken', secret: true, after: REFRESH_OVERLAP_MS, again: true }],
      ['the same, too late', { kind: 'RefreshToken', secret: true, after: REFRESH_OVERLAP_MS + 1, again: false }],
      ['a refresh token of a client without', { kind: 'RefreshToken', secret: false, after: 0, again: false }],
      ['a code', { kind: 'AuthorizationCode', secret: true, after: 0, again: false }],
    ];
    let queries: Awaited<ReturnType<typeof sceneOn>>['queries'];
    before(async () => {
      ({ queries } = await sceneOn(await open()));
    });

    for (const [name, { kind, secret, after, again }] of cases) {
      it(`is ${again ? 'good' : 'no good'} a second time: ${name}`, async () => {
        let at = new Date('2026-11-22T12:00:00Z');
        const clientId = randomBytes(8).toString('hex');
        await queries.oauthApplications.create(
          {
            client_id: clientId,
            name: 'A client',
            secret_hash: secret ? 'digest' : null,
            redirect_uris: [],
            skip_authorization: false,
            service_account_id: null,
            made_by: null,
          },
          at,
        );
        const keyring = new Keyring([randomBytes(32)]);
        const store = new ArtifactStore(kind, { queries, keyring, now: () => at });
        const id = randomBytes(16).toString('hex');
        await store.upsert(id, { clientId }, 3600);
        await store.consume(id);
        at = new Date(at.getTime() + after);
        assert.equal((await store.find(id))?.consumed === undefined, again);
        if (again) await store.consume(id);
        else await assert.rejects(store.consume(id), { error: 'invalid_grant' });
      });
    }
  });
});

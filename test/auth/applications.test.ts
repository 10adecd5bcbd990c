import assert from 'node:assert/strict';
import { APPLICATION_LIMITS, staticDraft } from '../../src/auth/application-draft.js';
import { Applications } from '../../src/auth/applications.js';
import { hashSecret } from '../../src/auth/secret.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('Applications', () => {
  let fresh: FreshDatabase;
  let scene: Scene;
  let applications: Applications;
  const staff = (id: number) => ({ id, staff: true, superuser: false });
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    scene = await sceneOn(db);
    applications = new Applications(scene.queries, () => scene.now);
  });
  after(async () => {
    await scene.db.destroy();
    await fresh.remove();
  });

  /** A token as the authorization server keeps it. */
  const giveToken = (client_id: string) => {
    const nothing = { grant_hash: null, uid_hash: null, user_id: null, scope: null, audience: null, expires_at: null };
    const token = { ...nothing, kind: 'AccessToken', id_hash: `token of ${client_id}`, sealed_payload: 'x', client_id };
    return scene.queries.oauthArtifacts.save(token, scene.now);
  };
  const hasToken = async (clientId: string) =>
    (await scene.queries.oauthArtifacts.find('AccessToken', `token of ${clientId}`)) !== undefined;

  it('gives credentials in letters that need no encoding, and keeps a digest alone', async () => {
    const made = await applications.make(staticDraft('one'), staff(scene.userId));
    assert.match(made.clientId, /^app_[\w-]{22}$/);
    assert.match(made.secret ?? '', /^[\w-]{43}$/);
    const row = await scene.db('oauth_applications').where({ id: made.id }).first();
    assert.equal(row.secret_hash, hashSecret(made.secret as string));
    assert(!JSON.stringify(row).includes(made.secret as string));
    const again = await applications.newSecret((await applications.find(made.id, null)) as never);
    assert.notEqual(again.secret, made.secret);
    const { secret_hash } = await scene.db('oauth_applications').where({ id: made.id }).first();
    assert.equal(secret_hash, hashSecret(again.secret as string));
  });

  it('gives a public one no secret', async () => {
    const draft = { ...staticDraft('public'), confidential: false, skipAuthorization: false };
    const made = await applications.make(draft, staff(scene.userId));
    assert.equal(made.secret, null);
    assert.equal((await applications.find(made.id, null))?.secret_hash, null);
  });

  it('shows staff what they have made, superusers and the command line all', async () => {
    const bob = await scene.user('bob');
    const { id } = await applications.make(staticDraft('of bob'), staff(bob));
    const sees = async (maker: Parameters<Applications['find']>[1]) => [
      (await applications.find(id, maker)) !== null,
      (await applications.list(maker)).some((one) => one.id === id),
    ];
    assert.deepEqual(await sees(staff(bob)), [true, true]);
    assert.deepEqual(await sees(staff(scene.userId)), [false, false]);
    assert.deepEqual(await sees({ id: scene.userId, staff: true, superuser: true }), [true, true]);
    assert.deepEqual(await sees(null), [true, true]);
    // Who is staff no more keeps nothing.
    assert.deepEqual((await sees({ id: bob, staff: false, superuser: false }))[0], false);
  });

  it('ends the tokens of one that is switched off or deleted, and of no other', async () => {
    const [one, two] = [
      await applications.make(staticDraft('a'), null),
      await applications.make(staticDraft('b'), null),
    ];
    await giveToken(one.clientId);
    await giveToken(two.clientId);
    const found = await applications.find(one.id, null);
    assert(found);
    await applications.setActive(found, false);
    assert.deepEqual([await hasToken(one.clientId), await hasToken(two.clientId)], [false, true]);
    await applications.setActive(found, true);
    await giveToken(one.clientId);
    await applications.delete(found);
    assert.deepEqual([await hasToken(one.clientId), await hasToken(two.clientId)], [false, true]);
    assert.equal(await applications.find(one.id, null), null);
  });

  it('lets nobody make more than so many', async () => {
    const id = await scene.user('eve');
    for (let count = 1; count < APPLICATION_LIMITS.applications; count += 1)
      await applications.make(staticDraft(`${count}`), staff(id));
    assert(await applications.mayMakeMore({ id }));
    await applications.make(staticDraft('last'), staff(id));
    assert.equal(await applications.mayMakeMore({ id }), false);
  });
});

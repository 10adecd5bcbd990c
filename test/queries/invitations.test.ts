import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const AT = new Date('2026-11-22T10:00:00.000Z');
const LATER = new Date('2026-12-06T10:00:00.000Z');

describe('invitationQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let count = 0;
    before(async () => {
      scene = await sceneOn(await open());
    });
    const invite = () =>
      scene.queries.invitations.create(
        {
          secret_hash: `hash ${++count}`,
          email: 'bob@bank.example',
          username: 'bob',
          is_staff: false,
          rights: [{ integration_id: 7, rights: ['read', 'debug'] }],
          invited_by: scene.userId,
          expires_at: LATER,
        },
        AT,
      );

    const link = () => {
      return { secret_hash: 'a new one', expires_at: new Date('2027-01-01T00:00:00.000Z'), invited_by: scene.userId };
    };

    it('keeps an invitation, and finds it by its link', async () => {
      const { invitations } = scene.queries;
      const id = await invite();
      const found = await invitations.bySecret(`hash ${count}`);
      assert.deepEqual(found, {
        id,
        email: 'bob@bank.example',
        username: 'bob',
        is_staff: false,
        rights: [{ integration_id: 7, rights: ['read', 'debug'] }],
        invited_by: scene.userId,
        inviter: 'ann',
        created_at: AT.toISOString(),
        expires_at: LATER.toISOString(),
        accepted_at: null,
        renewal_asked_at: null,
      });
      assert.deepEqual(await invitations.byId(id), found);
      assert.deepEqual((await invitations.list(scene.userId, 1))[0], found);
      assert.deepEqual(await invitations.list(scene.userId + 1, 1), []);
      assert.equal(await invitations.bySecret('another'), undefined);
    });

    it('is accepted once, and in time', async () => {
      const { invitations } = scene.queries;
      const id = await invite();
      assert.equal(await invitations.accept(id, LATER), false);
      assert.equal(await invitations.accept(id, AT), true);
      assert.equal(await invitations.accept(id, AT), false);
      assert.equal(await invitations.withdraw(id), false);
      assert.equal(await invitations.renew(id, link()), false);
    });

    it('gets a new link, after which the old one leads nowhere', async () => {
      const { invitations } = scene.queries;
      const id = await invite();
      await invitations.askRenewal(id, LATER);
      assert.equal((await invitations.byId(id))?.renewal_asked_at, LATER.toISOString());
      assert.equal(await invitations.renew(id, link()), true);
      assert.equal(await invitations.bySecret(`hash ${count}`), undefined);
      assert.equal((await invitations.bySecret('a new one'))?.renewal_asked_at, null);
      assert.equal(await invitations.withdraw(id), true);
      assert.equal(await invitations.byId(id), undefined);
    });
  });
});

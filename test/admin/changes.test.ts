import assert from 'node:assert/strict';
import { verify } from '@node-rs/argon2';
import type { Values } from '../../src/admin/field.js';
import { LONGEST_LOGGED } from '../../src/admin/logged-changes.js';
import { registry } from '../../src/admin/registry.js';
import type { Rights } from '../../src/queries/permissions.js';
import { onEachDatabase } from '../database/harness.js';
import { adminOn } from './admin-on.js';
import { type AdminScene, adminSceneOn, refusal } from './admin-scene.js';

const CONFIG = 'gateway.IntegrationConfig';
const USER = 'gateway.User';
const GRANT = 'gateway.IntegrationPermission';
const ALL: Rights = { read: true, write: true, execute: true, debug: true };
const PASSWORD = 'correct horse battery';

onEachDatabase((_database, open) => {
  describe('changes of admin models', () => {
    let scene: AdminScene;
    let loans: number;
    let cards: number;
    let loansConfig: number;
    let cardsConfig: number;

    const configOf = async (integration_id: number): Promise<number> =>
      (await scene.db('integration_configs').where({ integration_id }).first()).id;
    const logged = async () => {
      const { entries } = await scene.queries.adminLog.page({}, null, 1);
      return entries[0];
    };

    before(async () => {
      scene = await adminSceneOn(await open());
      loans = await scene.create('Loans');
      cards = await scene.create('Cards');
      loansConfig = await configOf(loans);
      cardsConfig = await configOf(cards);
      await scene.db('integration_permissions').where({ integration_id: cards }).delete();
    });

    it('change the fields that are given, save the integration, and write it down', async () => {
      const [before] = await scene.db('integrations').where({ id: loans });
      const changed = await scene.change(scene.ann, CONFIG, loansConfig, { max_retries: 7, email_digests: true });
      assert.deepEqual(changed.changes, { max_retries: { old: 3, new: 7 } });
      assert.equal(changed.instance.max_retries, 7);
      const [after] = await scene.db('integrations').where({ id: loans });
      assert.notEqual(after.last_saved, before.last_saved);
      const { id: _, ...entry } = (await logged()) ?? { id: 0 };
      assert.deepEqual(entry, {
        at: scene.now.toISOString(),
        actor_id: scene.ann,
        actor: 'ann',
        action: 'change',
        model: CONFIG,
        instance_id: loansConfig,
        instance: `integration settings ${loansConfig}`,
        changes: { max_retries: { old: 3, new: 7 } },
      });
    });

    it('come one after another', async () => {
      const wanted = [4, 5, 6, 8, 9];
      const all = wanted.map((max_retries) => scene.change(scene.ann, CONFIG, loansConfig, { max_retries }));
      await Promise.all(all);
      const { entries } = await scene.queries.adminLog.page({}, null, wanted.length);
      const steps = entries.map(({ changes }) => changes.max_retries).reverse();
      assert.deepEqual(
        steps.map((step) => step?.old),
        [7, ...steps.slice(0, -1).map((step) => step?.new)],
      );
      await scene.change(scene.ann, CONFIG, loansConfig, { max_retries: 7 });
    });

    it('write nothing down where nothing changes', async () => {
      const before = await logged();
      const { changes } = await scene.change(scene.ann, CONFIG, loansConfig, { max_retries: 7, integration_id: loans });
      assert.deepEqual(changes, {});
      assert.deepEqual(await logged(), before);
    });

    it('keep the rules of the domain', async () => {
      const slow = { retry_mode: 'exponential', retry_delay_seconds: 60, max_retries: 10 };
      const { code, message } = await refusal(scene.change(scene.ann, CONFIG, loansConfig, slow));
      assert.equal(code, 'invalid_value');
      assert.match(message, /longest delay would be/);
      assert.equal((await scene.find(scene.ann, CONFIG)).instances[0]?.retry_mode, 'none');
    });

    const wrong: [string, { given: object; fields: string[]; says: RegExp }][] = [
      ['a number that is too large', { given: { max_retries: 11 }, fields: ['max_retries'], says: /from 1 to 10/ }],
      [
        'a number that is too small',
        { given: { retry_delay_seconds: 0 }, fields: ['retry_delay_seconds'], says: /from 1 to 600/ },
      ],
      [
        'a number beyond 2^53',
        {
          given: { store_run_history_for_x_days: 2 ** 53 + 2 },
          fields: ['store_run_history_for_x_days'],
          says: /from 1 to/,
        },
      ],
      [
        'more values than there are fields',
        {
          given: Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`x${n}`, n])),
          fields: [],
          says: /IntegrationConfig has \d+ fields; 60000 are given/,
        },
      ],
      ['a fraction', { given: { max_retries: 1.5 }, fields: ['max_retries'], says: /whole number/ }],
      ['a number as text', { given: { max_retries: '3' }, fields: ['max_retries'], says: /whole number/ }],
      [
        'a word that is no choice',
        { given: { retry_mode: 'often' }, fields: ['retry_mode'], says: /one of none, fixed, exponential/ },
      ],
      ['text for a boolean', { given: { email_digests: 'yes' }, fields: ['email_digests'], says: /true or false/ }],
      [
        'null where there must be something',
        { given: { max_retries: null }, fields: ['max_retries'], says: /must not be null/ },
      ],
      [
        'an unknown field',
        {
          given: { max_retry: 1 },
          fields: ['max_retry'],
          says: /no field of gateway.IntegrationConfig. Did you mean max_retries\?/,
        },
      ],
      [
        'what nobody writes',
        { given: { integration_id: 2_000_000 }, fields: ['integration_id'], says: /cannot be written/ },
      ],
      ['the id', { given: { id: 99 }, fields: ['id'], says: /cannot be written/ }],
      [
        'too long a text',
        {
          given: { email_on_failure_to_addresses: 'x'.repeat(2001) },
          fields: ['email_on_failure_to_addresses'],
          says: /2000 characters/,
        },
      ],
      [
        'a NUL',
        { given: { email_on_failure_to_addresses: 'a\0' }, fields: ['email_on_failure_to_addresses'], says: /NUL/ },
      ],
      [
        'half a character',
        {
          given: { email_on_failure_to_addresses: '\udc00' },
          fields: ['email_on_failure_to_addresses'],
          says: /surrogate/,
        },
      ],
      [
        'names of prototypes',
        { given: { constructor: 1, toString: 2 }, fields: ['constructor', 'toString'], says: /no field/ },
      ],
      [
        'several things at once',
        {
          given: { max_retries: 11, retry_mode: 7, nope: 1 },
          fields: ['max_retries', 'retry_mode', 'nope'],
          says: /max_retries: .* retry_mode: .* nope: /,
        },
      ],
    ];
    for (const [name, { given, fields, says }] of wrong) {
      it(`refuse ${name}`, async () => {
        const said = await refusal(scene.change(scene.ann, CONFIG, loansConfig, given as never));
        assert.deepEqual([said.code, said.fields], ['invalid_value', fields]);
        assert.match(said.message, says);
      });
    }

    it('take blank text for nothing', async () => {
      await scene.change(scene.ann, CONFIG, loansConfig, { email_on_success_to_addresses: 'a@example.com' });
      const { changes } = await scene.change(scene.ann, CONFIG, loansConfig, { email_on_success_to_addresses: '  ' });
      assert.deepEqual(changes, { email_on_success_to_addresses: { old: 'a@example.com', new: null } });
    });

    it('need the right on the row itself', async () => {
      assert.equal((await refusal(scene.change(scene.ann, CONFIG, cardsConfig, {}))).code, 'not_found');
      assert.equal((await refusal(scene.change(scene.ann, CONFIG, 2 ** 31 - 1, {}))).code, 'not_found');
      await scene.grant({ user_id: scene.ann }, cards, { read: true });
      const { code, message } = await refusal(scene.change(scene.ann, CONFIG, cardsConfig, { max_retries: 1 }));
      assert.deepEqual(
        [code, message],
        ['forbidden', 'To change integration settings you need the right "write" on the integration.'],
      );
      assert.equal((await refusal(scene.remove(scene.root, CONFIG, cardsConfig))).code, 'forbidden');
      assert.match((await refusal(scene.add(scene.root, CONFIG, {}))).message, /An integration is given one/);
    });

    it('add users with all that belongs to them, whose secrets are nowhere', async () => {
      const group = await scene.queries.groups.create('tellers');
      const values = {
        username: 'cleo',
        email: 'cleo@example.com',
        password: PASSWORD,
        is_staff: true,
        groups: [group],
      };
      const before = scene.toolsChanged();
      const { id, instance, changes } = await scene.add(scene.root, USER, values);
      assert.equal(scene.toolsChanged(), before + 1);
      assert.deepEqual(
        { ...instance, created_at: '' },
        {
          id,
          username: 'cleo',
          email: 'cleo@example.com',
          password: '__ENCRYPTED__',
          active: true,
          is_staff: true,
          is_superuser: false,
          is_service_account: false,
          organization_id: null,
          groups: [group],
          created_at: '',
          signed_in_at: null,
        },
      );
      assert.deepEqual(changes.password, { old: null, new: '__ENCRYPTED__' });
      const [{ password_hash }] = await scene.db('users').where({ id });
      assert(await verify(password_hash, PASSWORD));
      const log = JSON.stringify(await scene.db('admin_log'));
      assert(!log.includes(PASSWORD) && !log.includes('argon2'));
      const journal = await scene.queries.permissionLog.list({ holder: 'cleo' }, 10);
      assert.deepEqual(journal.map(({ name, action, actor }) => `${action} ${name} by ${actor}`).sort(), [
        'added tellers by root',
        'grant staff by root',
      ]);
      assert.equal((await logged())?.instance, 'cleo');
    });

    it('keep a secret for its mask, replace it, and take it away', async () => {
      const user = (await scene.find(scene.root, USER, { username: 'cleo' })).instances[0] as { id: number };
      const hash = async () => (await scene.db('users').where({ id: user.id }).first('password_hash')).password_hash;
      const before = await hash();
      const kept = await scene.change(scene.root, USER, user.id, { password: '__ENCRYPTED__', email: null });
      assert.deepEqual(kept.changes, { email: { old: 'cleo@example.com', new: null } });
      assert.equal(await hash(), before);
      const replaced = await scene.change(scene.root, USER, user.id, { password: `${PASSWORD} 2` });
      assert.deepEqual(replaced.changes, { password: { old: '__ENCRYPTED__', new: '__ENCRYPTED__' } });
      assert.deepEqual((await logged())?.changes, replaced.changes);
      assert.notEqual(await hash(), before);
      assert.match(
        (await refusal(scene.change(scene.root, USER, user.id, { password: 'short' }))).message,
        /too short/,
      );
      const gone = await scene.change(scene.root, USER, user.id, { password: null });
      assert.deepEqual([gone.changes.password, await hash()], [{ old: '__ENCRYPTED__', new: null }, null]);
      const masked = await refusal(scene.add(scene.root, USER, { username: 'dora', password: '__ENCRYPTED__' }));
      assert.deepEqual(masked.fields, ['password']);
    });

    it('change nothing where somebody else has changed what they differ from while they were prepared', async () => {
      const user = await scene.user('eve');
      const meanwhile = async () => void (await scene.change(scene.root, USER, user, { active: false }));
      const models = registry.map((model) =>
        model.name === USER
          ? {
              ...model,
              prepare: async (values: Values) => {
                await meanwhile();
                return { ...values };
              },
            }
          : model,
      );
      const { changes } = adminOn({ queries: scene.queries, now: () => scene.now, models });
      const by = { userId: scene.root, signal: new AbortController().signal };
      const wanted = { active: true, email: 'eve@example.com' };
      const { code, message } = await refusal(changes.change(by, USER, user, wanted));
      assert.equal(code, 'invalid_value');
      assert.match(message, /changed it meanwhile/);
      const [{ active, email }] = await scene.db('users').where({ id: user });
      assert.deepEqual([active, email], [false, null]);
    });

    it('change what the database would refuse to nothing at all', async () => {
      const group = await scene.queries.groups.create('auditors');
      const taken = await refusal(scene.add(scene.root, 'gateway.Group', { name: 'tellers', members: [scene.bob] }));
      assert.deepEqual([taken.code, taken.fields], ['invalid_value', ['name']]);
      const both = { is_service_account: true, is_staff: true, groups: [group] };
      const user = await refusal(scene.add(scene.root, USER, { username: 'robot', ...both }));
      assert.deepEqual([user.code, user.fields], ['invalid_value', ['is_service_account']]);
      assert.equal(await scene.queries.users.find('robot'), undefined);
      assert.deepEqual(await scene.queries.groups.members(group), []);
    });

    it('let somebody be superuser', async () => {
      const { code, message } = await refusal(scene.change(scene.root, USER, scene.root, { is_superuser: false }));
      assert.equal(code, 'forbidden');
      assert.match(message, /root is the last active superuser/);
      assert.equal((await refusal(scene.change(scene.root, USER, scene.root, { active: false }))).code, 'forbidden');
      assert.match((await refusal(scene.remove(scene.root, USER, scene.bob))).message, /Set active to false/);
    });

    it('refer to what there is, and what the caller may see, alone', async () => {
      const asked = (integration_id: number) =>
        refusal(scene.add(scene.ann, GRANT, { user_id: scene.bob, integration_id, read: true }));
      await scene.db('integration_permissions').where({ user_id: scene.ann, integration_id: cards }).delete();
      const [unseen, missing] = [await asked(cards), await asked(987_654)];
      assert.deepEqual([unseen.code, unseen.fields], ['invalid_value', ['integration_id']]);
      assert.equal(unseen.message.replace(String(cards), 'N'), missing.message.replace('987654', 'N'));
      const several = await refusal(
        scene.change(scene.root, USER, scene.bob, { groups: [1, 500, 501], organization_id: 9 }),
      );
      assert.deepEqual(several.fields, ['organization_id', 'groups']);
      assert.match(several.message, /there is no group 500, 501, or you may not see it/);
      for (const id of [0, -1, 1.5, '7', 2 ** 31, true]) {
        const said = await refusal(scene.change(scene.root, USER, scene.bob, { organization_id: id }));
        assert.deepEqual(said.fields, ['organization_id'], String(id));
      }
    });

    const escalations: [string, { model: string; add?: object; change?: [() => number, object]; says: RegExp }][] = [
      [
        'making oneself a superuser',
        { model: USER, change: [() => scene.ann, { is_superuser: true }], says: /to be a superuser/ },
      ],
      ['adding a superuser', { model: USER, add: { username: 'evil', is_superuser: true }, says: /to be a superuser/ }],
      [
        'setting a superuser’s password',
        { model: USER, change: [() => scene.root, { password: PASSWORD }], says: /to be a superuser/ },
      ],
      ['joining a group', { model: USER, change: [() => scene.ann, { groups: [1] }], says: /to be a superuser/ }],
      [
        'filling a group with oneself',
        { model: 'gateway.Group', change: [() => 1, { members: [2] }], says: /to be a superuser/ },
      ],
      [
        'granting oneself a right',
        {
          model: GRANT,
          add: { user_id: 'ann', integration_id: 'loans', write: true },
          says: /nobody but a superuser|already/i,
        },
      ],
      [
        'granting what one does not hold',
        { model: GRANT, add: { user_id: 'bob', integration_id: 'shared', execute: true }, says: /do not hold execute/ },
      ],
      [
        'granting oneself a special right',
        {
          model: 'gateway.UserPermission',
          add: { user_id: 'ann', permission: 'adapter_configs' },
          says: /to be a superuser/,
        },
      ],
      [
        'granting one’s group a special right',
        { model: 'gateway.GroupPermission', add: { group_id: 1, permission: 'invite' }, says: /to be a superuser/ },
      ],
      [
        'binding a configuration to an integration that one may only read',
        {
          model: 'gateway.AdapterConfigBinding',
          add: { adapter_config_id: 1, integration_id: 'shared' },
          says: /no model|there is no/i,
        },
      ],
      [
        'pointing an endpoint to an integration that one may only read',
        {
          model: 'gateway.WebServiceEndpoint',
          add: { integration_id: 'shared', path: 'x', method: 'GET', prefix: 'api' },
          says: /you need|no model/,
        },
      ],
      [
        'rewriting the admin log',
        { model: 'gateway.AdminLogEntry', change: [() => 1, { actor: 'bob' }], says: /no model/ },
      ],
    ];
    it('give staff nothing that they do not hold', async () => {
      const shared = await scene.create('Shared');
      await scene.db('integration_permissions').where({ integration_id: shared }).delete();
      await scene.grant({ user_id: scene.ann }, shared, { read: true });
      const known: Record<string, number> = { ann: scene.ann, bob: scene.bob, loans, shared };
      const tables = [
        'users',
        'groups',
        'group_members',
        'integration_permissions',
        'user_permissions',
        'group_permissions',
        'admin_log',
      ];
      const all = async () => Promise.all(tables.map((table) => scene.db(table).orderBy('id')));
      const before = await all();
      for (const [name, { model, add, change, says }] of escalations) {
        const values = Object.fromEntries(
          Object.entries(add ?? change?.[1] ?? {}).map(([field, value]) => [field, known[String(value)] ?? value]),
        );
        const work = change ? scene.change(scene.ann, model, change[0](), values) : scene.add(scene.ann, model, values);
        const { message } = await refusal(work.then(() => Promise.reject(new Error(`${name} was done`))));
        assert.match(message, says, name);
      }
      assert.deepEqual(await all(), before);
    });

    it('hand on what the caller holds, to others', async () => {
      const { id, instance } = await scene.add(scene.ann, GRANT, {
        user_id: scene.bob,
        integration_id: loans,
        read: true,
      });
      assert.deepEqual([instance.read, instance.write, instance.granted_by_id], [true, false, scene.ann]);
      await scene.change(scene.ann, GRANT, id, { execute: true, read: false });
      assert.deepEqual(await scene.queries.permissions.on(scene.bob, loans), [
        { ...ALL, read: false, write: false, debug: false },
      ]);
      const { instance: deleted } = await scene.remove(scene.ann, GRANT, id);
      assert.equal(deleted.execute, true);
      assert.deepEqual((await logged())?.changes.execute, { old: true, new: null });
      assert.equal((await scene.find(scene.root, GRANT, { user_id: scene.bob })).total, 0);
    });

    it('end where the caller’s time or account ends, with nothing changed', async () => {
      const over = new AbortController();
      over.abort(new Error('the time is up'));
      const by = { userId: scene.ann, signal: over.signal };
      await assert.rejects(scene.admin.changes.change(by, CONFIG, loansConfig, { max_retries: 2 }), /time is up/);
      const gone = await scene.user('gone');
      await scene.queries.users.setActive('gone', false, scene.now);
      assert.equal((await refusal(scene.find(gone, USER))).code, 'unknown_model');
      assert.equal((await refusal(scene.change(gone, CONFIG, loansConfig, { max_retries: 2 }))).code, 'unknown_model');
      const nobody = await scene.db('users').where({ username: 'gone' }).first('id');
      await scene.db('users').where(nobody).update({ active: true, is_staff: false });
      assert.equal((await refusal(scene.find(gone, USER))).code, 'unknown_model');
      assert.equal((await scene.find(scene.ann, CONFIG, { integration_id: loans })).instances[0]?.max_retries, 7);
    });

    it('cut what the log keeps of a long text', async () => {
      const text = `${'ä'.repeat(LONGEST_LOGGED)}and more`;
      await scene.change(scene.ann, CONFIG, loansConfig, { email_on_failure_to_addresses: text });
      const { new: kept } = (await logged())?.changes.email_on_failure_to_addresses ?? { new: null };
      assert.equal(kept, `${'ä'.repeat(LONGEST_LOGGED)}… (1008 characters)`);
    });
  });
});

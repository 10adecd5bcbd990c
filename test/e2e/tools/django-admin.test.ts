import assert from 'node:assert/strict';
import { catalog } from '../../../src/catalog.js';
import type { Registry } from '../../../src/mcp/registry.js';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';

const TOOL = 'django_admin';

/** Clients of both protocol eras; the third one speaks as the first does. */
describe('django_admin, through real clients', () => {
  let gateway: TestGateway;
  let loans: number;
  let cards: number;
  const people: Record<string, { id: number; token: string }> = {};

  before(async () => {
    gateway = await startTestGateway();
    const { queries } = gateway;
    people.root = await gateway.user('root', 'superuser');
    people.ann = await gateway.user('ann');
    people.bob = await gateway.user('bob');
    const made = await gateway.user('maker', 'superuser');
    const create = async (name: string) => {
      const now = new Date();
      const { signal } = new AbortController();
      const written = await queries.components.write({}, { integrationId: null, name, userId: made.id, now, signal });
      if (written.outcome === 'conflict') throw new Error('conflict');
      return written.structure.id;
    };
    loans = await create('Loan Booking');
    cards = await create('Cards');
    await gateway.grant(people.ann.id, 'Loan Booking', 'read', 'write');
    for (let n = 0; n < 203; n++) await queries.organizations.create(`Branch ${n}`);
  });
  after(() => gateway.stop());

  for (const [name, connect] of clients.slice(0, 2)) {
    describe(name, () => {
      const open: Record<string, TestClient> = {};
      before(async () => {
        for (const [who, { token }] of Object.entries(people)) open[who] = await connect(gateway.mcpUrl, token);
      });
      after(() => Promise.all(Object.values(open).map((client) => client.close())));

      // biome-ignore lint/suspicious/noExplicitAny: the tests read what they expect and fail on the rest
      const ask = async (who: string, action: string, args: Record<string, unknown> = {}): Promise<any> => {
        const { isError, content, structuredContent } = await (open[who] as TestClient).call(TOOL, { action, ...args });
        return isError ? JSON.parse((content[0] as { text: string }).text) : structuredContent;
      };
      const get = (who: string, model: string, more: object = {}) => ask(who, 'get-model', { model, ...more });

      it('describe-models lists the models that one may see, with what one may do', async () => {
        const [all, some] = [await ask('root', 'describe-models'), await ask('bob', 'describe-models')];
        const namesOf = ({ models }: { models: { model: string }[] }) => models.map(({ model }) => model);
        assert(
          namesOf(all).includes('gateway.AdapterConfig') && namesOf(all).includes('gateway.IntegrationRunHistory'),
        );
        assert(!namesOf(all).includes('gateway.GlobalConfig'));
        assert(
          !namesOf(some).includes('gateway.AdapterConfig') && !namesOf(some).includes('gateway.IntegrationConfig'),
        );
        const users = some.models.find(({ model }: { model: string }) => model === 'gateway.User');
        assert.deepEqual(users.permissions, { view: true, add: false, change: false, delete: false });
        assert.equal(users.fields, undefined);
      });

      it('describe-models tells the fields of a model', async () => {
        const { models } = await ask('ann', 'describe-models', { models: ['gateway.IntegrationConfig'] });
        const [{ fields, permissions }] = models;
        assert.deepEqual(permissions, { view: true, add: false, change: true, delete: false });
        const field = (name: string) => fields.find((each: { name: string }) => each.name === name);
        const { help: _, ...retries } = field('max_retries');
        assert.deepEqual(retries, {
          name: 'max_retries',
          type: 'integer',
          required: false,
          nullable: false,
          writable: 'always',
          min: 1,
          max: 10,
          filters: ['exact', 'in', 'gt', 'gte', 'lt', 'lte'],
          orders: true,
        });
        assert.deepEqual(field('retry_mode').choices, ['none', 'fixed', 'exponential']);
        assert.deepEqual(
          [field('integration_id').references, field('integration_id').writable],
          ['gateway.Integration', 'never'],
        );
      });

      it('every model can be described and looked at', async () => {
        const models = (await ask('root', 'describe-models')).models.map(({ model }: { model: string }) => model);
        const described = await ask('root', 'describe-models', { models });
        assert.equal(described.models.length, models.length);
        for (const { model, fields } of described.models) {
          assert.equal(fields[0].name, 'id');
          const { code, instances } = await get('root', model, { limit: 200 });
          assert.equal(code, undefined, model);
          for (const instance of instances) {
            const files = fields.filter(({ type }: { type: string }) => type === 'file');
            assert.equal(Object.keys(instance).length, fields.length - files.length, model);
          }
        }
      });

      it('get-model shows instances by filters in the manner of Django', async () => {
        const model = 'gateway.IntegrationConfig';
        const asked = { filters: { integration__path_name__icontains: 'LOAN', store_run_history_for_x_days__gte: 30 } };
        const { total, instances } = await get('ann', model, { ...asked, fields: ['integration_id', 'retry_mode'] });
        assert.deepEqual([total, instances], [1, [{ id: instances[0].id, integration_id: loans, retry_mode: 'none' }]]);
        assert.equal((await get('root', model, { filters: { integration_id__in: [loans, cards] } })).total, 2);
        const users = await get('root', 'gateway.User', {
          filters: { username__in: ['ann', 'bob'] },
          order_by: ['-username'],
          limit: 1,
        });
        assert.deepEqual([users.total, users.instances[0].username, users.instances[0].password], [2, 'bob', null]);
      });

      it('get-model shows 200 instances at the most', async () => {
        assert.equal((await get('root', 'gateway.User', { limit: 201 })).code, 'invalid_arguments');
        assert.equal((await get('root', 'gateway.User', { offset: 10_001 })).code, 'invalid_arguments');
        const { total, instances } = await get('root', 'gateway.Organization', { limit: 200 });
        assert.deepEqual([total, instances.length], [203, 200]);
        assert.equal((await get('root', 'gateway.Organization', { limit: 200, offset: 200 })).instances.length, 3);
        assert.equal((await get('root', 'gateway.Organization')).instances.length, 50);
      });

      it('post-model creates, patch-model changes what is given, delete-model deletes', async () => {
        const label = `team of ${name}`;
        const post = await ask('root', 'post-model', {
          model: 'gateway.Group',
          values: { name: label, members: [people.bob?.id] },
        });
        assert.deepEqual(post, {
          success: true,
          model: 'gateway.Group',
          id: post.id,
          instance: { id: post.id, name: label, members: [people.bob?.id] },
        });
        const patch = await ask('root', 'patch-model', {
          model: 'gateway.Group',
          id: post.id,
          values: { members: [] },
        });
        assert.deepEqual(patch.changes, { members: { old: [people.bob?.id], new: [] } });
        assert.equal(patch.instance.name, label);
        const deleted = await ask('root', 'delete-model', { model: 'gateway.Group', id: post.id });
        assert.deepEqual([deleted.deleted, deleted.message], [patch.instance, `Deleted group ${post.id} (${label}).`]);
        const log = await get('root', 'gateway.AdminLogEntry', {
          filters: { model: 'gateway.Group', instance: label },
          order_by: ['id'],
        });
        assert.deepEqual(
          log.instances.map(({ actor, action, changes }: Record<string, unknown>) => [actor, action, changes]),
          [
            ['root', 'add', { name: { old: null, new: label }, members: { old: null, new: [people.bob?.id] } }],
            ['root', 'change', { members: { old: [people.bob?.id], new: [] } }],
            ['root', 'delete', { name: { old: label, new: null }, members: { old: [], new: null } }],
          ],
        );
      });

      it('tells what it changed in an answer that is never too large', async () => {
        const vault = await ask('root', 'post-model', {
          model: 'gateway.Vault',
          values: { name: `large ${name.length}` },
        });
        const model = 'gateway.VaultItem';
        const large = (letter: string) => ({ value: letter.repeat(500_000) });
        const post = await ask('root', 'post-model', {
          model,
          values: { vault_id: vault.id, key: 'a', ...large('x') },
        });
        assert.match(post.instance.value, /^x{10000}… \(500000 characters\)$/);
        const { changes } = await ask('root', 'patch-model', { model, id: post.id, values: large('y') });
        assert.match(changes.value.new, /^y{10000}… \(500000 characters\)$/);
        const { instances } = await get('root', model, { filters: { id: post.id } });
        assert.equal(instances[0].value, large('y').value);
        const { deleted } = await ask('root', 'delete-model', { model, id: post.id });
        assert.match(deleted.value, /^y{10000}…/);
      });

      it('masks secrets, takes their mask back, and shows what is made once', async () => {
        const values = { username: `kay${name.length}`, password: 'correct horse battery', is_staff: true };
        const { id, instance } = await ask('root', 'post-model', { model: 'gateway.User', values });
        assert.equal(instance.password, '__ENCRYPTED__');
        const patched = await ask('root', 'patch-model', {
          model: 'gateway.User',
          id,
          values: { ...instance, email: `${id}@example.com` },
        });
        assert.deepEqual(patched.changes, { email: { old: null, new: `${id}@example.com` } });
        assert.equal((await get('root', 'gateway.User', { filters: { password: 'x' } })).code, 'bad_filter');
        const deleted = await ask('root', 'delete-model', { model: 'gateway.User', id });
        assert.equal(deleted.code, 'forbidden');
        assert.match(deleted.message, /Set active to false/);
      });

      it('needs the rights that a model asks for', async () => {
        const config = (await get('root', 'gateway.IntegrationConfig', { filters: { integration_id: cards } }))
          .instances[0];
        const patch = (who: string, id: number) =>
          ask(who, 'patch-model', { model: 'gateway.IntegrationConfig', id, values: { max_retries: 4 } });
        assert.equal((await patch('bob', config.id)).code, 'unknown_model');
        assert.equal((await patch('ann', config.id)).code, 'not_found');
        assert.equal((await get('ann', 'gateway.IntegrationConfig')).total, 1);
        const self = await ask('ann', 'patch-model', {
          model: 'gateway.User',
          id: people.ann?.id,
          values: { is_superuser: true },
        });
        assert.deepEqual([self.code, self.message], ['forbidden', 'To change users you need to be a superuser.']);
        const unseen = await ask('ann', 'post-model', {
          model: 'gateway.IntegrationPermission',
          values: { user_id: people.bob?.id, integration_id: cards, read: true },
        });
        assert.deepEqual([unseen.code, unseen.problems[0].field], ['invalid_value', 'integration_id']);
      });

      it('is not for those who are not staff', async () => {
        const standard = await gateway.user(`teller${name.length}`, 'standard');
        await assert.rejects(connect(gateway.mcpUrl, standard.token));
      });

      it('tells clients that their tools may differ', async () => {
        const told = open.bob?.changed();
        const model = 'gateway.UserPermission';
        const values = { user_id: people.bob?.id, permission: 'run_history' };
        const { id } = await ask('root', 'post-model', { model, values });
        await told;
        assert((await open.bob?.tools())?.includes('get_run_history'));
        await ask('root', 'delete-model', { model, id });
      });

      const refused: [string, { given: [string, Record<string, unknown>]; want: string; says: RegExp }][] = [
        [
          'GlobalConfig',
          {
            given: ['get-model', { model: 'gateway.GlobalConfig' }],
            want: 'blocked_model',
            says: /cannot be reached here/,
          },
        ],
        [
          'GlobalConfig of another app',
          {
            given: ['patch-model', { model: 'django_glyue_app.GlobalConfig', id: 1, values: {} }],
            want: 'blocked_model',
            says: /cannot be reached/,
          },
        ],
        [
          'the keys of OAuth',
          { given: ['get-model', { model: 'gateway.OAuthKey' }], want: 'blocked_model', says: /cannot be reached/ },
        ],
        [
          'a model of another app',
          {
            given: ['get-model', { model: 'django_glyue_app.IntegrationConfig' }],
            want: 'unknown_model',
            says: /Did you mean gateway.IntegrationConfig\?/,
          },
        ],
        [
          'a model that there is not',
          {
            given: ['delete-model', { model: 'auth.Passwords', id: 1 }],
            want: 'unknown_model',
            says: /There are gateway.User, gateway.Group/,
          },
        ],
        [
          'a short name that is close to none',
          {
            given: ['get-model', { model: 'gateway.Nope' }],
            want: 'unknown_model',
            says: /There are gateway.User, gateway.Group/,
          },
        ],
        [
          'the name of a prototype',
          { given: ['get-model', { model: '__proto__' }], want: 'unknown_model', says: /no model "__proto__"/ },
        ],
        [
          'two references',
          {
            given: ['get-model', { model: 'gateway.AdapterConfigBinding', filters: { user__organization__name: 'x' } }],
            want: 'bad_filter',
            says: /through one reference/,
          },
        ],
        [
          'an unknown field',
          {
            given: ['get-model', { model: 'gateway.User', filters: { usernam: 'x' } }],
            want: 'bad_filter',
            says: /Did you mean username/,
          },
        ],
        [
          'SQL in an order',
          {
            given: ['get-model', { model: 'gateway.User', order_by: ['1; drop table users'] }],
            want: 'bad_filter',
            says: /no field/,
          },
        ],
        [
          'a value of the wrong type',
          {
            given: ['post-model', { model: 'gateway.Group', values: { name: 7 } }],
            want: 'invalid_value',
            says: /name: must be text/,
          },
        ],
        [
          'what is missing',
          {
            given: ['post-model', { model: 'gateway.Group', values: {} }],
            want: 'invalid_value',
            says: /name: is required/,
          },
        ],
        [
          'what nobody adds',
          {
            given: ['post-model', { model: 'gateway.IntegrationConfig', values: {} }],
            want: 'forbidden',
            says: /given one when it is created/,
          },
        ],
        [
          'an instance that there is not',
          { given: ['delete-model', { model: 'gateway.Group', id: 4711 }], want: 'not_found', says: /no group 4711/ },
        ],
        [
          'an id beyond the database',
          { given: ['delete-model', { model: 'gateway.Group', id: 2 ** 53 }], want: 'invalid_arguments', says: /id/ },
        ],
      ];
      it('refuses the rest, and says why', async () => {
        for (const [what, { given, want, says }] of refused) {
          const { code, message, hint } = await ask('root', ...given);
          assert.equal(code, want, `${what}: ${message}`);
          assert.match(message, says, what);
          assert(hint, what);
        }
      });
    });
  }

  it('asks for the scope to administer', () => {
    const { levels, tools }: Registry = catalog.registry;
    assert.equal(levels.administer?.scope, 'administer');
    const tool = tools.find((each) => each.name === TOOL);
    assert(tool?.operations.every(({ permission }) => ['administer', 'staff'].includes(permission.level)));
  });
});

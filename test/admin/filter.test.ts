import assert from 'node:assert/strict';
import type { Field } from '../../src/admin/field.js';
import { fieldsOf } from '../../src/admin/fields.js';
import { FILTER_LIMITS } from '../../src/admin/filter.js';
import { registry } from '../../src/admin/registry.js';
import { onEachDatabase } from '../database/harness.js';
import { adminOn } from './admin-on.js';
import { type AdminScene, adminSceneOn, refusal } from './admin-scene.js';

const CONFIG = 'gateway.IntegrationConfig';
const USER = 'gateway.User';
const BINDING = 'gateway.AdapterConfigBinding';

/** What is at the ends of what may be compared with a field. */
function extremesOf(field: Field): unknown[] {
  switch (field.type) {
    case 'integer':
      return [-(2 ** 31), field.max !== undefined && field.max > 2 ** 31 ? field.max : 2 ** 31 - 1];
    case 'number':
      return [-Number.MAX_VALUE, Number.MIN_VALUE, Number.MAX_VALUE];
    case 'moment':
      return ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'];
    case 'reference':
    case 'references':
      return [1, 2 ** 31 - 1];
    case 'boolean':
      return [true];
    case 'choice':
      return [field.choices[0]];
    default:
      return ['', '\u{10ffff}'.repeat(500)];
  }
}

onEachDatabase((database, open) => {
  describe('filters of admin models', () => {
    let scene: AdminScene;
    let loans: number;
    let cards: number;

    before(async () => {
      scene = await adminSceneOn(await open(), { scanned: 1000, counted: 7, milliseconds: 5000 });
      loans = await scene.create('Loan 100% _Booking', { integration: { config: { max_retries: 5 } } });
      cards = await scene.create('Cards');
      await scene.queries.permissions.revoke(
        { user_id: scene.ann, integration_id: cards, rights: ['read', 'write', 'execute', 'debug'], revoked_by: null },
        scene.now,
      );
      await scene.db('users').insert(
        ['Müller', 'MÜLLER', 'muller', 'a%b', 'a_b', "o'hara", 'back\\slash'].map((username, n) => ({
          username,
          email: n % 2 ? null : `${n}@Example.com`,
          active: n % 2 === 0,
          created_at: `2026-01-0${n + 1}T00:00:00.000Z`,
          is_staff: false,
        })),
      );
    });

    const names = async (filters: object, more = {}) => {
      const { instances } = await scene.find(scene.root, USER, filters as never, { order_by: ['username'], ...more });
      return instances.map(({ username }) => username);
    };

    const found: [string, { given: object; want: string[] }][] = [
      ['exact, which needs no name', { given: { username: 'ann' }, want: ['ann'] }],
      ['__exact', { given: { username__exact: 'ann' }, want: ['ann'] }],
      ['exact goes by capitals', { given: { username: 'Ann' }, want: [] }],
      ['__in', { given: { username__in: ['bob', 'ann', 'zoe'] }, want: ['ann', 'bob'] }],
      ['__in with nothing', { given: { username__in: [] }, want: [] }],
      ['__contains goes by capitals', { given: { username__contains: 'ülle' }, want: ['Müller'] }],
      ['__contains of other capitals', { given: { username__contains: 'NN' }, want: [] }],
      ['__icontains, for A to Z', { given: { username__icontains: 'LLER' }, want: ['MÜLLER', 'Müller', 'muller'] }],
      ['__icontains of letters beyond Z as they are', { given: { username__icontains: 'Ü' }, want: ['MÜLLER'] }],
      ['a percent sign is no wildcard', { given: { username__icontains: 'a%' }, want: ['a%b'] }],
      ['an underscore is no wildcard', { given: { username__contains: 'a_b' }, want: ['a_b'] }],
      ['a backslash is one', { given: { username__contains: 'k\\s' }, want: ['back\\slash'] }],
      ['a quote ends nothing', { given: { username__contains: "o'h" }, want: ["o'hara"] }],
      ['__startswith', { given: { username__startswith: 'a' }, want: ['a%b', 'a_b', 'ann'] }],
      [
        '__gt and __lt of text, byte by byte',
        { given: { username__gt: 'Z', username__lt: 'aa' }, want: ['a%b', 'a_b'] },
      ],
      ['__isnull', { given: { email__isnull: false, active: true, username__startswith: 'M' }, want: ['Müller'] }],
      ['booleans', { given: { is_superuser: true }, want: ['root'] }],
      [
        'moments in any time zone',
        { given: { created_at__lte: '2026-01-02T01:00:00+01:00' }, want: ['MÜLLER', 'Müller'] },
      ],
      ['a day is its beginning', { given: { created_at__lt: '2026-01-02' }, want: ['Müller'] }],
      ['several have to hold together', { given: { active: false, username__contains: 'a' }, want: ['a%b', "o'hara"] }],
      ['nothing about who is in a group', { given: { groups: 7 }, want: [] }],
    ];
    for (const [name, { given, want }] of found) it(name, async () => assert.deepEqual(await names(given), want));

    it('goes through one reference', async () => {
      const { instances } = await scene.find(scene.root, CONFIG, { integration__path_name__icontains: '100% _B' });
      assert.deepEqual(
        instances.map(({ integration_id }) => integration_id),
        [loans],
      );
    });

    it('goes through a reference to what the caller may see alone', async () => {
      const grants = { user_id: scene.root };
      await scene.queries.permissions.grant(
        { ...grants, integration_id: cards, rights: ['read'], granted_by: null },
        scene.now,
      );
      await scene.queries.permissions.grant(
        { ...grants, integration_id: loans, rights: ['read'], granted_by: null },
        scene.now,
      );
      const asked = (userId: number, path_name: string) =>
        scene.find(userId, 'gateway.IntegrationPermission', { ...grants, integration__path_name: path_name });
      assert.equal((await asked(scene.root, 'Cards')).total, 1);
      assert.equal((await asked(scene.ann, 'Loan 100% _Booking')).total, 1);
      // ann sees that there is a permission on some integration, and cannot find out how that is called.
      assert.equal((await asked(scene.ann, 'Cards')).total, 0);
    });

    it('shows and counts what the caller may see alone', async () => {
      const { total, instances } = await scene.find(scene.ann, CONFIG, { max_retries__gte: 0 });
      assert.deepEqual([total, instances[0]?.integration_id, instances[0]?.max_retries], [1, loans, 5]);
      assert.equal((await scene.find(scene.root, CONFIG)).total, 2);
    });

    it('finds by the members of a list', async () => {
      const group = await scene.group('loan officers', [scene.bob]);
      assert.deepEqual(await names({ groups__in: [group, 99] }), ['bob']);
      const { instances } = await scene.find(scene.root, 'gateway.Group', { members: scene.bob });
      assert.deepEqual(instances, [{ id: group, name: 'loan officers', members: [scene.bob] }]);
    });

    it('orders, and leaves out', async () => {
      const text = { username__contains: 'a' };
      assert.deepEqual(await names(text, { order_by: ['-username'], limit: 2 }), ["o'hara", 'back\\slash']);
      assert.deepEqual(await names(text, { order_by: ['-active', 'username'], limit: 2, offset: 1 }), [
        'ann',
        'back\\slash',
      ]);
      const emails = await scene.find(scene.root, USER, {}, { order_by: ['email'], fields: ['email'], limit: 3 });
      assert.deepEqual(Object.keys(emails.instances[0] ?? {}), ['id', 'email']);
      assert.equal(emails.instances[0]?.email, null);
    });

    it('counts as far as the limit', async () => {
      assert.equal((await scene.find(scene.root, USER, {}, { limit: 2 })).total, 7);
      assert.equal((await scene.find(scene.root, USER, {}, { limit: 200 })).total, 10);
    });

    it('compares every field of every model with the least and the most that it takes', async () => {
      for (const model of registry) {
        for (const { name, field, tests } of fieldsOf(model).values()) {
          for (const value of (tests as readonly string[]).includes('exact') ? extremesOf(field) : []) {
            const compared = tests.includes('gt') ? `${name}__gt` : name;
            await scene.find(scene.root, model.name, { [compared]: value });
          }
        }
      }
    });

    const refused: [
      string,
      { given: object; fields?: string[]; says: RegExp; more?: object; model?: string; by?: 'bob' },
    ][] = [
      [
        'an unknown field',
        { given: { user_name: 'ann' }, fields: ['user_name'], says: /no field "user_name". Did you mean username\?/ },
      ],
      ['a column that is no field', { given: { password_hash__isnull: false }, says: /no field "password_hash"/ }],
      [
        'an encrypted field',
        { given: { password: '__ENCRYPTED__' }, says: /password cannot be filtered: it is encrypted/ },
      ],
      ['whether an encrypted field is there', { given: { password__isnull: true }, says: /encrypted/ }],
      ['an encrypted field behind a reference', { model: BINDING, given: { user__password: 'x' }, says: /encrypted/ }],
      [
        'a file',
        {
          model: 'gateway.GlyueFile',
          given: { content__contains: 'x' },
          says: /content cannot be filtered: it is a file/,
        },
      ],
      ['JSON', { model: 'gateway.McpTool', given: { input_schema: '{}' }, says: /input_schema cannot be filtered/ }],
      [
        'a test that there is not',
        { given: { username__regex: '(a+)+' }, says: /username can be filtered by exact, in, contains/ },
      ],
      ['a test of another type', { given: { active__contains: 'x' }, says: /active can be filtered by exact/ }],
      ['two tests', { given: { username__contains__in: ['x'] }, says: /username can be filtered by/ }],
      [
        'two references',
        { model: BINDING, given: { user__organization__name: 'x' }, says: /through one reference, not through two/ },
      ],
      [
        'a reference without a field',
        {
          model: CONFIG,
          given: { integration: 1 },
          says: /Name the field integration_id, or a field of gateway.Integration/,
        },
      ],
      [
        'a reference by its column',
        { model: CONFIG, given: { integration_id__path_name: 'x' }, says: /write integration__path_name/ },
      ],
      [
        'an unknown field behind a reference',
        { model: CONFIG, given: { integration__path: 'x' }, says: /gateway.Integration has no field "path"/ },
      ],
      ['null', { given: { email: null }, says: /use __isnull/ }],
      ['a number for text', { given: { username: 7 }, says: /must be text/ }],
      ['text for a number', { given: { id: '1' }, says: /must be a whole number/ }],
      ['a number with a fraction', { given: { id__gt: 1.5 }, says: /must be a whole number/ }],
      ['a number beyond the database', { given: { id__lt: 2 ** 53 }, says: /must be from -2147483648 to 2147483647/ }],
      ['text for a boolean', { given: { active: 'true' }, says: /true or false/ }],
      ['no moment', { given: { created_at__gt: 'yesterday' }, says: /must be a moment/ }],
      ['a day that there is not', { given: { created_at__gt: '2026-02-30' }, says: /day that there is not/ }],
      ['a NUL', { given: { username__contains: 'a\0b' }, says: /NUL/ }],
      ['half a character', { given: { username: '\ud800' }, says: /half of a character/ }],
      ['an object', { given: { username: { $gt: '' } }, says: /must be text/ }],
      ['__in of no list', { given: { id__in: 7 }, says: /must be a list/ }],
      [
        '__in of too many',
        {
          given: { id__in: Array.from({ length: FILTER_LIMITS.values + 1 }, (_, n) => n) },
          says: /201 values; at most 200/,
        },
      ],
      ['too long a text', { given: { username: 'x'.repeat(FILTER_LIMITS.text + 1) }, says: /1000 characters at most/ }],
      [
        'too many filters',
        {
          given: Object.fromEntries(Array.from({ length: FILTER_LIMITS.filters + 1 }, (_, n) => [`f${n}`, 1])),
          fields: [],
          says: /11 filters; at most 10/,
        },
      ],
      ['SQL in a name', { given: { 'id" or 1=1 --': 1 }, says: /no field "id" or 1=1 --"/ }],
      [
        'the names of prototypes',
        {
          given: { constructor: 1, toString: 1, hasOwnProperty: 1 },
          fields: ['constructor', 'toString', 'hasOwnProperty'],
          says: /no field "constructor"/,
        },
      ],
      [
        'SQL in an order',
        { given: {}, more: { order_by: ['id; drop table users'] }, says: /no field "id; drop table users"/ },
      ],
      ['an order by what is encrypted', { given: {}, more: { order_by: ['password'] }, says: /cannot be ordered by/ }],
      [
        'an order through a reference',
        { given: {}, model: CONFIG, more: { order_by: ['integration__path_name'] }, says: /no field/ },
      ],
      [
        'fields that there are not',
        { given: {}, more: { fields: ['id', 'password_hash'] }, fields: ['password_hash'], says: /no field/ },
      ],
      [
        'a reference to a model that the caller may not see',
        {
          by: 'bob',
          model: 'gateway.IntegrationPermission',
          given: { integration__path_name: 'Cards' },
          says: /no field "integration"/,
        },
      ],
    ];
    for (const [name, { given, fields, says, more, model = USER, by }] of refused) {
      it(`refuses ${name}`, async () => {
        const work = scene.find(by ? scene[by] : scene.root, model, given as never, more);
        const { code, message, fields: named } = await refusal(work);
        assert.equal(code, 'bad_filter', message);
        assert.match(message, says);
        if (fields) assert.deepEqual(named, fields);
      });
    }

    it('says everything that is wrong at once', async () => {
      const { fields } = await refusal(scene.find(scene.root, USER, { usrname: 'x', active: 1, password: 'x' }));
      assert.deepEqual(fields, ['usrname', 'active', 'password']);
    });

    if (database === 'PostgreSQL') {
      it('ends what takes too long', async () => {
        const hasty = adminOn({ ...scene, now: () => scene.now, limits: { scanned: 1, counted: 1, milliseconds: 50 } });
        await scene.db.transaction(async (trx) => {
          await trx.raw('lock table tags');
          const { code, message } = await refusal(
            hasty.find(scene.root, { model: 'gateway.Tag', limit: 1, offset: 0 }),
          );
          assert.equal(code, 'bad_filter');
          assert.match(message, /look for longer than 0.05 seconds in gateway.Tag/);
        });
      });
    }

    it('refuses to look at everything', async () => {
      const calls = Array.from({ length: 1001 }, (_, n) => ({
        at: new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString(),
        username: 'ann',
        tool: n % 2 ? 'a' : 'b',
        outcome: 'ok',
        request_bytes: 1,
        response_bytes: n,
        milliseconds: 1,
      }));
      await scene.db.batchInsert('audit_log', calls, 100);
      const log = 'gateway.AuditLogEntry';
      const asked = (filters: object, more = {}) => scene.find(scene.root, log, filters as never, more);
      const { code, message } = await refusal(asked({ tool__icontains: 'A' }));
      assert.equal(code, 'bad_filter');
      assert.match(message, /look at more than 1,000 rows in gateway.AuditLogEntry. Narrow it by id or at or user_id/);
      assert.equal((await refusal(asked({ user__username__icontains: 'a' }))).code, 'bad_filter');
      assert.equal((await refusal(asked({}, { order_by: ['-response_bytes'] }))).code, 'bad_filter');
      assert.equal((await refusal(asked({ tool__icontains: 'A', id__gte: 1 }))).code, 'bad_filter');
      assert.equal((await refusal(asked({ id__gte: 1 }, { order_by: ['at'] }))).code, 'bad_filter');
      assert.equal((await asked({ tool: 'a' }, { limit: 1 })).total, 7);
      const narrow = { at__gte: '2026-01-01T00:00:10Z', at__lt: '2026-01-01T00:00:20Z' };
      assert.equal((await asked({ tool__icontains: 'A', ...narrow })).total, 5);
      const [largest] = (await asked(narrow, { order_by: ['-response_bytes'] })).instances;
      assert.equal(largest?.response_bytes, 19);
    });
  });
});

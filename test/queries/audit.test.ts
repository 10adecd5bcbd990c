import assert from 'node:assert/strict';
import type { AuditFilter, AuditRow } from '../../src/queries/audit.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

const CALL: AuditRow = {
  at: '2026-11-01T10:00:00.000Z',
  user_id: null,
  username: 'ann',
  token_id: null,
  client: null,
  tool: 'read_integration',
  action: null,
  integration_id: null,
  outcome: 'ok',
  request_bytes: 10,
  response_bytes: 20,
  milliseconds: 1.5,
};

describe('auditQueries.page', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
      const { audit, tokens, oauthApplications } = scene.queries;
      const integration_id = await scene.create('Loan Booking');
      const token = { user_id: scene.userId, name: 'laptop', token_hash: 'h', prefix: 'igw_', expires_at: null };
      const token_id = await tokens.create(token, scene.now);
      const application = { client_id: 'app_1', name: 'IG-MCP', secret_hash: null, redirect_uris: [] };
      const rest = { skip_authorization: false, service_account_id: null, made_by: null };
      await oauthApplications.create({ ...application, ...rest }, scene.now);
      const ann = { ...CALL, user_id: scene.userId };
      await audit.record({ ...ann, integration_id, token_id });
      await audit.record({ ...ann, at: '2026-11-02T10:00:00.000Z', tool: 'list_integrations', client: 'app_1' });
      await audit.record({ ...CALL, at: '2026-11-03T10:00:00.000Z', username: 'bob', outcome: 'forbidden' });
      await audit.record({ ...ann, at: '2026-11-04T10:00:00.000Z', integration_id: 999, client: 'app_gone' });
    });

    const cases: [string, { given: () => AuditFilter; want: number[] }][] = [
      ['all', { given: () => ({}), want: [4, 3, 2, 1] }],
      ['those of a user', { given: () => ({ userId: scene.userId }), want: [4, 2, 1] }],
      ['those under a name', { given: () => ({ username: 'bob' }), want: [3] }],
      ['those of a tool', { given: () => ({ tool: 'list_integrations' }), want: [2] }],
      ['those with an outcome', { given: () => ({ outcome: 'forbidden' }), want: [3] }],
      ['those of an application', { given: () => ({ client: 'app_1' }), want: [2] }],
      ['those from a moment on', { given: () => ({ from: new Date('2026-11-03T10:00:00Z') }), want: [4, 3] }],
      ['those before a moment', { given: () => ({ to: new Date('2026-11-02T10:00:00Z') }), want: [1] }],
      ['nothing for a NUL', { given: () => ({ tool: 'a\0' }), want: [] }],
      ['what fits everything', { given: () => ({ userId: scene.userId, outcome: 'forbidden' }), want: [] }],
    ];
    for (const [name, { given, want }] of cases) {
      it(`gives ${name}`, async () => {
        const { calls, next } = await scene.queries.audit.page(given(), null, 10);
        assert.deepEqual([calls.map(({ id }) => id), next], [want, null]);
      });
    }

    it('gives page after page', async () => {
      const { page } = scene.queries.audit;
      const first = await page({}, null, 3);
      assert.deepEqual([first.calls.map(({ id }) => id), first.next], [[4, 3, 2], 2]);
      const second = await page({}, first.next, 3);
      assert.deepEqual([second.calls.map(({ id }) => id), second.next], [[1], null]);
    });

    it('names what there still is', async () => {
      const { calls } = await scene.queries.audit.page({}, null, 10);
      assert.deepEqual(
        calls.map(({ path_name, token_name, application }) => [path_name, token_name, application]),
        [
          [null, null, null],
          [null, null, null],
          [null, null, 'IG-MCP'],
          ['Loan Booking', 'laptop', null],
        ],
      );
    });
  });
});

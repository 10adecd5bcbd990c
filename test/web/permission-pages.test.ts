import assert from 'node:assert/strict';
import { NumberedPage } from '../../src/web/pages/people/numbered-page.js';
import { PERMISSION_LIMITS } from '../../src/web/pages/people/permission-routes.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { type SignedIn, signedIn } from './signed-in.js';

describe('Long lists of permissions', () => {
  const { ...limits } = PERMISSION_LIMITS;
  let gateway: TestGateway;
  let root: SignedIn;
  before(async () => {
    gateway = await startTestGateway();
    root = await signedIn(gateway, (await gateway.user('root', 'superuser')).id);
    const { userPermissions } = gateway.queries;
    const bob = { user_id: (await gateway.user('bob', 'standard')).id, permission: 'invite', by: null } as const;
    for (let i = 0; i < 4; i++) {
      await userPermissions.grant(bob, new Date());
      await userPermissions.revoke(bob, new Date());
    }
    Object.assign(PERMISSION_LIMITS, { page: 3, csvRead: 2, csv: 5 });
  });
  after(async () => {
    Object.assign(PERMISSION_LIMITS, limits);
    await gateway.stop();
  });

  it('are shown page by page', async () => {
    const pages: number[] = [];
    for (let path: string | undefined = '/permissions/log?of=bob'; path; ) {
      const html = await (await root.get(path)).text();
      pages.push(html.split('<td>bob</td>').length - 1);
      path = /href="([^"]+)"[^>]*>Older</.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.deepEqual(pages, [3, 3, 2]);
  });

  it('are read into a file bit by bit, as far as a file goes', async () => {
    const lines = (await (await root.get('/permissions/log.csv?of=bob')).text()).trim().split('\r\n');
    assert.deepEqual(
      lines.map((line) => line.split(',')[2]),
      ['Action', 'revoke', 'grant', 'revoke', 'grant', 'revoke'],
    );
  });
});

describe('NumberedPage', () => {
  const cases: [string, { given: [string, number]; want: [number, string | null, string | null] }][] = [
    ['the first of two', { given: ['kind=staff&done=saved', 3], want: [0, null, '/users?kind=staff&page=2'] }],
    ['the last of two', { given: ['page=2', 2], want: [2, '/users?page=1', null] }],
    ['one in between', { given: ['page=5', 3], want: [8, '/users?page=4', '/users?page=6'] }],
    ['what is no number', { given: ['page=0x1', 1], want: [0, null, null] }],
    ['nothing', { given: ['page=0', 0], want: [0, null, null] }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`knows ${name}`, () => {
      const [query, found] = given;
      const page = new NumberedPage('/users', new URLSearchParams(query), 2);
      const { before, behind } = page.links(Array(found).fill('row'));
      assert.deepEqual([page.range.offset, before, behind], want);
      assert.equal(page.range.limit, 3);
    });
  }
});

import assert from 'node:assert/strict';
import type { Account } from '../../src/auth/account.js';
import type { AuditFilter } from '../../src/queries/audit.js';
import { auditSearch } from '../../src/web/pages/audit/audit-search.js';

const accountOf = (superuser: boolean) => ({ id: 7, superuser }) as Account;

describe('auditSearch', () => {
  const cases: [string, { given: string; superuser?: true; want: AuditFilter; problems?: string[] }][] = [
    ['nothing, by staff', { given: '', want: { userId: 7 } }],
    ['nothing, by a superuser', { given: '', superuser: true, want: {} }],
    ['another user, by staff', { given: 'user=bob', want: { userId: 7 } }],
    ['another user, by a superuser', { given: 'user=bob', superuser: true, want: { username: 'bob' } }],
    ['a tool and an outcome', { given: 'tool=a&outcome=ok', superuser: true, want: { tool: 'a', outcome: 'ok' } }],
    [
      'days, the last of them included',
      {
        given: 'from=2026-11-01&to=2026-11-30',
        superuser: true,
        want: { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') },
      },
    ],
    ['a day that there is not', { given: 'from=2026-02-30', superuser: true, want: {}, problems: ['from'] }],
    ['what is no day', { given: 'to=yesterday', superuser: true, want: {}, problems: ['to'] }],
  ];
  for (const [name, { given, superuser = false, want, problems = [] }] of cases) {
    it(`reads ${name}`, () => {
      const search = auditSearch({ query: new URLSearchParams(given), user: accountOf(superuser) });
      assert.deepEqual(search.filter, want);
      assert.deepEqual(Object.keys(search.problems), problems);
    });
  }
});

import assert from 'node:assert/strict';
import { auditCsv } from '../../src/web/pages/audit/audit-csv.js';
import type { ShownCall } from '../../src/web/pages/audit/audit-table.js';

const CALL: ShownCall = {
  id: 1,
  at: '2026-11-01T10:00:00.000Z',
  user_id: 1,
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
  path_name: null,
  token_name: null,
  application: null,
  integration: null,
};

describe('auditCsv', () => {
  const cases: [string, { given: Partial<ShownCall>; want: string }][] = [
    ['a call', { given: {}, want: '2026-11-01T10:00:00.000Z,ann,read_integration,,,ok,,1.5,10,20' }],
    [
      'commas, quotes and lines',
      {
        given: { integration: 'a, "b"\nc' },
        want: '2026-11-01T10:00:00.000Z,ann,read_integration,,"a, ""b""\nc",ok,,1.5,10,20',
      },
    ],
    [
      'what a spreadsheet would compute',
      {
        given: { username: '@ann', integration: '=HYPERLINK("x")', tool: '-1' },
        want: `2026-11-01T10:00:00.000Z,'@ann,'-1,,"'=HYPERLINK(""x"")",ok,,1.5,10,20`,
      },
    ],
    [
      'the token',
      {
        given: { token_id: 7, token_name: 'laptop' },
        want: '2026-11-01T10:00:00.000Z,ann,read_integration,,,ok,token laptop,1.5,10,20',
      },
    ],
    [
      'the application, even when it is gone',
      {
        given: { client: 'app_1' },
        want: '2026-11-01T10:00:00.000Z,ann,read_integration,,,ok,application app_1,1.5,10,20',
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`writes ${name}`, () => {
      const [headings, ...lines] = auditCsv([{ ...CALL, ...given }]).split('\r\n');
      assert.match(headings as string, /^at,user,tool,/);
      assert.deepEqual(lines, [want, '']);
    });
  }
});

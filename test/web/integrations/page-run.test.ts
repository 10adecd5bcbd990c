import { deepEqual } from 'node:assert/strict';
import { accountOf } from '../../../src/auth/account.js';
import { inputOf } from '../../../src/tools/run-input.js';
import { PAGE_WAIT_MS, runForPage } from '../../../src/web/pages/integrations/page-run.js';
import { payloadOf } from '../../../src/web/pages/integrations/payload-text.js';
import { ScriptedRunner } from '../../tools/scripted-runner.js';

const user = accountOf({ id: 7, username: 'ann', email: 'ann@example.com', is_staff: true, is_superuser: false });
const input = inputOf({ id: 3, path_name: 'Loans' }, { a: 1 });

describe('runForPage', () => {
  const start = async (runner: ScriptedRunner, waitMs = PAGE_WAIT_MS) =>
    runForPage(runner, { integrationId: 3, user, input, waitMs });

  it('runs as the visitor, and tells how it ended', async () => {
    const runner = new ScriptedRunner();
    const run = await start(runner);
    deepEqual(run.ended && run.result.shownPayload, { echo: { a: 1 } });
    const actor = { id: 7, username: 'ann', email: 'ann@example.com', superuser: false };
    deepEqual(runner.runs[0]?.request, { integrationId: 3, actor, startedBy: 'web', input });
  });

  it('tells that it goes on when it takes longer than a page waits', async () => {
    const runner = new ScriptedRunner();
    runner.script = () => {};
    deepEqual(await start(runner, 1), { ended: false, runHistoryId: 1 });
    deepEqual(runner.runs[0]?.cancelled, false);
  });
});

describe('payloadOf', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const cases: [string, { given: string; want: ReturnType<typeof payloadOf> }][] = [
    ['JSON', { given: '{"a": [1, "é"]}', want: { payload: { a: [1, 'é'] }, problem: null } }],
    ['what is no object', { given: ' null ', want: { payload: null, problem: null } }],
    ['nothing, as an empty object', { given: ' \r\n', want: { payload: {}, problem: null } }],
    [
      'a mistake, with its line and column',
      {
        given: '{\r\n  "a": 1,\r\n  b: 2\r\n}',
        want: {
          payload: null,
          problem: 'The payload is not JSON: at line 3, column 3, a name in double quotes is expected.',
        },
      },
    ],
    [
      'what is nested too deep',
      { given: deep(101), want: { payload: null, problem: 'The JSON is nested deeper than 100 levels.' } },
    ],
  ];
  for (const [name, { given, want }] of cases) it(`reads ${name}`, () => deepEqual(payloadOf(given), want));
});

import assert from 'node:assert/strict';
import { WebSessions } from '../../../src/auth/web-sessions.js';
import type { WriteRequest } from '../../../src/queries/write-request.js';
import { step, storeRun } from '../../queries/run-scene.js';
import type { Scene } from '../../queries/scene.js';
import { assertAccessible, inBrowser } from '../browser.js';

const LOANS = {
  integration: {
    description: 'Books a loan.',
    http_api: true,
    tags: ['core'],
    comments: [{ subject: 'Check the rounding', url: 'javascript:alert(1)' }],
    before_hook: 'const number = input.payload.number\nkeep({ number })',
    on_failure_hook: "output.payload = '<b>no</b>'",
  },
  masks: [{ type: 'INPUT', field: 'ssn' }],
  validationrules: [
    { type: 'INPUT', field: 'input.payload.number', rule: '_ > 0', message_substitution_name: 'number' },
  ],
  valuemappingsets: [{ name: 'Countries', valuemappings: [{ from_value: 'CH', to_value: 'Switzerland' }] }],
  servicerequests: [
    {
      system: 'HTTP',
      formula_variable: 'get',
      fieldmappings: [{ field: 'method', value: '"GET"', value_type: 'str' }],
    },
    { system: 'ECHO', formula_variable: 'echo', fieldmappings: [{ field: 'x', value: '1 +' }] },
    { system: 'ECHO', formula_variable: 'third', fieldmappings: [{ field: 'x', value: '1' }] },
    { system: 'ECHO', formula_variable: 'fourth', call_for_each: '[1, 2]', call_if: 'true' },
  ],
} as unknown as WriteRequest;

inBrowser('The pages of integrations', (scene) => {
  let ann: number;
  let bob: number;
  let carl: number;
  let loans: number;
  let secret: number;
  let echo: number;

  before(async () => {
    const { gateway } = scene;
    ann = (await gateway.user('ann', 'staff')).id;
    bob = (await gateway.user('bob', 'standard')).id;
    const write = async (name: string, userId: number, request: WriteRequest) => {
      const context = { integrationId: null, name, userId, now: new Date(), signal: new AbortController().signal };
      const written = await gateway.queries.components.write(request, context);
      if (written.outcome === 'conflict') throw new Error('conflict');
      return written.structure.id;
    };
    loans = await write('Loan Booking', ann, LOANS);
    secret = await write('Secret', bob, {});
    await gateway.grant(bob, 'Loan Booking', 'execute');
    echo = await write('Echo', ann, {
      integration: {
        before_hook:
          "output.payload = { got: input.payload, from: input.params }\nif (input.payload.fail) throw new Error('As asked.')",
      },
      masks: [{ type: 'INPUT', field: 'ssn' }],
    } as unknown as WriteRequest);
    await gateway.grant(bob, 'Echo', 'execute');
    const tool = { name: 'echo_it', description: 'Echoes.', input_schema: { type: 'object', examples: [{ a: 'b' }] } };
    await gateway.queries.mcpTools.create(echo, { ...tool, active: true }, new Date());
    carl = (await gateway.user('carl', 'standard')).id;
    await gateway.grant(carl, 'Loan Booking', 'read');
    await gateway.bind('Loan Booking', 'HTTP', { host: 'core.example' }, 'core');
  });

  it('lists what the visitor may see, and finds it by its name', async () => {
    const page = await scene.visit(ann);
    await page.goto('/integrations');
    await page.getByRole('link', { name: 'Loan Booking', exact: true }).waitFor();
    assert.equal(await page.getByText('Secret').count(), 0);
    await assertAccessible(page);
    await page.getByLabel('Name').fill('nothing like it');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('No integration fits.').waitFor();
    await page.getByLabel('Name').fill('LOAN');
    await page.getByLabel('Active ones alone').check();
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Loan Booking', exact: true }).click();
    await page.getByRole('heading', { name: 'Loan Booking', level: 1 }).waitFor();
  });

  it('shows one with its flow and its warnings, which lead to their places', async () => {
    const page = await scene.visit(ann);
    await page.goto(`/integrations/${loans}`);
    await page.getByText(`/integrations/execute/Loan%20Booking`).waitFor();
    await assertAccessible(page);
    const mapping = page.getByRole('cell', { name: '1 +' });
    assert.equal(await mapping.isVisible(), false);
    await page.getByRole('link', { name: /^value of the field mapping x cannot be run/ }).click();
    await mapping.waitFor();
    await page.getByText('Warning: value of the field mapping x cannot be run').waitFor();
    const picture = page.getByRole('group', { name: 'The flow of Loan Booking' });
    await picture.getByRole('link', { name: 'get, HTTP · 1 mapping' }).click();
    await page.getByText('core, for everybody').waitFor();
    assert.equal(await page.getByRole('link', { name: 'javascript:alert(1)' }).count(), 0);
    await assertAccessible(page);
  });

  it('is readable on a phone in the dark', async () => {
    const page = await scene.visit(ann, { width: 390, dark: true });
    await page.goto('/integrations');
    await assertAccessible(page);
    await page.goto(`/integrations/${loans}#validationrule-1`);
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    await assertAccessible(page);
  });

  it('has none for who may see none', async () => {
    const eve = await scene.gateway.user('eve', 'standard');
    const page = await scene.visit(eve.id);
    await page.goto('/integrations');
    await page.getByText('There is no integration that you may see.').waitFor();
  });

  it('runs one with a payload, and says where the payload is wrong', async () => {
    const page = await scene.visit(ann);
    await page.goto(`/integrations/${echo}`);
    await page.getByRole('link', { name: 'Run…' }).click();
    const payload = page.getByRole('textbox', { name: 'Payload' });
    const run = () => page.getByRole('button', { name: 'Run' }).click();
    assert.equal(await payload.inputValue(), '{\n  "a": "b"\n}');
    await assertAccessible(page);
    await payload.fill('{\n  "number": 7,\n}');
    await run();
    await page
      .getByText('The payload is not JSON: at line 3, column 1, a name in double quotes is expected.')
      .waitFor();
    assert.equal(await payload.getAttribute('aria-invalid'), 'true');
    await payload.fill('{"number": 4711}');
    await run();
    await page.getByText('succeeded').waitFor();
    await page.getByRole('region', { name: 'Output' }).getByText('"number": 4711').waitFor();
    const href = (await page.getByRole('link', { name: /^Run \d+, step by step$/ }).getAttribute('href')) ?? '';
    const id = Number(href.replace('/runs/', ''));
    const stored = await scene.gateway.queries.runHistory.run(id);
    assert.deepEqual([stored?.started_by, stored?.username, stored?.status], ['web', 'ann', 'success']);
    await assertAccessible(page);

    await page.goto(`/integrations/${echo}?from_run=${id}`);
    assert.equal(await payload.inputValue(), '{\n  "number": 4711\n}');
    await payload.fill('{"fail": true, "ssn": "0788499479"}');
    await run();
    await page.getByText('As asked.').waitFor();
    await page.getByText('(formula_failed)').waitFor();
    const output = page.getByRole('region', { name: 'Output' });
    await output.getByText('XXXXXXXXXXXX').waitFor();
    assert.equal(await output.getByText('0788499479').count(), 0);

    await page.goto(`/integrations/${echo}?from_run=${id + 1}`);
    await page
      .getByRole('alert')
      .getByText(`The input of run ${id + 1} was masked in part.`)
      .waitFor();
    await page.goto(`/integrations/${echo}/run`);
    assert.equal(await payload.inputValue(), '{\n  "number": 4711\n}');
    await page.goto(`/integrations`);
    await page.getByRole('row', { name: /^Echo/ }).getByText('failed').waitFor();
    await assertAccessible(page);
  });

  it('runs an earlier run again with all that its caller sent, but another payload', async () => {
    const { queries } = scene.gateway;
    const content = JSON.stringify({ payload: { a: 1 }, params: { shard: 'seven' }, method: 'PUT', external: true });
    const of = { queries, userId: ann } as Scene;
    const id = await storeRun(of, echo, { steps: [step('INPUT', { content })] });
    const page = await scene.visit(ann);
    await page.goto(`/integrations/${echo}/run?from_run=${id}`);
    await page.getByRole('textbox', { name: 'Payload' }).fill('{"b": 2}');
    await page.getByRole('button', { name: 'Run' }).click();
    const output = page.getByRole('region', { name: 'Output' });
    await output.getByText('"shard": "seven"').waitFor();
    await output.getByText('"b": 2').waitFor();
  });

  it('shows who may execute alone neither the runs of others nor a way to the history', async () => {
    const page = await scene.visit(bob, { width: 390, dark: true });
    await page.goto(`/integrations/${echo}/run`);
    assert.equal(await page.getByRole('textbox', { name: 'Payload' }).inputValue(), '{\n  "a": "b"\n}');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('succeeded').waitFor();
    assert.equal(await page.getByRole('link', { name: /^Run \d+/ }).count(), 0);
    await assertAccessible(page);
    await page.goto(`/integrations/${echo}/run?from_run=1`);
    await page.getByRole('alert').getByText('Echo has no run 1, or you may not see it.').waitFor();
  });

  it('runs none that is switched off', async () => {
    const { queries } = scene.gateway;
    await queries.components.write({ integration: { active: false } } as unknown as WriteRequest, {
      integrationId: loans,
      name: 'Loan Booking',
      userId: ann,
      now: new Date(),
      signal: new AbortController().signal,
    });
    const page = await scene.visit(ann);
    await page.goto(`/integrations/${loans}/run`);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('alert').getByText('Loan Booking is switched off (active is false).').waitFor();
  });

  it('runs nothing for a form without its token', async () => {
    const session = await new WebSessions(scene.gateway.queries, () => new Date()).begin(ann);
    const response = await fetch(`${scene.gateway.url}/integrations/${echo}/run`, {
      method: 'POST',
      headers: { cookie: `session=${session}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payload={}',
    });
    assert.equal(response.status, 403);
  });

  const refused: [string, { given: () => [user: number, path: string]; want: number }][] = [
    ['one of somebody else', { given: () => [ann, `/integrations/${secret}`], want: 404 }],
    ['one that there is not', { given: () => [ann, '/integrations/99999'], want: 404 }],
    ['what is no id', { given: () => [ann, '/integrations/Loan%20Booking'], want: 404 }],
    ['reading to who may execute alone', { given: () => [bob, `/integrations/${loans}`], want: 403 }],
    ['running to who may see it alone', { given: () => [carl, `/integrations/${loans}/run`], want: 403 }],
    ['running one of somebody else', { given: () => [ann, `/integrations/${secret}/run`], want: 404 }],
    ['a page of the list that there is not', { given: () => [ann, '/integrations?cursor=%25'], want: 400 }],
  ];
  for (const [name, { given, want }] of refused) {
    it(`refuses ${name}`, async () => {
      const [user, path] = given();
      const secret = await new WebSessions(scene.gateway.queries, () => new Date()).begin(user);
      const response = await fetch(scene.gateway.url + path, { headers: { cookie: `session=${secret}` } });
      assert.equal(response.status, want);
    });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { adapterCommand } from '../../src/cli/adapter.js';
import { readConfig } from '../../src/config.js';
import { firstStart } from '../../src/first-start.js';
import { type RunningMockCore, startMockCore } from '../../src/mockcore/start-mock-core.js';
import type { Column } from '../../src/queries/column.js';
import { components, configColumns } from '../../src/queries/components.js';
import { MOST_CHANGES, MOST_COMMENTS, MOST_OF_A_KIND } from '../../src/queries/write-limits.js';
import { runCommand } from '../cli/command-run.js';
import { clients, type TestClient } from '../e2e/clients.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { blocksOf, sectionOf } from './blocks.js';
import { differenceOf } from './printed.js';

const PAGE = readFileSync('docs/integrations.md', 'utf8');

describe('docs/integrations.md: the whole example', function example() {
  this.timeout(60_000);
  const [yaml, sh, payload, answer, steps, invalid, refusal] = blocksOf(sectionOf(PAGE, 'A whole example')).map(
    ({ text }) => text,
  ) as string[];
  const [stale, conflict] = blocksOf(sectionOf(PAGE, 'Reading and writing')).map(({ text }) => text) as string[];
  let core: RunningMockCore;
  let gateway: TestGateway;
  let client: TestClient;
  before(async () => {
    core = await startMockCore({ port: 0 });
    gateway = await startTestGateway();
    const secrets = await firstStart(gateway.queries, new Date(), core);
    const [, connect] = clients[1] as (typeof clients)[number];
    client = await connect(gateway.mcpUrl, secrets?.token ?? '');
  });
  after(async () => {
    await client.close();
    await gateway.stop();
    await core.stop();
  });

  // biome-ignore lint/suspicious/noExplicitAny: the test reads what it expects and fails on the rest
  const call = async (tool: string, args: object): Promise<any> =>
    (await client.call(tool, { ...args })).structuredContent;
  const execute = (given: string) =>
    call('execute_integration', { integration_name: 'open_accounts', payload: JSON.parse(given) });

  it('is written, bound and run as the page says', async () => {
    const written = await call('write_integration', parse(yaml as string));
    assert.equal(written.success, true, JSON.stringify(written));
    const warned = written.warnings.map(({ code }: { code: string }) => code);
    assert.deepEqual(warned, ['no_adapter_bound']);

    const words = [...(sh as string).trim().matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    assert.deepEqual(words.slice(0, 3), ['npx', 'gateway', 'adapter']);
    await runCommand(
      adapterCommand(() => readConfig(gateway.env)),
      words.slice(3),
    );
    assert.deepEqual((await call('read_integration', { integration_name: 'open_accounts' })).warnings, []);

    const ran = await execute(payload as string);
    assert.deepEqual(ran.result, JSON.parse(answer as string), JSON.stringify(ran));
    assert.equal(ran.status, 201);
    assert.match(JSON.stringify(core.core.customers[0]?.received), /756\.1234\.5678\.97/);

    const history = await call('get_run_history', { run_history_id: ran.run_history_id });
    const shown = history.items.map(({ type, label }: { type: string; label?: string }) =>
      `${type} ${label ?? ''}`.trim(),
    );
    assert.deepEqual(shown, (steps as string).trim().split('\n'));
    assert.match(JSON.stringify(history), /X{12}/);
    assert.doesNotMatch(JSON.stringify(history), /756\.1234/);
  });

  it('is refused an input that is not valid', async () => {
    const asked = core.core.requests.length;
    const ran = await execute(invalid as string);
    assert.deepEqual([ran.success, ran.error_type, ran.status], [false, 'validation_failed', 400]);
    assert.deepEqual(ran.result, JSON.parse(refusal as string));
    assert.equal(core.core.requests.length, asked);
  });

  it('is not written when somebody has saved it since', async () => {
    const answered = await call('write_integration', JSON.parse(stale as string));
    assert.equal(differenceOf(JSON.parse(conflict as string), answered), null, JSON.stringify(answered));
  });
});

describe('docs/integrations.md', () => {
  const sections: [heading: string, columns: Readonly<Record<string, Column>>][] = [
    ['The integration', components.integration.columns],
    ['Its config', configColumns],
    ['Service requests', components.servicerequest.columns],
    ['Field mappings', components.fieldmapping.columns],
    ['Validation rules', components.validationrule.columns],
    ['Value mapping sets', { ...components.valuemappingset.columns, ...components.valuemapping.columns }],
    ['Masks', components.mask.columns],
  ];
  const everywhere = sectionOf(PAGE, 'What all parts have');
  for (const [heading, columns] of sections) {
    it(`names every field of the section "${heading}", and what it is at first`, () => {
      const section = sectionOf(PAGE, heading);
      const missing = Object.keys(columns).filter((name) => !`${section}${everywhere}`.includes(`\`${name}\``));
      assert.deepEqual(missing, []);
      for (const [, names = '', first = ''] of section.matchAll(/^\| (`.*`) \|.*\| *([^|]*?) *\|$/gm)) {
        const known = [...names.matchAll(/`(\w+)`/g)].map(([, name]) => columns[name as string] as Column);
        assert.ok(known.every(Boolean), names);
        const told = first.replaceAll('`', '').split(', ');
        const initial = known
          .map((column) => ('initial' in column ? column.initial : null))
          .filter((one) => one !== null);
        const said = initial.map((one) => (one === true ? 'on' : one === false ? 'off' : String(one)));
        if (said.length === 0) continue;
        assert.deepEqual(new Set(told), new Set(said), names);
      }
    });
  }

  it('names no field that there is not', () => {
    const known = new Set([...sections.flatMap(([, columns]) => Object.keys(columns)), 'id', 'tags', 'comments']);
    const rows = sections.flatMap(([heading]) => [...sectionOf(PAGE, heading).matchAll(/^\| (`.*?`) \|/gm)]);
    const named = rows.flatMap(([, names = '']) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name as string));
    assert.ok(named.length > 60);
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });

  it('names every warning', () => {
    const source = readFileSync('src/engine/warnings.ts', 'utf8');
    const union = /export type WarningCode =([^;]*);/.exec(source)?.[1] ?? '';
    const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code as string);
    const told = [...sectionOf(PAGE, 'Warnings').matchAll(/^\| (`.*`) \|/gm)].flatMap(
      ([, names = '']) => names.match(/\w+/g) ?? [],
    );
    assert.deepEqual(told.toSorted(), codes.toSorted());
  });

  it('says how much one call writes, and what an integration holds', () => {
    const section = sectionOf(PAGE, 'Reading and writing').replace(/\s+/g, ' ');
    const [changes, comments, kind] = [MOST_CHANGES, MOST_COMMENTS, MOST_OF_A_KIND].map((most) =>
      most.toLocaleString('en'),
    );
    assert.ok(section.includes(`writes ${changes} parts at the most, and ${comments} comments`), section);
    assert.ok(section.includes(`has ${kind} parts of a kind at the most`), section);
  });
});

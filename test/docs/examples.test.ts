import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { adapters } from '../../src/adapters/adapters.js';
import { emailFields } from '../../src/adapters/email-settings.js';
import { httpFields } from '../../src/adapters/http-settings.js';
import { DEFAULT_LIMITS } from '../../src/engine/limits.js';
import { SHARED_MODULE_LIMITS, SharedModules } from '../../src/engine/shared-modules.js';
import { DOOR_LIMITS } from '../../src/http/door-limits.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { RIGHT_NAMES } from '../../src/web/pages/people/special-rights.js';
import { onEachDatabase } from '../database/harness.js';
import { type Running, runningOn } from '../engine/running.js';
import { blocksOf } from './blocks.js';

const page = (name: string): string => readFileSync(`docs/${name}.md`, 'utf8');

/** What a page says that a formula, or an integration of some hooks, comes to. */
interface Example {
  readonly line: number;
  readonly code: string;
  /** The integration's hooks; empty when the code is a formula on its own. */
  readonly hooks: Readonly<Record<string, string>>;
  /** JavaScript, or a part of the error's message. */
  readonly expected: { readonly value: string } | { readonly error: string };
}

const RESULT = /^(.*?)\s*\/\/ (output\.payload => |=> |throws )(.*)$/;
const HOOK = /^\/\/ (before_hook|on_success_hook|on_failure_hook|finally_hook)$/m;

/** Every line of a block may be an example of its own, or all of it is one with its result in the last line. */
function examplesOf(markdown: string): Example[] {
  return blocksOf(markdown)
    .filter(({ language, text }) => language === 'js' && !moduleIn(text))
    .flatMap(({ text, line }) => {
      const lines = text.trimEnd().split('\n');
      const single = lines.every((each) => /\S/.test(RESULT.exec(each)?.[1] ?? ''));
      if (single) return lines.map((each, at) => exampleOf(each, line + 1 + at));
      return [exampleOf(text.trimEnd(), line)];
    });
}

/** The shared module that a block shows. */
function moduleIn(text: string): { name: string; code: string } | null {
  const [, name, code] = /^\/\/ shared module (\w+)\n([\s\S]*)$/.exec(text) ?? [];
  return name !== undefined && code !== undefined ? { name, code } : null;
}

function exampleOf(text: string, line: number): Example {
  const lines = text.split('\n');
  const [, last = '', kind, result = ''] = RESULT.exec(lines.pop() ?? '') ?? [];
  assert.ok(kind, `the example at line ${line} has no result`);
  const code = [...lines, last].join('\n');
  const [, ...parts] = code.split(HOOK);
  const hooks: Record<string, string> = {};
  for (let i = 0; i < parts.length; i += 2) hooks[parts[i] as string] = (parts[i + 1] as string).trim();
  return { line, code, hooks, expected: kind === 'throws ' ? { error: result } : { value: result } };
}

/** A formula as the value of a field, or hooks. */
const integrationOf = ({ code, hooks }: Example): WriteRequest => ({
  ...(Object.keys(hooks).length > 0
    ? { integration: hooks }
    : {
        servicerequests: [
          {
            system: 'ECHO',
            formula_variable: 'made',
            fieldmappings: [{ field: 'value', value: code, nullable: true }],
          },
        ],
        integration: { on_success_hook: 'output.payload = made.response.payload.value' },
      }),
  ...(code.includes('map_value') && {
    valuemappingsets: [{ name: 'countries', valuemappings: [{ from_value: 'ch', to_value: 'Switzerland' }] }],
  }),
});

describe('docs', () => {
  onEachDatabase((_, open) => {
    for (const name of ['formulas', 'running', 'shared-modules']) {
      describe(name, function pages() {
        this.timeout(60_000);
        let world: Running;
        let vault: number;
        const shared: number[] = [];
        const markdown = page(name);
        const payload = JSON.parse(blocksOf(markdown).find(({ language }) => language === 'json')?.text ?? '{}');
        before(async () => {
          world = await runningOn(await open());
          await world.create('double', {
            integration: { on_success_hook: 'output.payload = 2 * input.payload.number' },
          });
          vault = await world.queries.vaults.create('counters');
          const modules = new SharedModules(world.queries, () => world.now);
          for (const { text } of blocksOf(markdown)) {
            const module = moduleIn(text);
            if (module) shared.push(await modules.create({ ...module, description: null }));
          }
        });
        after(() => world.stop());

        for (const example of examplesOf(markdown)) {
          it(`line ${example.line}: ${example.code.split('\n')[0]?.slice(0, 60)}`, async () => {
            const id = await world.make(integrationOf(example));
            await world.queries.vaults.setRights(vault, id, { read: true, write: true });
            for (const module of shared) await world.queries.sharedModules.bind(module, id);
            const ran = await world.execute(id, payload);
            const { expected } = example;
            if ('error' in expected) {
              assert.ok(ran.error?.message.includes(expected.error), ran.error?.message ?? 'it did not fail');
              return;
            }
            if (Object.keys(example.hooks).length === 0) assert.equal(ran.error, null);
            assert.deepEqual(ran.output.payload, new Function(`return (${expected.value})`)());
          });
        }
      });
    }

    it('an error reads as formulas.md shows it', async function errors() {
      this.timeout(60_000);
      const world = await runningOn(await open());
      const id = await world.create('prices', {
        integration: { before_hook: 'const [first] = input.payload.items\nreturn first.price' },
      });
      const { steps } = await world.execute(id, { items: [] });
      const shown = blocksOf(page('formulas')).find(({ language }) => language === 'text');
      assert.equal(`${steps.find(({ type }) => type === 'FAILURE')?.stack_trace}\n`, shown?.text);
      await world.stop();
    });

    it('an error within a shared module reads as shared-modules.md shows it', async function errors() {
      this.timeout(60_000);
      const world = await runningOn(await open());
      const hook = "const { first } = import_module('lists')\nconst one = first(input.payload.items)";
      const id = await world.create('invoices', { integration: { before_hook: hook } });
      const modules = new SharedModules(world.queries, () => world.now);
      const code = 'export function first(items) {\n  return items[0].name\n}';
      await modules.bind(await modules.create({ name: 'lists', description: null, code }), id);
      const { steps } = await world.execute(id, { items: [] });
      const shown = blocksOf(page('shared-modules')).find(({ language }) => language === 'text');
      assert.equal(`${steps.find(({ type }) => type === 'FAILURE')?.stack_trace}\n`, shown?.text);
      await world.stop();
    });

    it('the functions of the standard library do what their page says', async function library() {
      this.timeout(60_000);
      const world = await runningOn(await open());
      const said = [...page('formulas').matchAll(/`([^`]+\)[^`]*)` is `([^`]+)`/g)];
      assert.ok(said.length > 8);
      for (const [, code = '', value] of said) {
        const example = { line: 0, code, hooks: {}, expected: { value: value as string } };
        const { output } = await world.run(integrationOf(example));
        assert.deepEqual(output.payload, new Function(`return (${value})`)(), code);
      }
      await world.stop();
    });
  });

  it('running.md names every limit of a run, and what it is', () => {
    assert.deepEqual(limitsIn(page('running'), DEFAULT_LIMITS), { ...DEFAULT_LIMITS });
  });

  it('shared-modules.md names every limit of shared modules', () => {
    const rows = [...page('shared-modules').matchAll(/^\| `(\w+)` \| ([\d,]+) /gm)];
    const named = rows.map(([, name = '', most = '']) => [name, Number(most.replaceAll(',', ''))]);
    assert.deepEqual(Object.fromEntries(named), { ...SHARED_MODULE_LIMITS });
  });

  it('permissions.md names every special right as the pages do', () => {
    for (const [right, name] of Object.entries(RIGHT_NAMES)) {
      assert.ok(page('permissions').includes(`| \`${right}\` | “${name}”: `), right);
    }
  });

  it('running.md names every way in which a run fails', () => {
    const [, types = ''] = /type RunErrorType =([^;]*);/.exec(readFileSync('src/engine/runner.ts', 'utf8')) ?? [];
    const known = [...types.matchAll(/'(\w+)'/g)].map(([, type]) => type as string);
    assert.ok(known.length >= 9);
    for (const type of [...known, 'process_ended']) {
      assert.match(page('running'), new RegExp(`^\\| \`${type}\` \\|`, 'm'), type);
    }
  });

  it('http-api.md names every limit of the door, and what it is', () => {
    assert.deepEqual(limitsIn(page('http-api'), DOOR_LIMITS), { ...DOOR_LIMITS });
  });

  it('http-api.md names every error of the door with its status', () => {
    const source = readFileSync('src/http/door-error.ts', 'utf8');
    const errors = [...source.matchAll(/^ {2}(\w+): \[\s*(\d{3}),/gm)];
    assert.ok(errors.length > 15);
    for (const [, code, status] of errors) {
      assert.match(page('http-api'), new RegExp(`^\\| ${status} \\|.*\`${code}\``, 'm'), code);
    }
  });

  it('adapters.md names every system and every setting', () => {
    const text = page('adapters');
    for (const system of [...adapters.keys(), 'CALLINT']) assert.ok(text.includes(`\`${system}\``), system);
    for (const name of [...Object.keys(httpFields), ...Object.keys(emailFields)]) {
      assert.ok(text.includes(`\`${name}\``), name);
    }
  });
});

/** The limits that a table names, in the unit of the code: `2 s`, `128 MB`, `1,000`. */
function limitsIn(markdown: string, known: object): Record<string, number> {
  const units: Record<string, number> = { '': 1, s: 1_000, KB: 1024, MB: 1024 * 1024 };
  const rows = [...markdown.matchAll(/^\| `(\w+)` \|.*\| ([\d,]+) ?(s|KB|MB|)[^|]*\|$/gm)];
  return Object.fromEntries(
    rows
      .filter(([, name = '']) => name in known)
      .map(([, name = '', number = '', unit = '']) => [name, Number(number.replaceAll(',', '')) * (units[unit] ?? 1)]),
  );
}

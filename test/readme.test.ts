import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { printerHere } from '../codegen/emit/printer.js';
import { run } from '../codegen/run.js';
import { adapterCommand } from '../src/cli/adapter.js';
import { tokenCommand } from '../src/cli/token.js';
import { readConfig } from '../src/config.js';
import { firstStart } from '../src/first-start.js';
import { type RunningMockCore, startMockCore } from '../src/mockcore/start-mock-core.js';
import { runCommand } from './cli/command-run.js';
import { type Block, blocksOf, sectionOf } from './docs/blocks.js';
import { sendCurl } from './docs/curl.js';
import { differenceOf, LEFT_OUT } from './docs/printed.js';
import { clients } from './e2e/clients.js';
import { startTestGateway, type TestGateway } from './e2e/gateway.js';

const README = readFileSync('README.md', 'utf8');
const HISTORY = readFileSync('docs/run-history.md', 'utf8');

describe('README.md', () => {
  describe('the conversation', () => {
    let core: RunningMockCore;
    let gateway: TestGateway;
    before(async () => {
      core = await startMockCore({ port: 0 });
      gateway = await startTestGateway();
    });
    after(async () => {
      await gateway.stop();
      await core.stop();
    });

    /** Says a command line of the README to the commands themselves; answers with what it prints. */
    const command = (line: string): Promise<string> => {
      const [, name, ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      const config = () => readConfig(gateway.env);
      const known = { adapter: adapterCommand, token: tokenCommand }[args.shift() ?? ''];
      assert.ok(name === 'gateway' && known, line);
      return runCommand(known(config), args);
    };

    it('is what a gateway answers that was just started', async function conversation() {
      this.timeout(60_000);
      const secrets = await firstStart(gateway.queries, new Date(), core);
      const [, connect] = clients[1] as (typeof clients)[number];
      const client = await connect(gateway.mcpUrl, secrets?.token ?? '');
      let answer: unknown = null;
      let response: Response | null = null;
      let lastSaved: unknown = null;
      let token = '';
      const said: string[] = [];

      const call = async (tool: string, { text }: Block) => {
        const given = JSON.parse(text);
        if (given.last_saved === LEFT_OUT) given.last_saved = lastSaved;
        answer = (await client.call(tool, given)).structuredContent;
        lastSaved = (answer as { integration?: { last_saved?: unknown } }).integration?.last_saved ?? lastSaved;
        said.push(tool);
      };
      const shell = async ({ text }: Block) => {
        const lines = text.replaceAll('\\\n', '').trim().split('\n');
        for (const line of lines) {
          if (line.startsWith('curl ')) {
            response = await sendCurl(line, gateway.url, { TOKEN: token });
            assert.ok(response.ok, line);
          }
          // Whoever types this goes on with the token.
          else if (line.startsWith('TOKEN=$(')) token = await command(line.slice('TOKEN=$('.length, -1));
          else await command(line);
          said.push(line.split(' ')[0] as string);
        }
      };

      for (const block of blocksOf(sectionOf(README, 'A conversation'))) {
        const tool = /calls `(\w+)`/.exec(block.before)?.[1];
        if (block.language === 'sh') await shell(block);
        else if (block.language === 'http') await sameResponse(block, response);
        else if (tool) await call(tool, block);
        else assert.equal(differenceOf(JSON.parse(block.text), answer), null, block.text);
      }
      assert.deepEqual(said, [
        'TOKEN=$(npx',
        'curl',
        'write_integration',
        'npx',
        'execute_integration',
        'get_run_history',
        'write_integration',
        'execute_integration',
        'curl',
      ]);
      const made = core.core.customers.map((one) => [one.first_name, one.last_name, one.email, one.date_of_birth]);
      assert.deepEqual(made, [
        ['Ada', 'Lovelace', 'ada@example.com', '1990-12-24T00:00:00Z'],
        ['Grace', 'Hopper', 'grace@example.com', '1906-12-09T00:00:00Z'],
      ]);

      // The page about the run history asks about these very runs.
      const asked = [...HISTORY.matchAll(/^\| \*.*\* \| `(\w+)` \| `(.*)` \|$/gm)];
      assert.ok(asked.length >= 8);
      for (const [, tool = '', args = ''] of asked) {
        const { isError, structuredContent } = await client.call(tool, JSON.parse(args.replaceAll('\\|', '|')));
        assert.ok(!isError, `${args}: ${JSON.stringify(structuredContent)}`);
        const { records, matches } = structuredContent as { records?: unknown[]; matches?: unknown[] };
        if (matches) assert.equal(matches.length, 1, args);
        if (records && !args.includes('_date')) assert.ok(records.length > 0, args);
      }
      // And it shows a step of one of them, and says how to search in it.
      const step = JSON.parse(blocksOf(HISTORY).find(({ language }) => language === 'json')?.text ?? '{}');
      const run2 = (await client.call('get_run_history', { run_history_id: 2 })).structuredContent;
      const [, second] = (run2 as { items: object[] }).items;
      const differing = { at: LEFT_OUT, milliseconds: LEFT_OUT, size: LEFT_OUT };
      assert.equal(differenceOf({ ...step, ...differing }, second), null, JSON.stringify(second));
      const reading = sectionOf(HISTORY, 'Reading');
      const regex = /\(RE2\).*?: `([^`]+)`/s.exec(reading)?.[1];
      const programs = [...(/\[jq\][\s\S]*/.exec(reading)?.[0] ?? '').matchAll(/`([^`]*\.[a-z]\w*[^`]*)`/g)].map(
        ([, said]) => said,
      );
      assert.ok(regex && programs.length === 3, programs.join('; '));
      for (const [search_type, search] of [['regex', regex], ...programs.map((program) => ['jq', program])]) {
        const { isError, structuredContent } = await client.call('get_run_history_item', {
          run_history_id: 2,
          search_type,
          search,
        });
        assert.ok(!isError, `${search}: ${JSON.stringify(structuredContent)}`);
      }
      await client.close();
    });
  });

  it('adds a tool in six steps that fit together', async function steps() {
    this.timeout(120_000);
    const section = sectionOf(README, 'Add a tool, in six steps');
    const [yaml, query, handler] = blocksOf(section);
    const [, iface, made] = inlineOf(section, 'and add it to', '**4.');
    const [, listed] = inlineOf(section, '**5.', '**6.');
    const folder = mkdtempSync(join(tmpdir(), 'gateway-readme-'));
    try {
      const at = (path: string) => join(folder, path);
      for (const path of ['tools.yaml', 'package.json', 'tsconfig.json', 'src', 'generated']) {
        cpSync(path, at(path), { recursive: true });
      }
      symlinkSync(resolve('node_modules'), at('node_modules'));
      const insert = (path: string, behind: string, line: string, imported: string) => {
        const source = readFileSync(at(path), 'utf8');
        assert.ok(source.includes(behind), `${path} has no ${behind}`);
        writeFileSync(at(path), `${imported}\n${source.replace(behind, `${behind}\n${line}`)}`);
      };

      writeFileSync(at('tools.yaml'), `${readFileSync(at('tools.yaml'), 'utf8')}\n${yaml?.text}`);
      const paths = { catalog: at('tools.yaml'), out: at('generated'), handlers: at('src'), docs: at('tools.md') };
      const report = await run({ ...paths, mode: 'write', format: 'text' }, printerHere());
      assert.equal(report.status, 'written', JSON.stringify(report));
      const stub = readFileSync(at('src/tools/list-tags.ts'), 'utf8');
      assert.match(stub, /export const listTags: Handler<'list_tags'>/);

      writeFileSync(at('src/queries/tag-counts.ts'), query?.text ?? '');
      const queries = "import { type TagCountQueries, tagCountQueries } from './tag-counts.js';";
      insert('src/queries/queries.ts', 'export interface Queries {', iface as string, queries);
      insert('src/queries/queries.ts', 'return {', made as string, '');
      writeFileSync(at('src/tools/list-tags.ts'), handler?.text ?? '');
      assert.match(compiled(folder), /Property 'list_tags' is missing/, 'the compiler refuses until it is listed');
      const imported = "import { listTags } from './list-tags.js';";
      insert('src/tools/handlers.ts', 'export const handlers = {', listed as string, imported);
      assert.equal(compiled(folder), '');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names every command of the command line, and every setting', () => {
    const gateway = readFileSync('src/cli/gateway.ts', 'utf8');
    const names = [...gateway.matchAll(/^ {2}'?([\w-]+)'?: async \(\) => \(await import/gm)].map(
      ([, name]) => name as string,
    );
    assert.ok(names.length > 10);
    const commands = sectionOf(README, 'The command line');
    for (const name of names) assert.match(commands, new RegExp(`^\\| \`${name}[ \`]`, 'm'), name);
    const settings = sectionOf(README, 'Settings');
    for (const [, name] of readFileSync('src/config.ts', 'utf8').matchAll(/\benv\.(\w+)/g)) {
      assert.ok(settings.includes(`\`${name}\``), name);
    }
  });
});

async function sameResponse({ text }: Block, response: Response | null): Promise<void> {
  assert.ok(response, 'nothing was asked');
  const [head = '', body = ''] = text.trim().split('\n\n');
  const [first = '', ...headers] = head.split('\n').filter((line) => line !== LEFT_OUT);
  assert.equal(`HTTP/1.1 ${response.status} ${response.statusText}`, first);
  for (const header of headers) {
    const [name = '', value] = header.split(': ');
    assert.equal(response.headers.get(name), value, name);
  }
  assert.equal(await response.text(), body);
}

/** The code within a part of a text, in its order. */
function inlineOf(text: string, from: string, to: string): string[] {
  const part = text.slice(text.indexOf(from), text.indexOf(to));
  return [...part.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string);
}

/** What the compiler says of the folder's src. */
function compiled(folder: string): string {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', join(folder, 'src')], {
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}

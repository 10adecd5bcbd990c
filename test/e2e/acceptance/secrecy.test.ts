import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { Assistant, ERAS } from './assistant.js';
import { call } from './caller.js';

const MASK = 'XXXXXXXXXXXX';
const PASSWORD = 'the password of the configuration';

/** Ways in which an integration may spread what it was given. Each is a statement in which `secret` is the name of it. */
const leaks: Record<string, string> = {
  'into the output': 'output.payload = { secret, list: [secret], within: `it is ${secret}, is it not` }',
  'into the headers of the output': "output.headers['X-Secret'] = encodeURIComponent(String(secret))",
  'as the name of a field': 'output.payload = { [secret]: 1 }',
  'into JSON in a text': 'output.payload = JSON.stringify({ secret })',
  'into a debug step': "debug({ secret, text: `= ${secret}` }, 'looking')",
  'into the label of a step': 'info(1, `${secret}`)',
  'into a label of the run': 'add_run_label(`secret:${secret}`)',
  'into an error': 'throw new Error(`cannot use ${secret}`)',
  'into an error that is none': 'throw { secret }',
  'into what it ends with': 'end({ secret }, 418)',
  'into a file':
    "const file = open_glyuefile('secret.txt', 'w')\nfile.write(String(secret))\nfile.close()\noutput.payload = file.name",
  'into another call': "await calladapter('ECHO', 'N/A', 'copy', { secret })",
  'into another integration': "await callint('secret keeper', { secret })",
  'into an address':
    "await calladapter('HTTP', 'n/a', 'ask', { method: 'GET', url_path: '/', params: { secret: String(secret) } })",
  'into an address that fails':
    "await calladapter('HTTP', 'n/a', 'ask', { method: 'GET', url_path: `/fail/${encodeURIComponent(String(secret))}` })",
};

/** Where it comes from: the payload, or what a system answers. */
const sources: Record<string, string> = {
  payload: 'const secret = input.payload.owner.secret\n',
  response: 'const secret = fetch.response.payload.account.secret\n',
};

/** What nobody would write by chance, with whatever makes trouble in JSON, addresses and patterns. */
const secrets = fc
  .tuple(
    fc.stringMatching(/^[a-z]{8}$/),
    fc.constantFrom('', ' ', '"', '\\', '%', '+&', '$1.*', 'ü', '😀', '\n', "'<>"),
  )
  .map(([word, odd]) => `s${word}${odd}${word}`);

describe('what is masked stays hidden', function secrecy() {
  this.timeout(300_000);
  let dir: string;
  let other: Database.Database;
  let gateway: TestGateway;
  let web: WebStub;
  let answered: string;
  let count = 0;
  const hidden: { secret: string | number; how: string }[] = [];
  const shown: string[] = [];
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-secrecy-'));
    const file = join(dir, 'gateway.sqlite');
    gateway = await startTestGateway(`sqlite:${file}`);
    other = new Database(file, { readonly: true });
    web = await startWebStub(({ url, headers }, response) => {
      if (url.startsWith('/fail/'))
        return void response.writeHead(404).end(`there is no ${url} for ${headers.authorization}`);
      return { account: { secret: JSON.parse(answered) } };
    });
  });

  const everythingStored = (): string => {
    const tables = other.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    return JSON.stringify(tables.map((table) => [table, other.prepare(`select * from "${table}"`).all()]));
  };

  /** In all the forms in which somebody could read it. */
  const formsOf = (secret: string): string[] => {
    const once = JSON.stringify(secret).slice(1, -1);
    const twice = JSON.stringify(once).slice(1, -1);
    return [secret, once, twice, JSON.stringify(twice).slice(1, -1), encodeURIComponent(secret)];
  };
  const assertHidden = (what: string, text: string, secret: string | number) => {
    for (const form of formsOf(String(secret))) {
      const at = text.indexOf(form);
      assert.equal(at, -1, `${what} shows it: ${text.slice(Math.max(0, at - 200), at + 100)}`);
    }
  };

  async function check(source: string, leak: string, place: string, secret: string | number): Promise<void> {
    const name = `secret ${++count}`;
    const ann = await Assistant.at(gateway, ERAS[count % 2] as (typeof ERAS)[number], `ann_${count}`, 'a pass phrase');
    const inner = 'secret keeper';
    if (!(await gateway.queries.integrations.find(inner))) {
      await ann.write(inner, { integration: { before_hook: 'output.payload = input.payload' } });
    }
    await gateway.grant(ann.id, inner, 'execute', 'debug');
    const formula = `${sources[source]}${leaks[leak]}`;
    const fetchesFirst = source === 'response';
    await ann.write(name, {
      integration: { http_api: true, [place]: formula },
      masks: [{ type: 'INPUT', field: 'owner.secret', abort_if_not_applied_x_times: 1 }],
      servicerequests: [
        {
          system: 'HTTP',
          service_name: 'n/a',
          formula_variable: 'fetch',
          fieldmappings: [
            { field: 'method', value: '"GET"' },
            { field: 'url_path', value: '"/account"' },
            ...(fetchesFirst
              ? []
              : [{ field: 'params.owner', value: 'input.payload.owner.secret', value_type: 'str' }]),
          ],
        },
      ],
    });
    const { servicerequests } = await ann.call('read_integration', { integration_name: name });
    await ann.write(name, {
      masks: [{ type: 'RESPONSE', servicerequest_id: servicerequests[0].id, field: 'account.secret' }],
    });
    await gateway.bind(name, 'HTTP', { ...web.settings, username: 'gateway', password: PASSWORD });
    answered = JSON.stringify(secret);
    const payload = { owner: { secret: source === 'payload' ? secret : 'nothing to see' } };

    const answers: unknown[] = [];
    const told = async (tool: string, args: Record<string, unknown>) => {
      const answer = await ann.call(tool, args);
      answers.push(answer);
      return answer;
    };
    const executed = await ann.run(name, payload);
    answers.push(executed);
    await call(gateway, 'POST', `/integrations/execute/${encodeURIComponent(name)}`, {
      authorization: `Bearer ${ann.token}`,
      headers: { 'content-type': 'application/json', 'idempotency-key': name },
      body: JSON.stringify(payload),
    });
    const { records } = await told('search_run_histories', { integration_names: [name] });
    assert.equal(records.length, 2);
    const { records: children } = await told('search_run_histories', {
      integration_names: [inner],
      user: `ann_${count}`,
      include_sub_integrations: true,
    });
    for (const { run_history_id } of [...records, ...children]) {
      const { items } = await told('get_run_history', { run_history_id });
      await told('get_run_history_item', { item_id: items[0].id });
      const found = await ann.call('get_run_history_item', {
        run_history_id,
        search: String(secret).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
      });
      assert.deepEqual(found.matches, []);
    }
    const { records: matching } = await ann.call('search_run_histories', { text: String(secret).slice(0, 17) });
    assert.deepEqual(matching, []);
    assert(JSON.stringify(answers).includes(MASK), 'something was masked at all');

    assertHidden('an answer', JSON.stringify(answers), secret);
    shown.push(JSON.stringify(answers));
    hidden.push({ secret, how: `a ${source} ${leak} by ${place}` });
  }

  after(async () => {
    other.close();
    await gateway.stop();
    await web.stop();
    await rm(dir, { recursive: true });
  });

  for (const source of Object.keys(sources)) {
    for (const leak of Object.keys(leaks)) {
      it(`a ${source} that an integration puts ${leak}`, () =>
        check(source, leak, 'on_success_hook', `s${source.length}kqjxw${count}"% ü$1`));
    }
  }

  it('whatever it is, and wherever it goes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(sources)),
        fc.constantFrom(...Object.keys(leaks)),
        fc.constantFrom('before_hook', 'on_success_hook', 'finally_hook'),
        fc.oneof({ weight: 4, arbitrary: secrets }, { weight: 1, arbitrary: fc.integer({ min: 413e12, max: 499e12 }) }),
        async (source, leak, place, secret) => {
          if (source === 'response' && place === 'before_hook') return;
          await check(source, leak, place, secret);
        },
      ),
      { numRuns: 25 },
    );
  });

  // Everything that there is, once, for all that was ever hidden.
  it('in all that was stored, logged and answered', () => {
    const stored = everythingStored();
    const logged = JSON.stringify(gateway.logged);
    assert(hidden.length > 0 && stored.includes(MASK));
    for (const { secret, how } of hidden) {
      assertHidden(`the log (${how})`, logged, secret);
      assertHidden(`the database (${how})`, stored, secret);
    }
    const asSent = Buffer.from(`gateway:${PASSWORD}`).toString('base64');
    for (const text of [stored, logged, ...shown]) {
      assert(!text.includes(PASSWORD), 'the password of the configuration');
      assert(!text.includes(asSent), 'the password, as it was sent');
    }
  });
});

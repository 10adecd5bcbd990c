import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { Assistant } from './assistant.js';
import { basic, postJson } from './caller.js';

const FULL = 'database or disk is full';

describe('a database that does not take what a run records', function recordingTrouble() {
  this.timeout(60_000);
  let dir: string;
  let other: Database.Database;
  let gateway: TestGateway;
  let web: WebStub;
  let ann: Assistant;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-recording-'));
    const file = join(dir, 'gateway.sqlite');
    gateway = await startTestGateway(`sqlite:${file}`);
    other = new Database(file);
    web = await startWebStub(() => ({}));
    ann = await Assistant.at(gateway, '2026-07-28', 'ann', 'a pass phrase');
    await ann.write('recorded', {
      integration: { http_api: true, before_hook: 'output.payload = "the result"' },
      servicerequests: [
        {
          system: 'HTTP',
          service_name: 'n/a',
          formula_variable: 'fetch',
          fieldmappings: [
            { field: 'method', value: '"GET"', value_type: 'str' },
            { field: 'url_path', value: '"/"', value_type: 'str' },
          ],
        },
      ],
    });
    await gateway.bind('recorded', 'HTTP', web.settings);
    await ann.run('recorded');
  });
  afterEach(async () => {
    other.exec('drop trigger if exists full');
    const { answer, run } = await ann.runAndLook('recorded');
    assert.deepEqual([answer.success, answer.history_problem, run.status], [true, undefined, 'success']);
  });
  after(async () => {
    other.close();
    await gateway.stop();
    await web.stop();
    await rm(dir, { recursive: true });
  });

  const refuse = (what: string) =>
    other.exec(`create trigger full before ${what} begin select raise(abort, '${FULL}'); end`);

  it('steps: the run keeps its result, and says that they are missing', async () => {
    refuse('insert on run_items');
    const answer = await ann.run('recorded');
    assert.deepEqual([answer.success, answer.result], [true, 'the result']);
    assert.equal(answer.history_problem, `The last steps could not be recorded: ${FULL}.`);
    const { run, steps } = await ann.history(answer.run_history_id);
    assert.deepEqual([run.status, steps], ['success', []]);
    const { status, body } = await postJson(gateway, 'recorded', {}, basic('ann', 'a pass phrase'));
    assert.deepEqual([status, body], [200, 'the result']);
  });

  it('the end: the run keeps its result, says so, and is not left running for ever', async () => {
    refuse('update of status on runs');
    const answer = await ann.run('recorded');
    assert.deepEqual([answer.success, answer.result], [true, 'the result']);
    assert.equal(answer.history_problem, `The end of the run could not be recorded: ${FULL}.`);
    assert.equal((await ann.history(answer.run_history_id)).run.status, 'running');
    other.exec('drop trigger full');
    let status = 'running';
    for (let waited = 0; waited < 20_000 && status === 'running'; waited += 250) {
      await delay(250);
      status = (await ann.history(answer.run_history_id)).run.status;
    }
    assert.equal(status, 'success');
  });

  it('the beginning: nothing is run, and the error says that the gateway failed', async () => {
    refuse('insert on runs');
    web.requests.length = 0;
    const { error } = await ann.run('recorded');
    assert(['internal', 'unavailable'].includes(error.code), error.code);
    const { status, body } = await postJson(gateway, 'recorded', {}, basic('ann', 'a pass phrase'));
    assert.equal(status >= 500, true);
    assert(body.code);
    assert.equal(web.requests.length, 0);
    assert(gateway.logged.some((line) => line.includes(FULL)));
  });

  it('because somebody else has it: the run keeps its result, and says what is missing', async () => {
    web.answer = () => {
      other.exec('begin immediate');
      return {};
    };
    const answering = ann.run('recorded');
    const answer = await answering;
    other.exec('rollback');
    web.answer = () => ({});
    assert.deepEqual([answer.success, answer.result], [true, 'the result']);
    assert.match(answer.history_problem, /could not be recorded: database is locked\./);
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestGateway } from '../gateway.js';
import { BIN, type Running, start, watch } from '../process.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { Assistant, titles } from './assistant.js';

const fetching = (formula_variable: string) => ({
  system: 'HTTP',
  service_name: 'n/a',
  formula_variable,
  fieldmappings: [
    { field: 'method', value: '"GET"', value_type: 'str' },
    { field: 'url_path', value: `"/${formula_variable}"`, value_type: 'str' },
  ],
});

describe('a gateway process in trouble', function processTrouble() {
  this.timeout(120_000);
  let dir: string;
  let env: Record<string, string>;
  let web: WebStub;
  let person: { id: number; token: string };
  const processes: Running[] = [];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-trouble-'));
    const database = `sqlite:${join(dir, 'gateway.sqlite')}`;
    env = { GATEWAY_DATA_DIR: dir, PORT: '0', GATEWAY_ALLOWED_HOSTS: '127.0.0.1', GATEWAY_LOG_LEVEL: 'error' };
    web = await startWebStub(({ url }) => (url === '/first' ? { fine: true } : undefined));
    const gateway = await startTestGateway(database, { GATEWAY_DATA_DIR: dir });
    const ann = await Assistant.at(gateway);
    person = ann;
    await ann.write('interrupted', { servicerequests: [fetching('first'), { ...fetching('second'), sequence: 20 }] });
    await gateway.bind('interrupted', 'HTTP', web.settings);
    await ann.write('verbose', { integration: { before_hook: 'debug("a".repeat(900_000)); output.payload = 7' } });
    await gateway.stop();
  });
  afterEach(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.map(({ finished }) => finished));
    processes.length = 0;
    await web.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function serving(running: Running): Promise<{ ann: Assistant; running: Running }> {
    processes.push(running);
    const stdout = await running.printed(/MCP address: (\S+)/);
    const mcpUrl = /MCP address: (\S+)/.exec(stdout)?.[1] as string;
    return { ann: new Assistant({ mcpUrl }, '2026-07-28', person.id, person.token), running };
  }

  it('that is killed in the middle of a run: the next one says that the run failed, and why', async () => {
    const first = await serving(start(['serve'], env));
    const answer = await first.ann.run('interrupted', {}, { wait_seconds: 0 });
    assert.equal(answer.running, true);
    const id = answer.run_history_id;
    const done = async () => titles((await first.ann.history(id)).steps).includes('REQUEST first');
    while (!(await done())) await delay(20);
    assert.equal((await first.ann.history(id)).run.status, 'running');
    first.running.child.kill('SIGKILL');
    await first.running.finished;

    const second = await serving(start(['serve'], env));
    const { run, steps } = await second.ann.history(id);
    assert.deepEqual([run.status, run.error_type], ['failure', 'process_ended']);
    assert.match(run.error_message, /process ended while the run was under way/);
    assert.deepEqual(titles(steps), ['INPUT', 'REQUEST first', 'FAILURE', 'OUTPUT']);
    assert.deepEqual(
      steps.map(({ failed }) => failed),
      [false, false, true, true],
    );
    const { records } = await second.ann.call('search_run_histories', { status: 'running' });
    assert.deepEqual(records, []);
  });

  it('that is told to stop in the middle of a run: the run is cancelled, and its history says so', async () => {
    const first = await serving(start(['serve'], env));
    const { run_history_id } = await first.ann.run('interrupted', {}, { wait_seconds: 0 });
    while (web.requests.length < 2) await delay(20);
    first.running.child.kill('SIGTERM');
    assert.equal((await first.running.finished).code, 0);

    const second = await serving(start(['serve'], env));
    const { run, steps } = await second.ann.history(run_history_id);
    assert.deepEqual([run.status, run.error_type], ['failure', 'cancelled']);
    assert.deepEqual(titles(steps), ['INPUT', 'REQUEST first', 'REQUEST second', 'FAILURE', 'OUTPUT']);
  });

  it('whose disk is full: runs keep their results and say what is missing, and it answers on', async function fullDisk() {
    if (process.platform === 'win32') this.skip();
    // No file of it may grow much beyond the database; the log of what is new is the first to notice.
    const sizes = await Promise.all((await readdir(dir)).map(async (name) => (await stat(join(dir, name))).size));
    const blocks = Math.ceil((Math.max(...sizes) + 1_500_000) / 512);
    const shell = `ulimit -f ${blocks}; exec "$0" "$@"`;
    const child = spawn('sh', ['-c', shell, process.execPath, BIN, 'serve'], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { ann, running } = await serving(watch(child));
    const problems: string[] = [];
    for (let runs = 0; runs < 20; runs++) {
      const answer = await ann.run('verbose');
      if (answer.error) {
        assert.equal(answer.error.code, 'unavailable', JSON.stringify(answer));
        continue;
      }
      assert.deepEqual([answer.success, answer.result], [true, 7]);
      if (answer.history_problem) problems.push(answer.history_problem);
    }
    assert(problems.length > 0, 'the disk was never full');
    for (const problem of problems) assert.match(problem, /could not be recorded/);
    assert.equal(
      (await ann.call('read_integration', { integration_name: 'verbose' })).integration.path_name,
      'verbose',
    );
    assert.equal((await ann.call('list_integrations', {})).total, 2);
    running.child.kill('SIGTERM');
    await running.finished;

    // With room again, nothing is left running and everything works.
    const after = await serving(start(['serve'], env));
    const { records } = await after.ann.call('search_run_histories', { status: 'running' });
    assert.deepEqual(records, []);
    const { answer, run } = await after.ann.runAndLook('verbose');
    assert.deepEqual([answer.success, answer.history_problem, run.status], [true, undefined, 'success']);
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeKey } from '../../src/crypto/key-file.js';
import { type Running, run, start } from './process.js';
import { callTool, request, send } from './wire.js';

const MCP = /MCP address: (\S+)/;

describe('the gateway as a process', function asProcess() {
  // Each test starts processes, and a busy machine starts them slowly.
  this.timeout(60_000);
  let dir: string;
  let env: Record<string, string>;
  const processes: Running[] = [];
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-process-'));
    env = { GATEWAY_DATA_DIR: dir, PORT: '0', GATEWAY_LOG_LEVEL: 'error' };
  });
  afterEach(async () => {
    // What a test that failed has left running would keep Mocha waiting.
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.map(({ finished }) => finished));
    processes.length = 0;
    await rm(dir, { recursive: true, force: true });
  });

  function serve(): Running {
    const running = start(['serve'], env);
    processes.push(running);
    return running;
  }

  const urlOf = (stdout: string) => MCP.exec(stdout)?.[1] as string;

  it('starts on nothing, shows its secrets once, and keeps everything', async () => {
    const first = serve();
    const stdout = await first.printed(/copy the block/);
    const token = /API token {2}(igw_\S+)/.exec(stdout)?.[1] as string;
    assert.match(stdout, /user {7}admin\n {2}password {3}\S{20}\n/);
    assert.equal((await stat(join(dir, 'gateway.sqlite'))).mode & 0o777, 0o600);

    const url = urlOf(stdout);
    const { integrations, total } = await callTool(url, '2026-07-28', token, 'list_integrations', {});
    assert.equal(total, 3);
    assert(integrations.some((one: { path_name: string }) => one.path_name === 'hackernews_email_digest'));
    for (const { path_name } of integrations) {
      const { warnings } = await callTool(url, '2025-06-18', token, 'read_integration', {
        integration_name: path_name,
      });
      // Only whoever has the other systems can bind adapters to them.
      const told = warnings.filter(({ code }: { code: string }) => code !== 'no_adapter_bound');
      assert.deepEqual(told, [], path_name);
    }

    assert.match(stdout, new RegExp(`sign in at ${new URL(url).origin}/mcp-tools and copy the block`));

    first.child.kill('SIGTERM');
    assert.deepEqual((await first.finished).code, 0);

    const second = serve();
    const again = await second.printed(/copy the block/);
    assert.doesNotMatch(again, /password|igw_/);
    assert.equal((await callTool(urlOf(again), '2026-07-28', token, 'list_integrations', {})).total, 3);
    second.child.kill('SIGTERM');
    assert.equal((await second.finished).code, 0);
  });

  it('finishes a call under way when told to stop, and accepts no new one', async () => {
    const gateway = serve();
    const stdout = await gateway.printed(/copy the block/);
    const url = urlOf(stdout);
    const token = /API token {2}(igw_\S+)/.exec(stdout)?.[1] as string;
    const { headers, body } = request('2026-07-28', token, 'tools/call', { name: 'list_integrations', arguments: {} });

    const call = httpRequest(url, { method: 'POST', headers: { ...headers, 'content-length': String(body.length) } });
    const answered = once(call, 'response');
    call.write(body.slice(0, 20));
    await delay(200);
    gateway.child.kill('SIGTERM');
    await delay(300);
    await assert.rejects(send(url, request('2026-07-28', token, 'tools/list')));
    call.end(body.slice(20));
    const [response] = await answered;
    assert.equal(response.statusCode, 200);
    response.resume();
    assert.equal((await gateway.finished).code, 0);
  });

  it('does not wait for connections that ask for nothing when told to stop', async () => {
    const gateway = serve();
    const stdout = await gateway.printed(/copy the block/);
    const port = Number(new URL(urlOf(stdout)).port);
    const silent = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    for (const socket of silent) socket.on('error', () => {});
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    silent[1]?.write('POST /mcp HTTP/1.1\r\nHost: local');
    await delay(200);
    gateway.child.kill('SIGTERM');
    assert.equal(await Promise.race([gateway.finished.then(({ code }) => code), delay(5_000, 'still there')]), 0);
  });

  it('ends in order when it is told to stop while it starts', async () => {
    // It accepts connections, and never says anything.
    const database = createTcpServer().listen(0, '127.0.0.1');
    const asked = once(database, 'connection');
    await once(database, 'listening');
    const { port } = database.address() as AddressInfo;
    env = { ...env, DATABASE_URL: `postgres://u:p@127.0.0.1:${port}/x`, GATEWAY_ENCRYPTION_KEYS: makeKey() };
    const gateway = serve();
    const [socket] = await asked;
    gateway.child.kill('SIGTERM');
    assert.equal((await gateway.finished).code, 0);
    socket.destroy();
    database.close();
  });

  it('ends when its first start fails, and does not listen on', async () => {
    assert.equal((await run(['migrate'], env)).code, 0);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(dir, 'gateway.sqlite'));
    db.exec("create trigger no before insert on users begin select raise(abort, 'no users here'); end");
    db.close();
    const gateway = serve();
    const ended = await Promise.race([gateway.finished, delay(20_000, null)]);
    assert.equal(ended?.code, 1);
    assert.match(ended.stderr, /^gateway: .*no users here/);
  });

  it('a wrong setting ends the start with one clear line', async () => {
    const { code, stdout, stderr } = await run(['serve'], { ...env, PORT: 'http' });
    assert.deepEqual([code, stdout], [1, '']);
    assert.equal(stderr, 'gateway: PORT is "http"; it must be a whole number from 0 to 65535.\n');
  });

  it('a port in use ends the start with one clear line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await run(['serve'], { ...env, PORT: String(port) });
    other.close();
    assert.equal(code, 1);
    assert.equal(stderr, `gateway: port ${port} on 127.0.0.1 is in use; set PORT to another one.\n`);
  });

  it('a database that cannot be reached ends the start with one clear line', async () => {
    const { code, stderr } = await run(['serve'], { ...env, DATABASE_URL: 'postgres://u:hidden@127.0.0.1:1/none' });
    assert.equal(code, 1);
    assert.match(stderr, /^gateway: the database cannot be used \(see DATABASE_URL\): .*\n$/);
    assert.doesNotMatch(stderr, /hidden/);
  });

  it('a database of a newer version is left alone', async () => {
    assert.equal((await run(['migrate'], env)).code, 0);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(dir, 'gateway.sqlite'));
    db.prepare("insert into migrations (name, batch, migration_time) values ('9999_future', 9, 0)").run();
    db.close();
    for (const command of [['serve'], ['migrate'], ['user', 'list']]) {
      const { code, stderr } = await run(command, env);
      assert.equal(code, 1, command.join(' '));
      assert.match(stderr, /^gateway: .*newer version.*\n$/);
    }
  });
});

describe('the command line', function commandLine() {
  this.timeout(60_000);
  let dir: string;
  let env: Record<string, string>;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-cli-'));
    env = { GATEWAY_DATA_DIR: dir, GATEWAY_LOG_LEVEL: 'error' };
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it('says what it can do, for each command', async () => {
    for (const command of [
      [],
      ['serve'],
      ['migrate'],
      ['user'],
      ['user', 'create'],
      ['user', 'list'],
      ['user', 'disable'],
      ['token'],
      ['token', 'create'],
      ['token', 'list'],
      ['token', 'revoke'],
    ]) {
      const { code, stdout } = await run([...command, '--help'], env);
      assert.equal(code, 0, command.join(' '));
      assert.match(stdout, /^Usage: gateway/, command.join(' '));
    }
  });

  it('migrates once', async () => {
    assert.match((await run(['migrate'], env)).stdout, /^migrated /);
    assert.equal((await run(['migrate'], env)).stdout, 'the database is up to date\n');
  });

  it('manages users and tokens', async () => {
    assert.match((await run(['user', 'create', 'ann', '--staff'], env)).stdout, /^created ann; password .*: \S{20}\n$/);
    const created = await run(['token', 'create', '--user', 'ann', '--name', 'laptop'], env);
    assert.match(created.stdout, /^igw_[\w-]{43}\n$/);
    assert.match((await run(['user', 'list'], env)).stdout, /^ann +staff +active/m);
    const listed = (await run(['token', 'list'], env)).stdout;
    assert.match(listed, /^1 +igw_\S{6}… +ann +laptop/m);
    assert(!listed.includes(created.stdout.trim()));
    assert.equal((await run(['token', 'revoke', '1'], env)).stdout, 'revoked 1\n');
    assert.equal((await run(['user', 'disable', 'ann'], env)).stdout, 'disabled ann\n');
    assert.match((await run(['user', 'list'], env)).stdout, /^ann +staff +disabled/m);
  });

  const refused: [string, { given: string[]; want: RegExp }][] = [
    [
      'a user that is there',
      {
        given: ['user', 'create', 'ann'],
        want: /^gateway: "ann" cannot be the name\. Somebody signs in with that already\.\n$/,
      },
    ],
    [
      'a name that is none',
      { given: ['user', 'create', 'a b'], want: /^gateway: "a b" cannot be the name\. A user’s name has letters/ },
    ],
    ['a user that is not there', { given: ['user', 'disable', 'bob'], want: /^gateway: there is no user bob\.\n$/ }],
    [
      'a token for nobody',
      { given: ['token', 'create', '--user', 'bob'], want: /^gateway: there is no user bob\.\n$/ },
    ],
    ['a token for a disabled user', { given: ['token', 'create', '--user', 'ann'], want: /ann is disabled/ }],
    [
      'an expiry that is none',
      { given: ['token', 'create', '--user', 'ann', '--expires', 'soon'], want: /--expires is "soon"/ },
    ],
    [
      'a token that is revoked already',
      { given: ['token', 'revoke', '1'], want: /there is no token 1 that could be revoked/ },
    ],
    ['a token that is none', { given: ['token', 'revoke', 'x'], want: /there is no token x/ }],
    ['an unknown command', { given: ['explode'], want: /unknown command 'explode'/ }],
  ];
  for (const [name, { given, want }] of refused) {
    it(`refuses ${name}, in one line`, async () => {
      const { code, stdout, stderr } = await run(given, env);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, want);
    });
  }
});

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CallReport, type Measured } from './call-report.js';
import { Caller } from './caller.js';
import { generate } from './catalog.js';
import { peers, TOOL_COUNTS } from './peers.js';
import { pinLoad, type ServerProcess, startServer } from './server-process.js';
import { makeDatabase } from './servers/database.js';

/*
 * What one `tools/call` of list_integrations (20 integrations, one page) costs the gateway and the servers that it is measured
 * against: calls a second, and microseconds of CPU a call. They take turns, and a round goes the other way than the one before;
 * where taskset is there, servers and load each have a core of their own. ROUNDS, SECONDS, and PEERS (a pattern of their names)
 * change what is measured; docs/performance.md is written only when all are. Linux alone counts CPU time in this way.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 3);
const CHOSEN = new RegExp(process.env.PEERS ?? '', 'i');
const CONNECTIONS = 10;

interface Running extends Measured {
  readonly server: ServerProcess;
  readonly caller: Caller;
}

if (!existsSync('/proc/self/stat')) throw new Error('This bench reads CPU times from /proc: run it on Linux.');
const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(join(here, 'node_modules/fastmcp'))) {
  const { status } = spawnSync('npm', ['ci', '--prefix', here], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The servers to measure against were not installed: npm ci --prefix bench');
}

const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const started: ServerProcess[] = [];
const running: Running[] = [];
try {
  const seed = join(dir, 'seed.sqlite');
  const token = await makeDatabase(seed);
  const registries = new Map(TOOL_COUNTS.map((count) => [count as number, generate(count)]));
  const chosen = peers.filter(({ name }) => CHOSEN.test(name));
  pinLoad();
  for (const [at, peer] of chosen.entries()) {
    const folder = join(dir, String(at));
    mkdirSync(folder);
    const database = join(folder, 'gateway.sqlite');
    copyFileSync(seed, database);
    const server = await startServer(
      peer,
      registries.get(peer.tools) ?? (registries.get(TOOL_COUNTS[0]) as string),
      database,
    );
    started.push(server);
    const caller = await Caller.of(peer, server.url, token);
    await caller.check();
    running.push({ peer, server, caller, perSecond: [], microseconds: [] });
  }
  for (const { caller } of running) await caller.load(CONNECTIONS, SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of round % 2 === 0 ? running : running.toReversed()) await measure(each);
    console.log(`round ${round + 1} of ${ROUNDS}`);
  }
  for (const { caller } of running) await caller.check();
} finally {
  for (const server of started) server.stop();
  rmSync(dir, { recursive: true, force: true });
}

const measured = new CallReport(running, { connections: CONNECTIONS, rounds: ROUNDS, seconds: SECONDS });
measured.print();
if (running.length === peers.length) measured.publish();
if (!measured.isKept) process.exitCode = 1;

async function measure({ server, caller, perSecond, microseconds }: Running): Promise<void> {
  const before = server.cpu();
  const { calls, seconds } = await caller.load(CONNECTIONS, SECONDS);
  microseconds.push((server.cpu() - before) / calls);
  perSecond.push(calls / seconds);
}

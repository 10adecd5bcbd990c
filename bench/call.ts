import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { request } from '../test/e2e/wire.js';
import { generate } from './catalog.js';
import { median, printTable, withSpread } from './measure.js';

/*
 * What one `tools/call` of list_integrations (20 integrations, one page) costs the server: calls a second and microseconds of
 * CPU a call, beside the SDK's own HTTP handler with the same SQL, with 5, 50 and 500 tools in the catalog. The servers are
 * alternated within every round; where taskset is there, server and load each have a core of their own.
 */
const TOOLS = [5, 50, 500];
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 3);
const CONNECTIONS = 10;
const PINNED = spawnSync('taskset', ['--version']).status === 0;

interface Peer {
  name: string;
  tools: number;
  child: ChildProcess;
  url: string;
  token: string;
  perSecond: number[];
  microseconds: number[];
}

const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));

async function startPeer(name: string, tools: number, registryFile: string): Promise<Peer> {
  const program = fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url));
  const node = [process.execPath, '--import', 'tsx', program, registryFile, join(dir, `${name}-${tools}.sqlite`)];
  const [command, ...args] = PINNED ? ['taskset', '-c', '0', ...node] : node;
  const child = spawn(command as string, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const [address, token] = url.split('#') as [string, string];
  return { name, tools, child, url: address, token, perSecond: [], microseconds: [] };
}

async function cpuOf({ child }: Peer): Promise<number> {
  child.send('cpu');
  const [{ microseconds }] = (await once(child, 'message')) as [{ microseconds: number }];
  return microseconds;
}

async function load(peer: Peer, seconds: number): Promise<void> {
  const { headers, body } = request('2026-07-28', peer.token, 'tools/call', {
    name: 'list_integrations',
    arguments: {},
  });
  const before = await cpuOf(peer);
  const result = await autocannon({
    url: peer.url,
    method: 'POST',
    headers,
    body,
    connections: CONNECTIONS,
    duration: seconds,
  });
  const used = (await cpuOf(peer)) - before;
  const calls = result['2xx'];
  if (result.non2xx + result.errors > 0 || calls === 0) throw new Error(`${peer.name} failed calls`);
  peer.perSecond.push(calls / result.duration);
  peer.microseconds.push(used / calls);
}

if (PINNED) spawnSync('taskset', ['-cp', '1', String(process.pid)]);
const peers: Peer[] = [];
for (const tools of TOOLS) {
  const registryFile = generate(tools);
  for (const name of ['gateway', 'sdk']) peers.push(await startPeer(name, tools, registryFile));
}
try {
  for (const peer of peers) await load(peer, 1);
  for (const peer of peers) {
    peer.perSecond.length = 0;
    peer.microseconds.length = 0;
  }
  for (let round = 0; round < ROUNDS; round++) for (const peer of peers) await load(peer, SECONDS);
} finally {
  for (const { child } of peers) child.kill();
  rmSync(dir, { recursive: true, force: true });
}

console.log(
  `\ntools/call of list_integrations, 2026-07-28, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s, ` +
    `${PINNED ? 'pinned to a core' : 'not pinned'}; median (smallest to largest)\n`,
);
const rows = peers.map((peer) => {
  const sdk = peers.find((other) => other.name === 'sdk' && other.tools === peer.tools) as Peer;
  const smallest = peers.find((other) => other.name === peer.name && other.tools === TOOLS[0]) as Peer;
  return [
    peer.name === 'sdk' ? 'createMcpHandler' : peer.name,
    String(peer.tools),
    withSpread(peer.perSecond),
    withSpread(peer.microseconds),
    (median(peer.perSecond) / median(sdk.perSecond)).toFixed(2),
    (median(peer.microseconds) / median(sdk.microseconds)).toFixed(2),
    (median(peer.microseconds) / median(smallest.microseconds)).toFixed(2),
  ];
});
printTable([
  [
    'server',
    'tools',
    'calls a second',
    'CPU us a call',
    'calls of createMcpHandler',
    'CPU of createMcpHandler',
    `CPU of ${TOOLS[0]} tools`,
  ],
  ...rows,
]);

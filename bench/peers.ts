import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Era } from '../test/e2e/wire.js';
import { freePort } from './servers/listening.js';

/** A server that is measured. */
export interface Peer {
  readonly name: string;
  readonly tools: number;
  /** What its calls speak. */
  readonly era: Era;
  /** Whether the calls belong to a session. */
  readonly hasSession: boolean;
  /** What starts it, with the module of its registry, and a database in a folder of its own. */
  start(registryFile: string, databaseFile: string): Promise<Start>;
}

interface Start {
  readonly command: string;
  readonly args: readonly string[];
  /** Where it will listen; null for one that tells it. */
  readonly url: string | null;
}

export const GATEWAY = 'Gateway';
export const TOOLBOX = 'Go toolbox';
export const SDK = 'SDK 2, createMcpHandler';
export const TOOL_COUNTS = [5, 50, 500] as const;

const [FEW] = TOOL_COUNTS;
const MODERN = { era: '2026-07-28', hasSession: false } as const;
const LEGACY = { era: '2025-06-18', hasSession: false } as const;
const SESSION = { era: '2025-06-18', hasSession: true } as const;

const node =
  (server: string, ...more: string[]): Peer['start'] =>
  async (registryFile, databaseFile) => {
    const program = fileURLToPath(new URL(`servers/${server}.ts`, import.meta.url));
    return {
      command: process.execPath,
      args: ['--import', 'tsx', program, registryFile, databaseFile, ...more],
      url: null,
    };
  };

export const peers: readonly Peer[] = [
  ...TOOL_COUNTS.map((tools) => ({ name: GATEWAY, tools, ...MODERN, start: node('gateway') })),
  { name: TOOLBOX, tools: 1, ...MODERN, start: startToolbox },
  ...TOOL_COUNTS.map((tools) => ({ name: SDK, tools, ...MODERN, start: node('sdk') })),
  { name: 'SDK 2, low-level server', tools: FEW, ...MODERN, start: node('sdk-low-level') },
  { name: 'SDK 1, sessions', tools: FEW, ...SESSION, start: node('sdk-v1', 'sessions') },
  { name: 'SDK 1, stateless', tools: FEW, ...LEGACY, start: node('sdk-v1', 'stateless') },
  { name: 'fastmcp, sessions', tools: FEW, ...SESSION, start: node('fastmcp', 'sessions') },
  { name: 'fastmcp, stateless', tools: FEW, ...LEGACY, start: node('fastmcp', 'stateless') },
  { name: 'mcp-framework, sessions', tools: FEW, ...SESSION, start: node('mcp-framework') },
  { name: 'Koa, a fixed text', tools: 0, ...MODERN, start: node('koa') },
];

/** The program itself is measured, and not what npm has around it. */
async function startToolbox(_: string, databaseFile: string): Promise<Start> {
  const config = join(dirname(databaseFile), 'toolbox.yaml');
  const template = readFileSync(new URL('servers/toolbox.yaml', import.meta.url), 'utf8');
  writeFileSync(config, template.replace('DATABASE\n', `${databaseFile}\n`));
  const port = await freePort();
  const quiet = ['--disable-reload', '--disable-version-check', '--log-level', 'ERROR'];
  const program = `@toolbox-sdk/server-${process.platform}-${process.arch}/bin/toolbox`;
  return {
    command: createRequire(import.meta.url).resolve(program),
    args: ['--config', config, '--port', String(port), ...quiet],
    url: `http://127.0.0.1:${port}/mcp`,
  };
}

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { pino } from 'pino';
import { makeApiToken } from '../../src/auth/api-token.js';
import { createBasicAuthenticator } from '../../src/auth/basic-authenticator.js';
import { PasswordSignIn } from '../../src/auth/password-sign-in.js';
import { createSignIn } from '../../src/auth/sign-in.js';
import { createTokenAuthenticator } from '../../src/auth/token-authenticator.js';
import { Keyring } from '../../src/crypto/keyring.js';
import type { Run, Runner, RunOutput, RunRequest, RunResult } from '../../src/engine/runner.js';
import { DOOR_LIMITS, type DoorLimits } from '../../src/http/door-limits.js';
import { createExecuteDoor } from '../../src/http/execute-door.js';
import type { Queries } from '../../src/queries/queries.js';

/** How a run ends, and when. */
export type Ending = Partial<Omit<RunResult, 'output'>> & { readonly output?: Partial<RunOutput> };

/** Runs nothing: it remembers what it was asked to run, and ends each run as the test says. */
export interface StubRunner extends Runner {
  readonly started: RunRequest[];
  readonly cancelled: number[];
  /** Ends the runs from now on. */
  ending: (request: RunRequest, cancelled: Promise<void>) => Ending | Promise<Ending>;
}

export function createStubRunner(): StubRunner {
  const runner: StubRunner = {
    started: [],
    cancelled: [],
    ending: () => ({}),
    async start(request): Promise<Run> {
      const runHistoryId = runner.started.push(request);
      let cancel = () => {};
      const cancelled = new Promise<void>((resolve) => {
        cancel = resolve;
      });
      return {
        runHistoryId,
        result: Promise.resolve(runner.ending(request, cancelled)).then(({ output, ...ending }) => ({
          status: 'success',
          shownPayload: null,
          error: null,
          runHistoryId,
          historyProblem: null,
          milliseconds: 1,
          ...ending,
          output: { payload: 'done', status: 200, headers: {}, ...output },
        })),
        cancel() {
          runner.cancelled.push(runHistoryId);
          cancel();
        },
      };
    },
    queue: async (request) => runner.started.push(request),
    tryCustomAdapter: async () => null,
    stop: async () => {},
  };
  return runner;
}

export interface TestDoor {
  readonly url: string;
  readonly port: number;
  readonly runner: StubRunner;
  /** What was logged, one JSON line each. */
  readonly logged: string[];
  close(): Promise<void>;
}

export interface TestDoorOptions {
  readonly queries: Queries;
  readonly runner?: StubRunner;
  readonly limits?: Partial<DoorLimits>;
  readonly now?: () => Date;
  readonly processId?: string;
  readonly keyring?: Keyring;
  readonly isUnavailable?: (error: unknown) => boolean;
}

/** The door on a server of its own. */
export async function openDoor(options: TestDoorOptions): Promise<TestDoor> {
  const { queries, runner = createStubRunner(), now = () => new Date() } = options;
  const logged: string[] = [];
  const door = createExecuteDoor({
    queries,
    runner,
    now,
    keyring: options.keyring ?? new Keyring([randomBytes(32)]),
    processId: options.processId ?? 'this process',
    log: pino({ level: 'debug' }, { write: (line) => void logged.push(line) }),
    signIn: createSignIn([
      createTokenAuthenticator({ queries, now, audience: null }),
      createBasicAuthenticator(new PasswordSignIn(queries, () => now().getTime())),
    ]),
    scope: 'execute',
    hostnames: ['localhost', '127.0.0.1'],
    proxies: 0,
    isUnavailable: options.isUnavailable ?? (() => false),
    limits: { ...DOOR_LIMITS, ...options.limits },
  });
  const app = new Koa();
  app.use(async (ctx, next) => (door.paths.test(ctx.path) ? next() : undefined));
  for (const step of door.middleware) app.use(step);
  const server: Server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    runner,
    logged,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An API token of a user. */
export async function tokenOf(queries: Queries, userId: number): Promise<string> {
  const { token, hash, prefix } = makeApiToken();
  const row = { user_id: userId, name: 'test', token_hash: hash, prefix, expires_at: null };
  await queries.tokens.create(row, new Date());
  return token;
}

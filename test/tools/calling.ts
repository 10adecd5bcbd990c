import type { ZodType } from 'zod';
import type { Tools } from '../../generated/contract.js';
import type { Principal } from '../../src/auth/principal.js';
import { catalog } from '../../src/catalog.js';
import { createDocumentation } from '../../src/documentation/documentation.js';
import type { Runner } from '../../src/engine/runner.js';
import type { EventBus } from '../../src/events/event-bus.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import { Frontends } from '../../src/frontends/frontends.js';
import { CallError } from '../../src/mcp/call-error.js';
import type { Call } from '../../src/mcp/handler.js';
import type { Operation } from '../../src/mcp/registry.js';
import type { Scene } from '../queries/scene.js';
import { ScriptedRunner } from './scripted-runner.js';

/** What a test gives a call that is not what most tests need. */
export interface Beside {
  readonly runner?: Runner;
  readonly events?: EventBus;
  readonly principal?: Principal;
  readonly signal?: AbortSignal;
  readonly progress?: Call['progress'];
}

/** Its pages are read when a test asks for one, and once. */
const DOCUMENTATION = createDocumentation('.', 'http://localhost:3000');

type Handler = (call: unknown, input: unknown) => Promise<unknown>;

/** Calls a handler the way the pipeline does: arguments and answer go through the generated validators. */
export async function callTool<N extends keyof Tools>(
  scene: Scene,
  name: N,
  args: Record<string, unknown>,
  beside: Beside = {},
  // biome-ignore lint/suspicious/noExplicitAny: the validators have looked at it, and the tests ask for what they expect
): Promise<any> {
  const operations: readonly Operation[] = catalog.registry.tools.find((tool) => tool.name === name)?.operations ?? [];
  const operation = operations.find(({ action }) => action === null || action === args.action);
  if (!operation) throw new Error(`there is no tool ${name}, or no such action`);
  const input = (operation.input as ZodType).parse(args);
  const integration =
    typeof args.integration_name === 'string'
      ? await scene.queries.integrations.find(args.integration_name)
      : undefined;
  const call = {
    principal: { id: scene.userId, username: 'ann', scopes: null },
    integration,
    signal: new AbortController().signal,
    progress: async () => {},
    runner: new ScriptedRunner(),
    events: new LocalEventBus(() => {}),
    documentation: DOCUMENTATION,
    ...beside,
    queries: scene.queries,
    now: () => scene.now,
    frontends: new Frontends({
      queries: scene.queries,
      now: () => scene.now,
      publicUrl: 'http://localhost:3000',
      projectDir: '.',
    }),
    fail: (code: string, message: string, details?: Record<string, unknown>) => {
      throw new CallError(code, message, details);
    },
  };
  const entry = (catalog.handlers as Record<string, Handler | Record<string, Handler>>)[name];
  const handler = typeof entry === 'function' ? entry : entry?.[operation.action ?? ''];
  const answer = await handler?.(call, input);
  operation.output?.parse(answer);
  return answer;
}

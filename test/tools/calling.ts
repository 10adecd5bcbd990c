import type { Tools } from '../../generated/contract.js';
import { registry } from '../../generated/registry.js';
import { CallError } from '../../src/mcp/call-error.js';
import { handlers } from '../../src/tools/handlers.js';
import type { Scene } from '../queries/scene.js';

/** Calls a handler the way the pipeline does: arguments and answer go through the generated validators. */
export async function callTool<N extends keyof Tools>(
  scene: Scene,
  name: N,
  args: Record<string, unknown>,
  // biome-ignore lint/suspicious/noExplicitAny: the validators have looked at it, and the tests ask for what they expect
): Promise<any> {
  const operation = registry.tools.find((tool) => tool.name === name)?.operations[0];
  if (!operation) throw new Error(`there is no tool ${name}`);
  const input = operation.input.parse(args);
  const integration =
    typeof args.integration_name === 'string'
      ? await scene.queries.integrations.find(args.integration_name)
      : undefined;
  const call = {
    principal: { id: scene.userId, username: 'ann' },
    integration,
    signal: new AbortController().signal,
    queries: scene.queries,
    now: () => scene.now,
    fail: (code: string, message: string, details?: Record<string, unknown>) => {
      throw new CallError(code, message, details);
    },
  };
  const answer = await (handlers[name] as (call: unknown, input: unknown) => Promise<unknown>)(call, input);
  operation.output?.parse(answer);
  return answer;
}

import type { freshDatabase } from '../../database/harness.js';
import type { TestGateway } from '../gateway.js';
import { callTool, type Era } from '../wire.js';

export const ERAS: readonly Era[] = ['2026-07-28', '2025-06-18'];

/** Both protocol eras and both databases, in two worlds instead of four. */
export const WORLDS: readonly (readonly [Era, keyof typeof freshDatabase])[] = [
  ['2026-07-28', 'SQLite'],
  ['2025-06-18', 'PostgreSQL'],
];

/** A step of a run's history, as the tools show it. */
export interface Step {
  id: number;
  sequence: number;
  type: string;
  label?: string;
  failed: boolean;
  component_field?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
  request?: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  response?: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  content?: any;
  stack_trace?: string;
  messages?: { type: string; text: string }[];
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
export type Answer = any;

/** Somebody who works on a gateway through its tools, in one protocol era. */
export class Assistant {
  constructor(
    readonly gateway: Pick<TestGateway, 'mcpUrl'>,
    readonly era: Era,
    readonly id: number,
    readonly token: string,
  ) {}

  /** A new member of staff, who may see the run history of what is theirs. */
  static async at(gateway: TestGateway, era: Era = '2026-07-28', name = 'ann', password?: string): Promise<Assistant> {
    const { id, token } = await gateway.user(name, 'staff', password);
    await gateway.queries.userPermissions.grant({ user_id: id, permission: 'run_history', by: null }, new Date());
    return new Assistant(gateway, era, id, token);
  }

  call(tool: string, args: Record<string, unknown>): Promise<Answer> {
    return callTool(this.gateway.mcpUrl, this.era, this.token, tool, args);
  }

  /** Makes or changes an integration. @throws when that is refused */
  async write(integration_name: string, parts: Record<string, unknown>): Promise<Answer> {
    const answer = await this.call('write_integration', { integration_name, create_if_missing: true, ...parts });
    if (answer.success !== true) throw new Error(`not written: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Runs an integration with a payload; the first time, its tool is registered. */
  run(integration_name: string, payload: unknown = {}, more: Record<string, unknown> = {}): Promise<Answer> {
    const name = `run_${integration_name.replace(/\W+/g, '_')}`.slice(0, 64);
    const tool_definition = { name, description: 'Runs it.', input_schema: { type: 'object' } };
    return this.call('execute_integration', { integration_name, payload, tool_definition, ...more });
  }

  /** A run with all its steps. */
  async history(run_history_id: number): Promise<{ run: Answer; steps: Step[] }> {
    const { run, items, size_error, error } = await this.call('get_run_history', { run_history_id });
    if (error) throw new Error(`not read: ${JSON.stringify(error)}`);
    if (!size_error) return { run, steps: items };
    const steps = items.map(({ id }: Step) => this.step(id));
    return { run, steps: await Promise.all(steps) };
  }

  async step(item_id: number): Promise<Step> {
    return (await this.call('get_run_history_item', { item_id })).item;
  }

  /** Runs an integration, and reads what it did. */
  async runAndLook(
    integration: string,
    payload: unknown = {},
    more: Record<string, unknown> = {},
  ): Promise<{ answer: Answer; run: Answer; steps: Step[] }> {
    const answer = await this.run(integration, payload, more);
    if (answer.error && answer.run_history_id === undefined) throw new Error(`not run: ${JSON.stringify(answer)}`);
    return { answer, ...(await this.history(answer.run_history_id)) };
  }
}

/** The steps as a person names them: `REQUEST get_story`. */
export const titles = (steps: readonly Step[]): string[] =>
  steps.map(({ type, label }) => (label === undefined ? type : `${type} ${label}`));

import type { Principal } from '../auth/principal.js';
import type { Tool, ToolDefinition } from './registry.js';

/** Tools beside those of the registry, which come and go while the gateway runs. They take the way of every other tool. */
export interface DynamicTools<P extends Principal = Principal> {
  /** What each of them needs, on the integration that it belongs to. */
  readonly level: string;
  /** A page of what the principal may call, in the order of the names, beginning after a name; `next` is where to go on. */
  list(principal: P, after: string): Promise<{ definitions: readonly ToolDefinition[]; next: string | null }>;
  /** Null when there is none of that name, and when the principal may not know that there is. */
  find(principal: P, name: string): Promise<DynamicTool | null>;
}

export interface DynamicTool {
  readonly tool: Tool;
  /** As the handler of a registered tool. */
  readonly handler: unknown;
}

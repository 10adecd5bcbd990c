import { mayEverUse } from './permission.js';
import type { Registry, ToolDefinition } from './registry.js';

/** Some tools, as objects and as the JSON of them, without the brackets around. */
export interface ListedTools {
  readonly definitions: readonly ToolDefinition[];
  readonly text: string;
}

/** The registry's part of `tools/list`, made once for each set of levels that a caller can have use for. */
export class ToolList {
  readonly #made = new Map<string, ListedTools>();

  constructor(private readonly registry: Registry) {}

  for(useful: ReadonlySet<string>): ListedTools {
    const key = [...useful].sort().join(' ');
    let list = this.#made.get(key);
    if (!list) {
      list = listed(this.registry.tools.filter((tool) => mayEverUse(tool, useful)).map((tool) => tool.definition));
      this.#made.set(key, list);
    }
    return list;
  }
}

export const listed = (definitions: readonly ToolDefinition[]): ListedTools => ({
  definitions,
  text: JSON.stringify(definitions).slice(1, -1),
});

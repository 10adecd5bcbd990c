import { mayEverUse } from './permission.js';
import type { Registry, ToolDefinition } from './registry.js';

/** The registry's part of `tools/list`, made once for each set of levels that a caller can have use for. */
export class ToolList {
  readonly #made = new Map<string, readonly ToolDefinition[]>();

  constructor(private readonly registry: Registry) {}

  for(useful: ReadonlySet<string>): readonly ToolDefinition[] {
    const key = [...useful].sort().join(' ');
    let list = this.#made.get(key);
    if (!list) {
      list = Object.freeze(
        this.registry.tools.filter((tool) => mayEverUse(tool, useful)).map((tool) => tool.definition),
      );
      this.#made.set(key, list);
    }
    return list;
  }
}

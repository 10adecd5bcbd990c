import type { Principal } from '../auth/principal.js';
import { unknownCursor } from './offer.js';
import { usefulLevels } from './permission.js';
import type { PipelineOptions } from './pipeline.js';
import type { ToolDefinition } from './registry.js';
import { missingScopes } from './scopes.js';
import { ToolList } from './tool-list.js';

export interface ToolPage {
  readonly tools: readonly ToolDefinition[];
  readonly nextCursor?: string;
}

/** Answers `tools/list`: the registry's tools at the head of the first page, and after them those that come and go. */
export class ToolPages {
  readonly #registered: ToolList;
  readonly #names: ReadonlySet<string>;

  constructor(private readonly options: Pick<PipelineOptions, 'registry' | 'access' | 'dynamicTools'>) {
    this.#registered = new ToolList(options.registry);
    this.#names = new Set(options.registry.tools.map((tool) => tool.name));
  }

  async page(principal: Principal, cursor: string | undefined): Promise<ToolPage> {
    const { registry, access, dynamicTools } = this.options;
    if (cursor !== undefined && !dynamicTools) throw unknownCursor();
    const after = cursor === undefined ? '' : decodeCursor(cursor);
    const head = cursor === undefined ? this.#registered.for(await usefulLevels(registry, access, principal)) : [];
    const isOfUse = dynamicTools && missingScopes(registry, dynamicTools, principal).length === 0;
    if (!isOfUse) return { tools: head };
    const { definitions, next } = await dynamicTools.list(principal, after);
    // A tool of that name may have come with a newer gateway; a call reaches the registry's.
    const own = definitions.filter(({ name }) => !this.#names.has(name));
    return {
      tools: own.length > 0 ? [...head, ...own] : head,
      ...(next !== null && { nextCursor: Buffer.from(next).toString('base64url') }),
    };
  }
}

function decodeCursor(cursor: string): string {
  const after = Buffer.from(cursor, 'base64url').toString();
  // What was given out is a tool's name.
  if (/^[\w-]{1,64}$/.test(after) && Buffer.from(after).toString('base64url') === cursor) return after;
  throw unknownCursor();
}

import type { Principal } from '../auth/principal.js';
import { unknownCursor } from './offer.js';
import { usefulLevels } from './permission.js';
import type { PipelineOptions } from './pipeline.js';
import type { ToolDefinition } from './registry.js';
import { missingScopes } from './scopes.js';
import { type ListedTools, listed, ToolList } from './tool-list.js';

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

  /** Whether the cursor can be one that was given out; none is that of the first page. */
  knows(cursor: string | undefined): boolean {
    return cursor === undefined || (this.options.dynamicTools !== null && decodeCursor(cursor) !== null);
  }

  async page(principal: Principal, cursor: string | undefined): Promise<ToolPage> {
    const { head, own, nextCursor } = await this.#parts(principal, cursor);
    return {
      tools: [...head.definitions, ...own.definitions],
      ...(nextCursor !== null && { nextCursor }),
    };
  }

  /** The page as JSON, without the braces around. */
  async text(principal: Principal, cursor: string | undefined): Promise<string> {
    const { head, own, nextCursor } = await this.#parts(principal, cursor);
    const tools = head.text && own.text ? `${head.text},${own.text}` : head.text + own.text;
    return `"tools":[${tools}]${nextCursor === null ? '' : `,"nextCursor":${JSON.stringify(nextCursor)}`}`;
  }

  async #parts(principal: Principal, cursor: string | undefined): Promise<Parts> {
    const { registry, access, dynamicTools } = this.options;
    if (!this.knows(cursor)) throw unknownCursor();
    const head = cursor === undefined ? this.#registered.for(await usefulLevels(registry, access, principal)) : NONE;
    const isOfUse = dynamicTools && missingScopes(registry, dynamicTools, principal).length === 0;
    if (!isOfUse) return { head, own: NONE, nextCursor: null };
    const { definitions, next } = await dynamicTools.list(principal, (cursor && decodeCursor(cursor)) ?? '');
    // A tool of that name may have come with a newer gateway; a call reaches the registry's.
    const own = definitions.filter(({ name }) => !this.#names.has(name));
    return {
      head,
      own: own.length > 0 ? listed(own) : NONE,
      nextCursor: next && Buffer.from(next).toString('base64url'),
    };
  }
}

interface Parts {
  /** The registry's tools. */
  readonly head: ListedTools;
  readonly own: ListedTools;
  readonly nextCursor: string | null;
}

const NONE = listed([]);

/** After which name a page begins; null when the cursor was never given out. */
function decodeCursor(cursor: string): string | null {
  const after = Buffer.from(cursor, 'base64url').toString();
  // What was given out is a tool's name.
  return /^[\w-]{1,64}$/.test(after) && Buffer.from(after).toString('base64url') === cursor ? after : null;
}

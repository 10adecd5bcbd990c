import type { ZodType } from 'zod';

/**
 * What the generator makes of a catalog (`tools.yaml`), as the runtime sees it. `generated/registry.ts` satisfies it; so does
 * any other catalog's, which is how the conformance suite's tools are served by the same code.
 */
export interface Registry {
  readonly name: string;
  readonly title: string;
  readonly instructions: string;
  /** In the order of the catalog; none where tokens have no cap. */
  readonly scopes: Readonly<Record<string, Scope>>;
  readonly levels: Readonly<Record<string, Level>>;
  /** What has an id of its own and belongs to an integration; left out where there is nothing. */
  readonly parts?: Readonly<Record<string, Part>>;
  readonly errors: Readonly<Record<string, ErrorText>>;
  readonly tools: readonly Tool[];
  readonly resources: readonly Resource[];
  readonly prompts: readonly Prompt[];
}

/** What an application may be allowed to do for a user. */
export interface Scope {
  /** As a consent page says it, after "may". */
  readonly means: string;
  /** Whether clients are told to ask for it when they sign in, and not only when a call needs it. */
  readonly offered: boolean;
}

/** A permission level (domain.md 2.2): held by a person as such, or for one integration at a time. */
export interface Level {
  readonly means: string;
  readonly per: 'integration' | null;
  /** What a token needs for the use of it; null in a catalog without scopes. */
  readonly scope: string | null;
}

/** For example a run: `means` says what it is. */
export interface Part {
  readonly means: string;
}

export interface ErrorText {
  readonly means: string;
  readonly hint: string;
}

export interface Tool {
  readonly name: string;
  /** The tool's entry in `tools/list`, ready to send. */
  readonly definition: ToolDefinition;
  /** The argument that chooses the action; `action` when left out. */
  readonly chosenBy?: string;
  /** One without an action, or one an action. */
  readonly operations: readonly Operation[];
}

export interface ToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly [keyword: string]: unknown };
  readonly outputSchema?: { readonly type: 'object'; readonly [keyword: string]: unknown };
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

/** What is checked and run when a tool, or one action of it, is called. */
export interface Operation {
  /** The value of the argument that chooses it, or null for a tool without actions. */
  readonly action: string | null;
  readonly permission: Permission;
  readonly limits: Limits;
  /** Accepts the arguments (for an action: with the one that chooses it among them) and fills in defaults. */
  readonly input: ArgumentsSchema;
  /** Null for a tool that answers with content blocks of its own making. */
  readonly output: ZodType | null;
  /** What to ask instead when the answer is too large. */
  readonly tooLarge: string;
  /** How it is used; left out where the catalog says nothing of it. */
  readonly examples?: readonly Example[];
}

/** What somebody might ask an assistant, and the call that comes of it. */
export interface Example {
  readonly ask: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What decides whether arguments fit, and says what does not. A Zod schema is one. */
export interface ArgumentsSchema {
  safeParse(
    args: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export interface Permission {
  readonly level: string;
  /**
   * For a level that is granted per integration: the argument that names it, or for each kind of part the argument that gives the
   * id of one; exactly one of those is given in a call.
   */
  readonly of: string | Readonly<Record<string, string>> | null;
  /** A level that the caller needs as such besides. */
  readonly and?: string;
  /** When the integration does not exist and the boolean argument `when` is true, `level` is enough. */
  readonly create: { readonly level: string; readonly when: string } | null;
  /** The id of the one integration that every call is about, for a tool that belongs to it; there is no argument then. */
  readonly integrationId?: number;
}

/**
 * Sizes in bytes: of the request's body, and of the answer as JSON (it is sent twice, as text and structured, and counted once).
 * Time in milliseconds, rate in calls a minute for one principal.
 */
export interface Limits {
  readonly request: number;
  readonly response: number;
  readonly time: number;
  readonly rate: number;
}

/** A resource, or (with `uriTemplate`) a family of them; exactly one of the two addresses is set. */
export interface Resource {
  readonly name: string;
  readonly uri: string | null;
  readonly uriTemplate: string | null;
  /** Whether the members of the family are listed one by one; left out where they are not. */
  readonly listed?: boolean;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string | null;
  readonly level: string;
}

export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly level: string;
  /** A level that the caller needs besides. */
  readonly and?: string;
  /**
   * What a person says with it: texts, and the arguments that stand in between; those that complete are names of integrations. Left
   * out for a prompt that has a handler.
   */
  readonly text?: readonly (string | { readonly argument: string })[];
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
    /** Whether there are completions for it. */
    readonly completes: boolean;
  }[];
}

import type {
  CompleteResult,
  ContentBlock,
  GetPromptResult,
  InputRequests,
  ReadResourceResult,
} from '@modelcontextprotocol/server';
import type { IntegrationRef } from '../auth/access.js';
import type { Principal } from '../auth/principal.js';

/*
 * The contract between a catalog's generated types and the handlers written by hand. `generated/contract.ts` exports
 * `Tools`, `Resources` and `Prompts`, in the shapes below; src/tools/handler.ts binds them to this project's services.
 */

/** The generated types of one operation. */
export interface OperationTypes {
  input: unknown;
  /** The output type, or `content` for a tool that declares no output. */
  output: unknown;
  /** The error codes that the catalog lists for it. */
  errors: string;
  /** Whether a call has an integration: always, never, or unless it is about to be created. */
  integration: 'always' | 'never' | 'unless_created';
}

export interface ActionTypes {
  actions: { [action: string]: OperationTypes };
}

type IntegrationOf<O extends OperationTypes> = {
  always: IntegrationRef;
  never: undefined;
  unless_created: IntegrationRef | null;
}[O['integration']];

/** What a handler knows of the call it answers. */
export interface Call<O extends OperationTypes = OperationTypes> {
  readonly principal: Principal;
  /** Looked up, and permitted, before the handler runs; see `permission.of` in the catalog. */
  readonly integration: IntegrationOf<O>;
  /** Aborted when the client goes away or the tool's time is up. */
  readonly signal: AbortSignal;
  /** Tells a client that asked for it how far the work is. */
  progress(done: number, total?: number, message?: string): Promise<void>;
  /** What the client answered to an earlier `InputRequired`, by the name of the question. Untrusted. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** The state given to an earlier `InputRequired`; it comes back as it was given, or not at all. */
  state<T>(): T | undefined;
  /** Whether the client declared a capability, for example `sampling`. */
  clientCan(capability: string): boolean;
  /** Sends a log message to a client that asked for them. */
  log(level: 'debug' | 'info' | 'warning' | 'error', data: unknown): Promise<void>;
  /** Ends the call with one of the errors that the catalog lists for it. */
  fail(code: O['errors'], message: string, details?: Record<string, unknown>): never;
}

/** The part of a call that tools, resources and prompts have in common. */
export type AskingCall = Pick<Call, 'principal' | 'signal' | 'progress' | 'answers' | 'state' | 'clientCan' | 'log'>;

/** A handler's answer when it needs something from the person or the model first. */
export class InputRequired {
  constructor(
    readonly questions: InputRequests,
    readonly state?: unknown,
  ) {}
}

/** The answer of a tool that declares no output: content of any kind. */
export class Content {
  constructor(
    readonly blocks: ContentBlock[],
    readonly isError = false,
  ) {}
}

type Answer<O extends OperationTypes> = (O['output'] extends 'content' ? Content : O['output']) | InputRequired;

export type OperationHandler<O extends OperationTypes, Services> = (
  call: Call<O> & Services,
  input: O['input'],
) => Promise<Answer<O>>;

export type ToolHandler<T, Services> = T extends ActionTypes
  ? { [A in keyof T['actions']]: OperationHandler<T['actions'][A], Services> }
  : T extends OperationTypes
    ? OperationHandler<T, Services>
    : never;

export type ToolHandlers<Tools, Services> = { [N in keyof Tools]: ToolHandler<Tools[N], Services> };

/** The generated types of one resource, or of a family of them. */
export interface ResourceTypes {
  variables: object;
  listed: boolean;
}

/** What is at an address; null when there is nothing. */
export type ReadResource<Variables, Services> = (
  call: AskingCall & Services,
  uri: string,
  variables: Variables,
) => Promise<ReadResourceResult['contents'] | InputRequired | null>;

/** One resource of a family. */
export interface ResourceMember<Variables> {
  readonly variables: Variables;
  readonly title: string;
  readonly description: string;
}

export interface ListedResources<Variables, Services> {
  /** All that there are for the caller, in the order in which they are shown. */
  list(call: Pick<Call, 'principal'> & Services): Promise<readonly ResourceMember<Variables>[]>;
  readonly read: ReadResource<Variables, Services>;
}

export type ResourceHandler<R extends ResourceTypes, Services> = R['listed'] extends true
  ? ListedResources<R['variables'], Services>
  : ReadResource<R['variables'], Services>;

export type ResourceHandlers<Resources extends { [N in keyof Resources]: ResourceTypes }, Services> = {
  [N in keyof Resources]: ResourceHandler<Resources[N], Services>;
};

export interface PromptTypes {
  arguments: Record<string, string | undefined>;
  completes: string;
}

/** What a prompt answers, and the values it offers for its arguments. */
export type PromptHandler<P extends PromptTypes, Services> = {
  get(call: AskingCall & Services, values: P['arguments']): Promise<GetPromptResult['messages'] | InputRequired>;
} & ([P['completes']] extends [never]
  ? unknown
  : {
      complete(
        call: Pick<Call, 'principal'> & Services,
        argument: P['completes'],
        typed: string,
      ): Promise<CompleteResult['completion']['values']>;
    });

export type PromptHandlers<Prompts extends { [N in keyof Prompts]: PromptTypes }, Services> = {
  [N in keyof Prompts]: PromptHandler<Prompts[N], Services>;
};

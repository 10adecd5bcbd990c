import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Access, IntegrationRef } from '../auth/access.js';
import type { AuditEntry } from './audit-entry.js';
import { CallError } from './call-error.js';
import { chooserOf, operationOf } from './chosen-operation.js';
import type { DynamicTool, DynamicTools } from './dynamic-tools.js';
import { type AskingCall, type Call, Content, InputRequired } from './handler.js';
import { HandlerCall } from './handler-call.js';
import { type Outcome, sizeOf } from './outcome.js';
import { permit } from './permission.js';
import { problemsOf, sentenceOf } from './problem.js';
import type { Operation, Registry, Tool } from './registry.js';
import { challengeOf, type ScopeChallenge } from './scopes.js';
import type { Stop } from './stop.js';
import { withinTime } from './time-limit.js';

/** What the pipeline needs from outside; a test gives it a clock and an audit of its own. */
export interface PipelineOptions {
  readonly registry: Registry;
  readonly handlers: Readonly<Record<string, unknown>>;
  /** Tools beside the registry's; null for none. */
  readonly dynamicTools: DynamicTools | null;
  /** Given to every handler beside its call: queries and the like. */
  readonly services: object;
  readonly access: Access;
  /** Writes a call down; a call that may have changed something is answered once that has resolved. */
  readonly audit: (entry: AuditEntry) => Promise<void>;
  /** Takes a call of a minute's; says 0, or how many seconds to wait for the next. */
  readonly rateLimit: { take(key: string, perMinute: number): number | Promise<number> };
  /** Recognises an error that means "the database cannot be used now", as opposed to a mistake of ours. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly log: Logger;
  /** Milliseconds for measuring, not a date. */
  readonly clock: () => number;
}

/** What the wire knows of a call. */
export interface Incoming extends Omit<AskingCall, 'signal'> {
  readonly stop: Stop;
  readonly tool: string;
  readonly args: unknown;
  /** The size of the request as it came over the wire. */
  readonly requestBytes: number;
}

/** What is known of a call before it begins. */
export type Announced = Pick<Incoming, 'principal' | 'tool' | 'args' | 'requestBytes'>;

/** A call on its way through the pipeline: each step reads what earlier ones have put there. */
interface State {
  readonly incoming: Incoming;
  readonly tool: Tool;
  /** A function, or one for each action. */
  readonly handler: unknown;
  operation: Operation;
  input: Record<string, unknown>;
  integration: IntegrationRef | null | undefined;
  answer: unknown;
  text: string;
}

type Step = (state: State, options: PipelineOptions) => void | Promise<void>;

/** The name of a tool that there is not, as it can be shown and stored. */
export const unknownTool = (name: string): string =>
  name.slice(0, 64).replace(/[\p{Control}\p{Surrogate}]/gu, '\ufffd');

/** The way of one tool call, the same for every tool. */
const steps: readonly Step[] = [
  chooseOperation,
  checkScopes,
  checkRequestSize,
  checkRate,
  parseArguments,
  checkPermission,
  runHandler,
  checkResponseSize,
  checkOutput,
];

export interface Pipeline {
  /** Null when there is no such tool: that is the protocol's error, not the tool's. */
  call(incoming: Incoming): Promise<Outcome | null>;
  /**
   * Turns away a call that the caller's token is not good for, as a step of the call would, but before it begins: HTTP has an
   * answer of its own for it. Null when the call may begin.
   */
  challenge(announced: Announced): Promise<ScopeChallenge | null>;
  /** Whether the arguments choose an operation of a tool of the registry that is over soon. */
  isQuick(tool: string, args: unknown): boolean;
}

/** A call that may take longer is waited for with signs of life in between. */
const QUICK_MS = 30_000;

export function createPipeline(options: PipelineOptions): Pipeline {
  const { registry, handlers, dynamicTools, clock } = options;
  const registered = new Map(registry.tools.map((tool) => [tool.name, { tool, handler: handlers[tool.name] }]));

  const find = async ({ principal, tool }: Announced): Promise<DynamicTool | null> =>
    registered.get(tool) ?? (await dynamicTools?.find(principal, tool)) ?? null;

  const record = (
    { principal, tool, requestBytes }: Announced,
    ended: Omit<AuditEntry, 'principal' | 'tool' | 'requestBytes'>,
  ): Promise<void> =>
    options
      .audit({ principal, tool: unknownTool(tool), requestBytes, ...ended })
      .catch((error: unknown) => options.log.error({ err: error, tool }, 'audit row lost'));

  const changesNothing = (found: DynamicTool | null): boolean =>
    found?.tool.definition.annotations.readOnlyHint ?? true;

  return {
    async call(incoming) {
      const started = clock();
      const found = await find(incoming);
      const state = found && begin(incoming, found);
      const outcome = state && (await walk(state, options));
      const readOnly = changesNothing(found);
      const recorded = record(incoming, {
        readOnly,
        action: state?.operation.action ?? null,
        integrationId: state?.integration?.id ?? null,
        outcome: outcome?.audited ?? 'unknown_tool',
        responseBytes: outcome ? sizeOf(outcome) : 0,
        milliseconds: clock() - started,
      });
      if (!readOnly) await recorded;
      return outcome;
    },

    async challenge(announced) {
      if (announced.principal.scopes === null) return null;
      const started = clock();
      const found = await find(announced);
      const operation = found && operationOf(found.tool, announced.args);
      const challenge = operation ? challengeOf(registry, operation.permission, announced.principal) : null;
      if (!operation || !challenge) return null;
      await record(announced, {
        readOnly: changesNothing(found),
        action: operation.action,
        integrationId: operation.permission.integrationId ?? null,
        outcome: 'insufficient_scope',
        responseBytes: Buffer.byteLength(challenge.message),
        milliseconds: clock() - started,
      });
      return challenge;
    },

    isQuick(tool, args) {
      const found = registered.get(tool);
      const operation = found && operationOf(found.tool, args);
      return operation !== undefined && operation.limits.time <= QUICK_MS;
    },
  };
}

const begin = (incoming: Incoming, { tool, handler }: DynamicTool): State => ({
  incoming,
  tool,
  handler,
  operation: tool.operations[0] as Operation,
  input: {},
  integration: undefined,
  answer: undefined,
  text: '',
});

async function walk(state: State, options: PipelineOptions): Promise<Outcome & { audited: string }> {
  try {
    for (const step of steps) {
      const work = step(state, options);
      // Most steps have nothing to wait for, and a turn of the event loop costs as much as they do.
      if (work) await work;
    }
    const { answer, text } = state;
    if (answer instanceof InputRequired) return { kind: 'input_required', ask: answer, audited: 'input_required' };
    if (answer instanceof Content)
      return { kind: 'content', content: answer, audited: answer.isError ? 'error' : 'ok' };
    return { kind: 'output', value: answer, text, audited: outcomeOf(answer) };
  } catch (error) {
    const shown = error instanceof CallError ? error : explain(error, state, options);
    const hint = shown.hint ?? options.registry.errors[shown.code]?.hint ?? '';
    return {
      kind: 'error',
      text: JSON.stringify({ code: shown.code, message: shown.message, hint, ...shown.details }),
      audited: shown.code,
    };
  }
}

/** The domain's tools answer some refusals as `success: false` with the reason under `error`. */
function outcomeOf(answer: unknown): string {
  const { success, error } = answer as { success?: unknown; error?: unknown };
  return success === false ? String(error ?? 'unsuccessful') : 'ok';
}

/** What was not meant for the caller goes to the log, under a reference that the caller can quote. */
function explain(error: unknown, state: State, options: PipelineOptions): CallError {
  const reference = randomBytes(6).toString('hex');
  const unavailable = options.isUnavailable(error);
  options.log.error({ err: error, tool: state.tool.name, action: state.operation.action, reference }, 'call failed');
  return unavailable
    ? new CallError('unavailable', 'The database cannot be used right now.', { reference })
    : new CallError('internal', `The gateway failed; the reference is ${reference}.`, { reference });
}

function chooseOperation(state: State): void {
  const chosen = operationOf(state.tool, state.incoming.args);
  if (!chosen) {
    const known = state.tool.operations.map((operation) => operation.action).join(', ');
    const path = chooserOf(state.tool);
    throw new CallError('invalid_arguments', `${path}: expected one of ${known}.`, {
      problems: [{ path, message: `expected one of ${known}` }],
    });
  }
  state.operation = chosen;
}

/** The wire has looked already where it could; this holds for every way in. */
function checkScopes({ incoming, operation }: State, { registry }: PipelineOptions): void {
  const challenge = challengeOf(registry, operation.permission, incoming.principal);
  if (challenge) throw new CallError('insufficient_scope', challenge.message, { scopes: challenge.scopes });
}

function checkRequestSize({ incoming, operation }: State): void {
  const limit = operation.limits.request;
  if (incoming.requestBytes <= limit) return;
  throw new CallError('request_too_large', `The request has ${incoming.requestBytes} bytes; ${limit} are accepted.`, {
    size: incoming.requestBytes,
    limit,
  });
}

function checkRate({ incoming, tool, operation }: State, { rateLimit }: PipelineOptions): void | Promise<void> {
  const key = `${incoming.principal.id}/${tool.name}/${operation.action ?? ''}`;
  const seconds = rateLimit.take(key, operation.limits.rate);
  // Where calls are counted elsewhere, that has to be waited for.
  return typeof seconds === 'number' ? refuseAbove(operation, seconds) : seconds.then((s) => refuseAbove(operation, s));
}

function refuseAbove(operation: Operation, seconds: number): void {
  if (seconds === 0) return;
  throw new CallError('rate_limited', `More than ${operation.limits.rate} calls a minute; wait ${seconds} s.`, {
    retry_after_seconds: seconds,
  });
}

function parseArguments(state: State): void {
  const parsed = state.operation.input.safeParse(state.incoming.args ?? {});
  if (parsed.success) {
    state.input = parsed.data as Record<string, unknown>;
    return;
  }
  const problems = problemsOf(parsed.error.issues);
  throw new CallError('invalid_arguments', `The arguments do not fit: ${sentenceOf(problems)}`, { problems });
}

async function checkPermission(state: State, { registry, access }: PipelineOptions): Promise<void> {
  const { operation, incoming, input } = state;
  state.integration = await permit(registry, access, incoming.principal, operation.permission, input);
}

async function runHandler(state: State, options: PipelineOptions): Promise<void> {
  const { incoming, operation, input } = state;
  const entry = state.handler as Record<string, Handler> | Handler;
  const handler = typeof entry === 'function' ? entry : (entry[operation.action as string] as Handler);
  const call = new HandlerCall(options.services, incoming, state.integration) as unknown as Call;
  state.answer = await withinTime(operation.limits.time, incoming.stop, () => handler(call, input));
}

type Handler = (call: Call, input: unknown) => Promise<unknown>;

/** An answer that breaks the tool's own promise is our mistake, and never sent. */
function checkOutput({ operation, answer, tool }: State): void {
  if (answer instanceof InputRequired || answer instanceof Content) return;
  if (!operation.output) throw new Error(`${tool.name} declares no output; its handler must answer with Content`);
  const parsed = operation.output.safeParse(answer);
  if (!parsed.success) throw new Error(`the answer of ${tool.name} breaks its output schema: ${parsed.error.message}`);
}

function checkResponseSize(state: State): void {
  const { operation, answer } = state;
  if (answer instanceof InputRequired) return;
  state.text = JSON.stringify(answer instanceof Content ? answer.blocks : answer);
  const size = Buffer.byteLength(state.text);
  const limit = operation.limits.response;
  if (size <= limit) return;
  throw new CallError(
    'response_too_large',
    `The answer has ${size} bytes; this tool may send ${limit}.`,
    { size, limit },
    operation.tooLarge || null,
  );
}

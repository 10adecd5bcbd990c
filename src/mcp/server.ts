import { createHash, randomBytes } from 'node:crypto';
import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  INTERNAL_ERROR,
  INVALID_PARAMS,
  inputRequired,
  type ListToolsResult,
  ProtocolError,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { hasCompletions, offerCompletions } from './completions.js';
import type { KnownEnvelopes } from './known-envelopes.js';
import type { Caller, Offer, RequestCall, ServerOptions } from './offer.js';
import type { Outcome } from './outcome.js';
import { type Pipeline, unknownTool } from './pipeline.js';
import { offerPrompts } from './prompts.js';
import type { Registry } from './registry.js';
import { offerResources } from './resources.js';
import { Stop } from './stop.js';
import type { ToolPages } from './tool-pages.js';

/** State that goes out to a client and comes back: bound by the codec to the principal, and here to what was asked. */
interface Sealed {
  readonly purpose: string;
  readonly state: unknown;
}

interface ServerParts {
  readonly pipeline: Pipeline;
  readonly tools: ToolPages;
  readonly known: KnownEnvelopes;
}

/**
 * Makes the SDK's server for one request. All tools share one pipeline, so a request costs the handlers of a few methods and
 * not one registration a tool.
 */
export function createServerFactory(
  options: ServerOptions,
  { pipeline, tools, known }: ServerParts,
): (caller: Caller) => Server {
  const { registry } = options;

  return (caller) => {
    const { principal } = caller;
    const codec = createRequestStateCodec<Sealed>({
      key: options.stateKey,
      bind: (ctx) => `${principal.id}\0${ctx.mcpReq.method}`,
    });
    const server = new Server(
      { name: registry.name, title: registry.title, version: options.version },
      {
        instructions: registry.instructions,
        capabilities: capabilitiesOf(registry),
        requestState: { verify: codec.verify },
      },
    );
    const offer: Offer = {
      on: (method, handler) =>
        server.setRequestHandler(method, (request, ctx) =>
          handler(request, ctx).catch((error: unknown) => {
            throw shown(error, method, options);
          }),
        ),
      caller,
      options,
      callOf: (ctx) => callOf(ctx, caller),
      ask: async (ctx, question, purpose) =>
        inputRequired({
          inputRequests: question.questions,
          ...(question.state !== undefined && {
            requestState: await codec.mint({ purpose, state: question.state }, ctx),
          }),
        }),
      stateOf: (ctx, purpose) => {
        const sealed = ctx.mcpReq.requestState<Sealed>();
        if (sealed === undefined) return undefined;
        if (sealed.purpose !== purpose) throw new ProtocolError(INVALID_PARAMS, 'Invalid or expired requestState');
        return sealed.state;
      },
    };

    offer.on('tools/list', async (request, ctx) => {
      if (ctx.mcpReq.envelope) known.learn(ctx.mcpReq.envelope);
      return (await tools.page(principal, request.params?.cursor)) as ListToolsResult;
    });
    offer.on('tools/call', async (request, ctx) => {
      const { name, arguments: args } = request.params;
      if (ctx.mcpReq.envelope) known.learn(ctx.mcpReq.envelope);
      const purpose = `${name}\0${createHash('sha256')
        .update(JSON.stringify(args ?? {}))
        .digest('base64url')}`;
      const state = offer.stateOf(ctx, purpose);
      for (const notice of caller.told?.notices ?? []) await ctx.mcpReq.notify(notice);
      const outcome =
        caller.told?.outcome ??
        (await pipeline.call({
          ...withStop(offer.callOf(ctx)),
          tool: name,
          args,
          requestBytes: caller.requestBytes,
          state: <T>() => state as T | undefined,
        }));
      if (!outcome) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${unknownTool(name)}`);
      return outcome.kind === 'input_required' ? offer.ask(ctx, outcome.ask, purpose) : resultOf(outcome);
    });
    if (registry.resources.length > 0) offerResources(offer);
    if (registry.prompts.length > 0) offerPrompts(offer);
    if (hasCompletions(registry)) offerCompletions(offer);
    return server;
  };
}

/** What was not meant for the caller goes to the log, under a reference that the caller can quote. */
function shown(error: unknown, method: string, { log, isUnavailable }: ServerOptions): Error {
  if (error instanceof ProtocolError) return error;
  const reference = randomBytes(6).toString('hex');
  log.error({ err: error, method, reference }, 'request failed');
  if (isUnavailable(error)) {
    return new ProtocolError(INTERNAL_ERROR, 'The database cannot be used right now; try again in a few seconds.');
  }
  return new ProtocolError(INTERNAL_ERROR, `The gateway failed; the reference is ${reference}.`);
}

function capabilitiesOf(registry: Registry) {
  return {
    tools: { listChanged: true },
    logging: {},
    ...(registry.resources.length > 0 && { resources: {} }),
    ...(registry.prompts.length > 0 && { prompts: {} }),
    ...(hasCompletions(registry) && { completions: {} }),
  };
}

/**
 * An error is sent as text alone: the version 1 client holds structured content against the tool's output schema even when the
 * result is an error, and would show its own complaint in place of ours.
 */
function resultOf(outcome: Exclude<Outcome, { kind: 'input_required' }>): CallToolResult {
  if (outcome.kind === 'error') return { content: [{ type: 'text', text: outcome.text }], isError: true };
  if (outcome.kind === 'content') {
    return { content: outcome.content.blocks, ...(outcome.content.isError && { isError: true }) };
  }
  return {
    content: [{ type: 'text', text: outcome.text }],
    structuredContent: outcome.value as Record<string, unknown>,
  };
}

const withStop = ({ signal, ...call }: RequestCall) => ({ ...call, stop: new Stop().follow(signal) });

function callOf(ctx: ServerContext, { principal, cancelled }: Caller): RequestCall {
  const token = ctx.mcpReq._meta?.progressToken;
  return {
    principal,
    signal: cancelled ? AbortSignal.any([ctx.mcpReq.signal, cancelled]) : ctx.mcpReq.signal,
    answers: ctx.mcpReq.inputResponses ?? {},
    progress: async (progress, total, message) => {
      if (token === undefined) return;
      await ctx.mcpReq.notify({
        method: 'notifications/progress',
        params: {
          progressToken: token,
          progress,
          ...(total !== undefined && { total }),
          ...(message !== undefined && { message }),
        },
      });
    },
    clientCan: (capability) => {
      const envelope = ctx.mcpReq.envelope as Record<string, object> | undefined;
      return capability in (envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? {});
    },
    log: (level, data) => ctx.mcpReq.log(level, data),
  };
}

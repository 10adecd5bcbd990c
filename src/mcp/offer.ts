import {
  type HandlerResultTypeMap,
  INVALID_PARAMS,
  type InputRequiredResult,
  ProtocolError,
  type RequestMethod,
  type RequestTypeMap,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Principal } from '../auth/principal.js';
import type { Told } from './direct-path.js';
import type { AskingCall, InputRequired } from './handler.js';
import type { PipelineOptions } from './pipeline.js';

export interface ServerOptions extends PipelineOptions {
  readonly version: string;
  readonly resourceHandlers: Readonly<Record<string, unknown>>;
  readonly promptHandlers: Readonly<Record<string, unknown>>;
  /** At least 32 bytes; signs the state that a client carries between the rounds of a call. */
  readonly stateKey: Uint8Array;
}

/** Who sent a request, and how large it was: all that the wire hands on. */
export interface Caller {
  readonly principal: Principal;
  readonly requestBytes: number;
  /** Aborted when the client takes the call back without hanging up; null for a request that cannot be. */
  readonly cancelled: AbortSignal | null;
  /** What became of the request's call already; null when that is still to be seen. */
  readonly told: Told | null;
}

/** What the resources' and the prompts' part of the server is given. */
export interface Offer {
  /** Registers the handler of a method; what it throws by mistake stays in the log. */
  readonly on: <M extends RequestMethod>(
    method: M,
    handler: (request: RequestTypeMap[M], ctx: ServerContext) => Promise<HandlerResultTypeMap[M]>,
  ) => void;
  readonly caller: Caller;
  readonly options: ServerOptions;
  /** The part of a handler's call that every kind of request has. */
  readonly callOf: (ctx: ServerContext) => RequestCall;
  readonly ask: (ctx: ServerContext, question: InputRequired, purpose: string) => Promise<InputRequiredResult>;
  /** Reads the state that `ask` sealed for the same purpose. */
  readonly stateOf: (ctx: ServerContext, purpose: string) => unknown;
}

export type RequestCall = Omit<AskingCall, 'state'>;

/** Such a list comes on one page, so no cursor was ever given out. */
export function refuseCursor(cursor: string | undefined): void {
  if (cursor !== undefined) throw unknownCursor();
}

export const unknownCursor = (): ProtocolError => new ProtocolError(INVALID_PARAMS, 'Unknown cursor');

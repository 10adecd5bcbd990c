import type { IncomingHttpHeaders } from 'node:http';
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/server';
import type { KnownEnvelopes } from './known-envelopes.js';

/** A call or a listing of tools that is beyond doubt: the protocol layer would let it pass, and asks nothing else of its answer. */
export type PlainRequest = Plain & (PlainCall | PlainList);

interface Plain {
  /** Of the protocol of 2026-07-28, and not of a revision of 2024 or 2025. */
  readonly modern: boolean;
  readonly id: string | number;
}

export interface PlainCall {
  readonly method: 'tools/call';
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>> | undefined;
  readonly progressToken: string | number | undefined;
  /** What the client has said that it can do; a client of the earlier revisions says it once, elsewhere. */
  readonly capabilities: Readonly<Record<string, unknown>>;
}

export interface PlainList {
  readonly method: 'tools/list';
  readonly cursor: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

const MODERN = '2026-07-28';
/** What the protocol has in `_meta`; everything else there is between others. */
const RESERVED = 'io.modelcontextprotocol/';
const ENVELOPE: ReadonlySet<string> = new Set([
  PROTOCOL_VERSION_META_KEY,
  CLIENT_INFO_META_KEY,
  CLIENT_CAPABILITIES_META_KEY,
]);
const KEYS = {
  request: new Set(['jsonrpc', 'id', 'method', 'params']),
  'tools/call': new Set(['name', 'arguments', '_meta']),
  'tools/list': new Set(['cursor', '_meta']),
};
const NOTHING: Json = {};

/** Null for whatever is in the least unusual, which is then the protocol layer's to accept or to refuse. */
export function plainRequest(headers: IncomingHttpHeaders, body: unknown, known: KnownEnvelopes): PlainRequest | null {
  if (!isObject(body) || body.jsonrpc !== '2.0' || !isId(body.id) || !onlyHas(body, KEYS.request)) return null;
  const { id, method, params = NOTHING } = body;
  if (method !== 'tools/call' && method !== 'tools/list') return null;
  if (!isObject(params) || !onlyHas(params, KEYS[method])) return null;
  const { _meta: meta = NOTHING } = params;
  if (!isObject(meta)) return null;
  const modern = PROTOCOL_VERSION_META_KEY in meta;
  if (modern ? !isModern(headers, method, params, meta, known) : !isEarlier(headers, meta)) return null;
  const { progressToken } = meta;
  if (progressToken !== undefined && !isId(progressToken)) return null;
  if (method === 'tools/list') {
    const { cursor } = params;
    return cursor === undefined || typeof cursor === 'string' ? { modern, id, method, cursor } : null;
  }
  const { name, arguments: args } = params;
  if (typeof name !== 'string' || !(args === undefined || isArguments(args))) return null;
  const capabilities = (modern ? meta[CLIENT_CAPABILITIES_META_KEY] : NOTHING) as Json;
  return { modern, id, method, name, args, progressToken, capabilities };
}

function isModern(
  headers: IncomingHttpHeaders,
  method: string,
  params: Json,
  meta: Json,
  known: KnownEnvelopes,
): boolean {
  return (
    meta[PROTOCOL_VERSION_META_KEY] === MODERN &&
    headers['mcp-protocol-version'] === MODERN &&
    headers['mcp-method'] === method &&
    (method === 'tools/list' || headers['mcp-name'] === params.name) &&
    Object.keys(meta).every((key) => ENVELOPE.has(key) || !key.startsWith(RESERVED)) &&
    known.has(meta)
  );
}

function isEarlier(headers: IncomingHttpHeaders, meta: Json): boolean {
  const { 'mcp-protocol-version': version, accept = '' } = headers;
  return (
    (version === undefined || SUPPORTED_PROTOCOL_VERSIONS.includes(version as string)) &&
    version !== MODERN &&
    accept.includes('application/json') &&
    accept.includes('text/event-stream') &&
    Object.keys(meta).every((key) => !key.startsWith(RESERVED))
  );
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The protocol layer copies arguments, without a key of this name. */
const isArguments = (value: unknown): value is Json => isObject(value) && !Object.hasOwn(value, '__proto__');

const isId = (value: unknown): value is string | number => typeof value === 'string' || Number.isSafeInteger(value);

function onlyHas(object: Json, keys: ReadonlySet<string>): boolean {
  for (const key in object) if (!keys.has(key)) return false;
  return true;
}

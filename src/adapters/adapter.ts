import type { Outlet } from '../network/outlet.js';

/** What a service request asks of an adapter (domain.md 5.1). The payload is JSON, with bytes as `Uint8Array`. */
export interface AdapterRequest {
  readonly service_name: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The requests of child service requests, by formula variable. */
  readonly sub_requests: Readonly<Record<string, AdapterRequest>>;
}

/** What an adapter found out, for people. */
export interface AdapterMessage {
  readonly type: MessageType;
  readonly text: string;
}

export const messageTypes = [
  'CONNECTION_ERROR',
  'TIMEOUT',
  'AUTHENTICATION_ERROR',
  'CLIENT_ERROR',
  'SERVER_ERROR',
  'INVALID_REQUEST',
  'INVALID_RESPONSE',
  'REFUSED',
  'SKIPPED',
  'UNCATEGORIZED_ERROR',
] as const;

export type MessageType = (typeof messageTypes)[number];

export interface AdapterResponse {
  readonly success: boolean;
  /** JSON, with bytes as `Uint8Array`. */
  readonly payload: unknown;
  readonly messages: readonly AdapterMessage[];
}

/** What an adapter is given beside the request. */
export interface AdapterContext {
  /** The settings of the bound configuration, complete and checked, secrets readable. */
  readonly settings: Settings;
  /** The only way to the network. */
  readonly outlet: Outlet;
  /** Aborted when the run is. */
  readonly signal: AbortSignal;
  /** Kept for the length of a run, for what is worth keeping: a token, a connection. */
  readonly session: Map<string, unknown>;
  /** Null, or left out, where the call is not traced. */
  readonly trace?: CallTrace | null;
}

/** A call as a piece of a trace. */
export interface CallTrace {
  /** Tells the system what the call is a part of (W3C Trace Context). */
  readonly headers: Readonly<Record<string, string>>;
  /** What is found out about the call; no secrets, and no payloads. */
  set(attributes: Readonly<Record<string, string | number>>): void;
}

export type Settings = Readonly<Record<string, unknown>>;

/** One setting of an adapter's configuration. From these come the checks, the command line and the pages. */
export interface SettingField {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly title: string;
  readonly required?: true;
  readonly initial?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Encrypted at rest, and shown to nobody. */
  readonly secret?: true;
  /** It has several lines: a certificate. */
  readonly lines?: true;
}

/** One system that a service request can call. */
export interface Adapter {
  /** As service requests name it: `HTTP`. */
  readonly system: string;
  readonly title: string;
  /** Null for an adapter that needs no configuration. */
  readonly fields: Readonly<Record<string, SettingField>> | null;
  /** What is wrong with settings that fit their fields one by one, each as `name: why`. */
  problems?(settings: Settings): string[];
  /** The forms in which secrets are sent, where they are not sent as they are: what a system repeats of them is hidden, too. */
  secretsSent?(settings: Settings): string[];
  /** Answers with `success: false` and a message whatever goes wrong; throws only when the signal is aborted. */
  execute(request: AdapterRequest, context: AdapterContext): Promise<AdapterResponse>;
  /** Tries the settings out against the system itself, and says what was tried and came back; throws an error that says what is wrong. */
  validate?(context: AdapterContext): Promise<string>;
}

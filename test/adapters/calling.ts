import assert from 'node:assert/strict';
import type { Adapter, AdapterContext, AdapterResponse, MessageType } from '../../src/adapters/adapter.js';
import { checkSettings } from '../../src/adapters/settings.js';
import { createOutlet } from '../../src/network/create-outlet.js';
import type { Outlet } from '../../src/network/outlet.js';

/** An outlet that lets the tests reach this machine by name or address. */
export const openOutlet = (): Outlet => createOutlet({ allowedHosts: ['127.0.0.1', 'localhost'] });

export interface Calling {
  readonly settings: Record<string, unknown>;
  readonly outlet: Outlet;
  readonly signal?: AbortSignal;
}

/** What an adapter is given, with its settings checked and completed. */
export function contextOf(adapter: Adapter, { settings: given, outlet, signal }: Calling): AdapterContext {
  const { settings, problems } = checkSettings(adapter.fields ?? {}, given);
  assert.deepEqual(problems, null);
  assert(settings);
  assert.deepEqual(adapter.problems?.(settings) ?? [], []);
  return { settings, outlet, signal: signal ?? new AbortController().signal, session: new Map() };
}

export const call = (adapter: Adapter, payload: Record<string, unknown>, calling: Calling): Promise<AdapterResponse> =>
  adapter.execute({ service_name: 'n/a', payload, sub_requests: {} }, contextOf(adapter, calling));

/** Asserts that a call failed, and says why. */
export function assertFailed({ success, messages }: AdapterResponse, type: MessageType, text: RegExp): void {
  assert.equal(success, false);
  assert.equal(messages.length, 1);
  assert.equal(messages[0]?.type, type, messages[0]?.text);
  assert.match(messages[0]?.text ?? '', text);
}

import type {
  Adapter,
  AdapterRequest,
  AdapterResponse,
  CallTrace,
  MessageType,
  Settings,
} from '../adapters/adapter.js';
import { checkSettings, overrideSettings } from '../adapters/settings.js';
import { callIntegration } from './child-run.js';
import { fromGuest } from './guest-json.js';
import { RunFailure } from './run-failure.js';
import type { RunState } from './run-state.js';

/** The key of a payload under which it overrides the settings of the adapter's configuration (domain.md 4.7). */
const OVERRIDE = '__adapter_config__';
/** A secret shorter than this is too likely to be a part of something else to be hidden everywhere. */
const SHORTEST_SECRET = 6;

const failed = (type: MessageType, text: string): AdapterResponse => ({
  success: false,
  payload: null,
  messages: [{ type, text }],
});

/** Has a system do what a request asks for. @throws RunFailure when the run is to end, or the gateway fails */
export async function executeRequest(
  run: RunState,
  system: string,
  json: string,
  trace: CallTrace | null = null,
): Promise<AdapterResponse> {
  const request = fromGuest(json, run.files) as AdapterRequest;
  if (system === 'CALLINT') return callAsAdapter(run, request);
  const adapter = run.world.adapters.get(system);
  const { [OVERRIDE]: override, ...payload } = request.payload;
  if (!adapter) return run.customAdapters.execute(system, { ...request, payload }, override);
  let settings: Settings = {};
  if (adapter.fields !== null) {
    const loaded = await settingsFor(run, { ...adapter, fields: adapter.fields }, override);
    if (typeof loaded === 'string') {
      return failed('INVALID_REQUEST', `Failed to load adapter configuration for ${system}: ${loaded}`);
    }
    settings = loaded;
  }
  let session = run.sessions.get(system);
  if (!session) {
    session = new Map();
    run.sessions.set(system, session);
  }
  const { outlet } = run.world;
  const { signal } = run;
  try {
    return await adapter.execute({ ...request, payload }, { settings, outlet, signal, session, trace });
  } catch (error) {
    const reason = run.stopReason;
    if (reason) throw reason;
    throw RunFailure.of(error);
  }
}

/** The settings for one call, or why there are none. Their secrets are hidden from the history. */
async function settingsFor(run: RunState, adapter: Configured, override: unknown): Promise<Settings | string> {
  let bound = run.settings.get(adapter.system);
  if (!bound) {
    bound = boundSettings(run, adapter);
    run.settings.set(adapter.system, bound);
  }
  const known = await bound;
  if (typeof known === 'string' || override === undefined || override === null) return known;
  const { settings, problems } = overrideSettings(adapter.fields, known, override);
  if (problems) return problems.join('; ');
  hideSecrets(run, adapter, settings);
  return settings;
}

/** The settings that are bound for a system, complete; looked up once a run. */
async function boundSettings(run: RunState, adapter: Configured): Promise<Settings | string> {
  try {
    const bound = await run.host.settings(adapter.system);
    if (typeof bound === 'string') return 'No active adapter config bound to integration.';
    const { settings, problems } = checkSettings(adapter.fields, bound.settings);
    if (problems) return problems.join('; ');
    hideSecrets(run, adapter, settings);
    return settings;
  } catch (error) {
    return (error as Error).message;
  }
}

function hideSecrets({ redactor }: RunState, adapter: Configured, settings: Settings): void {
  const { fields } = adapter;
  const secrets = Object.keys(fields).filter((name) => fields[name]?.secret);
  const values = secrets.map((name) => settings[name]).filter((value) => String(value ?? '').length >= SHORTEST_SECRET);
  redactor.hide([...values, ...(adapter.secretsSent?.(settings) ?? [])]);
}

type Configured = Adapter & { readonly fields: NonNullable<Adapter['fields']> };

/** `CALLINT` as a service request's system: the service name is the other integration's path name (domain.md 5.4). */
async function callAsAdapter(run: RunState, { service_name, payload }: AdapterRequest): Promise<AdapterResponse> {
  if (!service_name) return failed('INVALID_REQUEST', 'service_name: CALLINT needs the path name of an integration.');
  try {
    const called = await callIntegration(run, {
      path_name: service_name,
      payload,
      extended_payload: false,
      force_run_mode: null,
    });
    const success = called.status < 400;
    const messages = success
      ? []
      : [{ type: 'SERVER_ERROR' as const, text: `${service_name} answered with status ${called.status}.` }];
    return { success, payload: called.payload, messages };
  } catch (error) {
    if (error instanceof RunFailure && error.type !== 'service_request_failed') throw error;
    return failed('INVALID_REQUEST', (error as Error).message);
  }
}

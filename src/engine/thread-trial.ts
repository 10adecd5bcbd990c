import { AdapterFailure } from '../adapters/adapter-failure.js';
import type { ConfigSchema } from './config-schema.js';
import { customSecrets } from './custom-adapter-secrets.js';
import { CustomAdapterWorld } from './custom-adapter-world.js';
import { Redactor } from './redactor.js';
import type { Signals } from './signals.js';
import type { TrialTask } from './thread-messages.js';
import { worldOf } from './thread-world.js';

/** Answers with what is wrong, its secrets hidden; null when nothing is. */
export async function tryInThread(
  { trial, allowedHosts, limits }: TrialTask,
  signal: AbortSignal,
  signals: Signals,
): Promise<string | null> {
  const { code, config: values } = trial;
  const { outlet, now } = worldOf(allowedHosts);
  let world: CustomAdapterWorld | null = null;
  try {
    world = await CustomAdapterWorld.create({ code, values, limits, signals, signal, outlet, now });
    await world.validate();
    return null;
  } catch (error) {
    if (!(error instanceof AdapterFailure)) throw error;
    const redactor = new Redactor();
    redactor.hide(customSecrets(trial.schema as ConfigSchema, values));
    return redactor.text(error.message);
  } finally {
    world?.dispose();
  }
}

import { type MessagePort, threadId } from 'node:worker_threads';
import { AdapterFailure } from '../adapters/adapter-failure.js';
import type { ConfigSchema } from './config-schema.js';
import { customSecrets } from './custom-adapter-secrets.js';
import { CustomAdapterWorld } from './custom-adapter-world.js';
import type { Limits } from './limits.js';
import { Redactor } from './redactor.js';
import type { CustomAdapterTrial } from './runner.js';
import { ThreadSignals } from './thread-signals.js';
import { worldOf } from './thread-world.js';

/** What a thread of the pool is given: one custom adapter to try out. */
export interface TrialTask {
  readonly trial: CustomAdapterTrial;
  readonly allowedHosts: readonly string[];
  readonly limits: Limits;
  readonly port: MessagePort;
  readonly memory: SharedArrayBuffer;
}

/** Answers with what is wrong, its secrets hidden; null when nothing is. */
export async function tryInThread({ trial, allowedHosts, limits, port, memory }: TrialTask): Promise<string | null> {
  const { code, config: values } = trial;
  const { outlet, now } = worldOf(allowedHosts);
  const signals = new ThreadSignals(memory);
  const stop = new AbortController();
  port.on('message', () => stop.abort());
  port.postMessage({ thread: threadId });
  const { signal } = stop;
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
    port.close();
  }
}

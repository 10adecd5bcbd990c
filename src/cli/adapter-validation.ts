import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { pino } from 'pino';
import type { Config } from '../config.js';
import { type Reach, tryAdapter } from '../engine/adapter-trial.js';
import { createRunner } from '../engine/create-runner.js';
import { RunQueue } from '../engine/run-queue.js';
import { createOutlet } from '../network/create-outlet.js';
import { AdapterStore } from './adapter-store.js';
import { CommandError } from './command-error.js';

export function adapterValidateCommand(config: () => Config): Command {
  return new Command('validate')
    .argument('[config]', 'its name, or SYSTEM/NAME; all that are active and may be validated, if not given')
    .description('try out whether the systems can be reached with their configurations')
    .action(async (ref: string | undefined) => {
      const known = config();
      const { allowedHosts } = known;
      const outlet = createOutlet({ allowedHosts });
      try {
        const tried = await AdapterStore.with(known, async (store) => {
          const { queries, keyring } = store;
          const log = pino({ level: 'silent' });
          const processId = randomUUID();
          const base = { queries, keyring, now: () => new Date() };
          const runQueue = new RunQueue(base);
          const runner = createRunner({ ...base, runQueue, log, processId, allowedHosts });
          try {
            return await validate(store, { outlet, runner }, ref);
          } finally {
            await runner.stop(0);
          }
        });
        report(tried);
      } finally {
        await outlet.close();
      }
    });
}

interface Tried {
  readonly name: string;
  /** Null when all is well. */
  readonly problem: string | null;
}

async function validate(store: AdapterStore, reach: Reach, ref: string | undefined): Promise<Tried[]> {
  const { adapterConfigs } = store.queries;
  const configs =
    ref === undefined
      ? (await adapterConfigs.list()).filter(({ active, validation_enabled }) => active && validation_enabled)
      : [await store.find(ref)];
  const tried: Tried[] = [];
  for (const { id } of configs) {
    const config = await store.byId(id);
    const { problem } = await tryAdapter(store.configs, config, reach);
    await adapterConfigs.recordValidation(config.id, problem, new Date());
    tried.push({ name: `${config.system}/${config.name}`, problem });
  }
  return tried;
}

function report(tried: readonly Tried[]): void {
  const passed = tried.filter(({ problem }) => problem === null).map(({ name }) => name);
  const failed = tried.filter(({ problem }) => problem !== null);
  if (tried.length === 0) console.log('There is no active configuration to validate.');
  if (passed.length > 0) console.log(`Validation passed for these systems: ${passed.join(', ')}`);
  for (const { name, problem } of failed) console.log(`Validation failed for ${name}: ${problem}`);
  if (failed.length > 0) throw new CommandError(`${failed.length} of ${tried.length} could not be validated.`);
}

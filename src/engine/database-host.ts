import type { Logger } from 'pino';
import type { Settings } from '../adapters/adapter.js';
import { openAdapterConfig } from '../crypto/adapter-secrets.js';
import type { Keyring } from '../crypto/keyring.js';
import type { Queries } from '../queries/queries.js';
import type { NewRunItem, RunEnd } from '../queries/runs.js';
import type { Batch, Ended, RunHost, RunJob, VaultRequest } from './run-host.js';
import type { RunResult, Stage } from './runner.js';
import type { VaultOperation } from './vault-operation.js';
import type { VaultSession } from './vault-session.js';

export interface DatabaseHostOptions {
  readonly queries: Pick<Queries, 'runs' | 'adapterConfigs'>;
  readonly keyring: Keyring;
  readonly now: () => Date;
  readonly log: Logger;
  readonly job: RunJob;
  readonly vaults: VaultSession;
  readonly watch: (stage: Stage) => void;
  readonly child: RunHost['child'];
  /** Told once the run is over and stored. */
  readonly ended: () => void;
}

/** Where a sealed file of a run belongs. */
export const runFilePlace = (runId: number, name: string): string => `run_files/${runId}/${name}`;

/** What a run asks of the database, on the main thread. */
export class DatabaseHost implements RunHost {
  #lastSequence = 0;
  #over = false;

  constructor(private readonly options: DatabaseHostOptions) {}

  get vaults(): VaultSession {
    return this.options.vaults;
  }

  async record({ items, labels }: Batch): Promise<void> {
    const { runHistoryId } = this.options.job;
    if (runHistoryId === null) return;
    this.#lastSequence = Math.max(this.#lastSequence, ...items.map(({ sequence }) => sequence));
    await this.options.queries.runs.record(runHistoryId, items, labels);
  }

  stage(stage: Stage): void {
    this.options.watch(stage);
  }

  async settings(system: string): Promise<Settings | null> {
    const { queries, keyring, job } = this.options;
    const row = await queries.adapterConfigs.boundTo(job.definition.id, job.actor.id, system);
    return row && openAdapterConfig(row, keyring);
  }

  async vault(request: VaultRequest): Promise<unknown> {
    const { vaults } = this.options;
    if (request.operation === 'open') return vaults.open(request.name);
    if (request.operation === 'close') return vaults.close(request.name);
    const { key, value } = request as { key: string; value?: unknown };
    return vaults.call(request.name, request.operation as VaultOperation, key, value);
  }

  child: RunHost['child'] = (request) => this.options.child(request);

  async end(result: RunResult, { inputMasked, files, last, fault }: Ended) {
    const { queries, keyring, job, now, ended, log } = this.options;
    this.#over = true;
    if (fault !== null) log.error({ run_history_id: job.runHistoryId, fault }, 'a run was failed by the gateway');
    try {
      await this.options.vaults.closeAll();
      if (job.runHistoryId === null) return null;
      const end: RunEnd = {
        status: result.status,
        finished_at: now().toISOString(),
        milliseconds: result.milliseconds,
        output_status: result.output.status,
        error_type: result.error?.type ?? null,
        error_message: result.error?.message ?? null,
        input_masked: inputMasked,
      };
      const problem = await this.record(last).then(
        () => null,
        (error: Error) => `The last steps could not be recorded: ${error.message}`,
      );
      await queries.runs.finish(job.runHistoryId, end);
      const id = job.runHistoryId;
      const kept = job.definition.config.store_payload_in_run_history ? files : [];
      await queries.runs.saveFiles(
        id,
        kept.map(({ name, content }) => ({
          name,
          size: content.length,
          content: keyring.seal(content, runFilePlace(id, name)),
        })),
      );
      return problem;
    } catch (error) {
      return `The end of the run could not be recorded: ${(error as Error).message}`;
    } finally {
      ended();
    }
  }

  /** Ends a run whose thread has gone before it could do so itself. */
  async abandon(result: RunResult): Promise<string | null> {
    if (this.#over) return null;
    const at = this.options.now().toISOString();
    const item = { at, milliseconds: 0, failed: true, label: null, request: null, response: null, ...NOWHERE };
    const { type, message: text } = result.error ?? { type: 'gateway_failed', message: '' };
    const content = JSON.stringify({ payload: result.output.payload, status: result.output.status, headers: {} });
    const items: NewRunItem[] = [];
    if (this.#lastSequence === 0) {
      items.push({
        ...item,
        failed: false,
        sequence: 1,
        type: 'INPUT',
        content: NOT_KNOWN,
        stack_trace: null,
        messages: null,
      });
    }
    const next = Math.max(1, this.#lastSequence) + 1;
    const messages = JSON.stringify([{ type, text }]);
    items.push({ ...item, sequence: next, type: 'FAILURE', content: null, stack_trace: text, messages });
    items.push({ ...item, sequence: next + 1, type: 'OUTPUT', content, stack_trace: null, messages: null });
    return this.end(result, { last: { items, labels: [] }, inputMasked: true, files: [], fault: null });
  }
}

const NOWHERE = { component_kind: null, component_id: null, component_field: null };
const NOT_KNOWN = JSON.stringify({ payload: 'not shown, because the run ended before its masks were applied' });

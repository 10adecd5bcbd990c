import type { Logger } from 'pino';
import { openAdapterConfig } from '../crypto/adapter-secrets.js';
import type { Keyring } from '../crypto/keyring.js';
import { runFilePlace } from '../crypto/sealed-places.js';
import { patiently } from '../queries/patience.js';
import type { Queries } from '../queries/queries.js';
import type { NewRunItem, RunEnd } from '../queries/runs.js';
import { schemaOf } from './custom-adapters.js';
import { isBuiltIn } from './custom-system.js';
import type { OpenEnds } from './open-ends.js';
import type { Batch, CallBeginning, CallEnd, Ended, RunHost, RunJob, VaultRequest } from './run-host.js';
import type { RunTrace } from './run-trace.js';
import type { InputFile, RunResult, Stage } from './runner.js';
import type { VaultOperation } from './vault-operation.js';
import type { VaultSession } from './vault-session.js';

export interface DatabaseHostOptions {
  readonly queries: Pick<Queries, 'runs' | 'adapterConfigs' | 'customAdapters'>;
  readonly keyring: Keyring;
  readonly now: () => Date;
  readonly log: Logger;
  readonly job: RunJob;
  readonly vaults: VaultSession;
  readonly watch: (stage: Stage) => void;
  readonly child: RunHost['child'];
  readonly openEnds: OpenEnds;
  /** Null where the run is not traced. */
  readonly trace: RunTrace | null;
  /** Told once the run is over and stored. */
  readonly ended: () => void;
}

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
    await this.#stored(this.options.queries.runs.record(runHistoryId, items, labels));
  }

  stage(stage: Stage): void {
    this.options.watch(stage);
  }

  async settings(system: string): ReturnType<RunHost['settings']> {
    const { queries, keyring, job } = this.options;
    const { row, custom } = await patiently(async () => {
      const row = await queries.adapterConfigs.boundTo(job.definition.id, job.actor.id, system);
      return { row, custom: row?.custom_adapter_id === null ? null : await queries.customAdapters.bySystem(system) };
    });
    if (!row) return custom || isBuiltIn(system) ? 'not bound' : 'no such system';
    const code = custom && { code: custom.code, schema: schemaOf(custom) };
    return { settings: openAdapterConfig(row, keyring), code };
  }

  async vault(request: VaultRequest): Promise<unknown> {
    const { vaults } = this.options;
    if (request.operation === 'open') return vaults.open(request.name);
    if (request.operation === 'close') return vaults.close(request.name);
    const { key, value } = request as { key: string; value?: unknown };
    return vaults.call(request.name, request.operation as VaultOperation, key, value);
  }

  child: RunHost['child'] = (request) => this.options.child(request);

  async callBegins(call: CallBeginning): ReturnType<RunHost['callBegins']> {
    return this.options.trace?.callBegins(call) ?? { id: 0, headers: {} };
  }

  callEnds(end: CallEnd): void {
    this.options.trace?.callEnds(end);
  }

  async end(result: RunResult, { inputMasked, files, last, fault }: Ended) {
    const { job, now, ended, log, vaults, trace } = this.options;
    this.#over = true;
    if (fault !== null) log.error({ run_history_id: job.runHistoryId, fault }, 'a run was failed by the gateway');
    const problems: string[] = [];
    const attempt = async (what: string, work: () => Promise<void>) => {
      await work().catch((error: Error) => problems.push(`${what} could not be recorded: ${error.message}`));
    };
    try {
      await vaults
        .closeAll()
        .catch((error: unknown) => log.error({ err: error }, 'the vaults of a run were not given back'));
      const id = job.runHistoryId;
      if (id === null) return null;
      const end: RunEnd = {
        status: result.status,
        finished_at: now().toISOString(),
        milliseconds: result.milliseconds,
        output_status: result.output.status,
        error_type: result.error?.type ?? null,
        error_message: result.error?.message ?? null,
        input_masked: inputMasked,
      };
      // Together, as long as nothing goes wrong; else as much of it as can be.
      const stored = await this.options.queries.runs.recordEnd(id, last.items, last.labels, end).then(
        () => true,
        () => false,
      );
      if (!stored) {
        await attempt('The last steps', () => this.record(last));
        await attempt('The end of the run', () => this.#finish(id, end));
      }
      const kept = job.definition.config.store_payload_in_run_history ? files : [];
      await attempt('The files of the run', () => this.#saveFiles(id, kept));
      return problems.length > 0 ? problems.join(' ') : null;
    } finally {
      trace?.end(result);
      ended();
    }
  }

  async #finish(runId: number, end: RunEnd): Promise<void> {
    const { queries, openEnds } = this.options;
    try {
      await this.#stored(queries.runs.finish(runId, end));
    } catch (error) {
      openEnds.add(runId, end);
      throw error;
    }
  }

  async #saveFiles(runId: number, files: readonly InputFile[]): Promise<void> {
    const { queries, keyring } = this.options;
    const sealed = files.map(({ name, content }) => ({
      name,
      size: content.length,
      content: keyring.seal(content, runFilePlace({ run_id: runId, name })),
    }));
    await this.#stored(queries.runs.saveFiles(runId, sealed));
  }

  /** What the database says is for the log as it is; the caller is told without the statement. */
  async #stored(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const { job, log } = this.options;
      log.error({ err: error, run_history_id: job.runHistoryId }, 'a part of a run was not recorded');
      throw new Error(`${(error as Error).message.split(' - ').at(-1)?.slice(0, LONGEST_REASON)}.`);
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

/** Characters of what the database says. */
const LONGEST_REASON = 300;
const NOWHERE = { component_kind: null, component_id: null, component_field: null };
const NOT_KNOWN = JSON.stringify({ payload: 'not shown, because the run ended before its masks were applied' });

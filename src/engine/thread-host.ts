import type { MessagePort } from 'node:worker_threads';
import type {
  Batch,
  CallBeginning,
  CallEnd,
  ChildRequest,
  Ended,
  OpenedChild,
  RunHost,
  RunJob,
  VaultRequest,
} from './run-host.js';
import type { RunResult, Stage } from './runner.js';

/** What a run's thread asks the main thread; `run` says for which run, because one may have children. */
export interface Asked {
  readonly id: number;
  readonly run: number;
  readonly method: keyof RunHost;
  readonly given: readonly unknown[];
}

export interface Answered {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly name: string; readonly message: string; readonly code?: string };
}

/** A child as the main thread names it. */
export type OpenedInMain = { readonly job: RunJob; readonly run: number } | Exclude<OpenedChild, { job: RunJob }>;

/** Carries what the engine asks from a run's thread to the main thread. */
export class ThreadHost {
  #count = 0;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  constructor(
    private readonly port: MessagePort,
    cancelled: () => void,
  ) {
    port.on('message', (message: Answered | 'cancel') => {
      if (message === 'cancel') return cancelled();
      const { id, value, error } = message;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(Object.assign(new Error(error.message), error));
      else waiting?.resolve(value);
    });
  }

  for(run: number): RunHost {
    const ask = <T>(method: keyof RunHost, ...given: readonly unknown[]) => this.#ask(run, method, given) as Promise<T>;
    const tell = (method: keyof RunHost, ...given: readonly unknown[]) =>
      this.port.postMessage({ id: 0, run, method, given } satisfies Asked);
    return {
      record: (batch: Batch) => ask('record', batch),
      stage: (stage: Stage) => tell('stage', stage),
      settings: (system: string) => ask('settings', system),
      vault: (request: VaultRequest) => ask('vault', request),
      child: async (request: ChildRequest): Promise<OpenedChild> => {
        const opened = await ask<OpenedInMain>('child', request);
        return 'job' in opened ? { job: opened.job, host: this.for(opened.run) } : opened;
      },
      callBegins: (call: CallBeginning) => ask('callBegins', call),
      callEnds: (end: CallEnd) => tell('callEnds', end),
      end: (result: RunResult, ended: Ended) => ask('end', result, ended),
    };
  }

  close(): void {
    this.port.close();
  }

  #ask(run: number, method: keyof RunHost, given: readonly unknown[]): Promise<unknown> {
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.port.postMessage({ id, run, method, given } satisfies Asked);
    });
  }
}

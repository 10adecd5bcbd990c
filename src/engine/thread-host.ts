import type { Batch, CallBeginning, CallEnd, ChildRequest, OpenedChild, RunHost, VaultRequest } from './run-host.js';
import type { Stage } from './runner.js';
import type { ReceivedDefinitions } from './sent-definitions.js';
import type { Answered, Asked, SentChild } from './thread-messages.js';

/** Carries what the engine asks from a run's thread to the main thread. */
export class ThreadHost {
  #count = 0;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  constructor(
    private readonly send: (asked: Asked) => void,
    private readonly definitions: ReceivedDefinitions,
  ) {}

  for(run: number): RunHost {
    const ask = <T>(method: keyof RunHost, ...given: readonly unknown[]) => this.#ask(run, method, given) as Promise<T>;
    const tell = (method: keyof RunHost, ...given: readonly unknown[]) => this.send({ id: 0, run, method, given });
    return {
      record: (batch: Batch) => ask('record', batch),
      stage: (stage: Stage) => tell('stage', stage),
      settings: (system: string) => ask('settings', system),
      vault: (request: VaultRequest) => ask('vault', request),
      child: async (request: ChildRequest): Promise<OpenedChild> => {
        const opened = await ask<SentChild>('child', request);
        if (!('job' in opened)) return opened;
        const definition = this.definitions.receive(opened.job.definition);
        return { job: { ...opened.job, definition }, host: this.for(opened.run) };
      },
      callBegins: (call: CallBeginning) => ask('callBegins', call),
      callEnds: (end: CallEnd) => tell('callEnds', end),
      end: (result, ended) => ask('end', result, ended),
    };
  }

  answered({ id, value, error }: Answered): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(Object.assign(new Error(error.message), error));
    else waiting?.resolve(value);
  }

  #ask(run: number, method: keyof RunHost, given: readonly unknown[]): Promise<unknown> {
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.send({ id, run, method, given });
    });
  }
}

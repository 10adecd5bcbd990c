import { AdapterFailure } from './adapter-failure.js';

/** The time that one call may take, whatever it does; it ends with its run, too. Must be stopped. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #run: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #abort = () => this.#controller.abort(this.#run.reason);

  constructor({ run, timeoutMs, host }: { run: AbortSignal; timeoutMs: number; host: string }) {
    this.#run = run;
    const failure = () => new AdapterFailure('TIMEOUT', `${host} did not answer within ${timeoutMs / 1000} seconds.`);
    this.#timer = setTimeout(() => this.#controller.abort(failure()), timeoutMs);
    if (run.aborted) this.#abort();
    // Not AbortSignal.any: the signals that it makes stay with that of the run, and a run may call a thousand times.
    run.addEventListener('abort', this.#abort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#run.removeEventListener('abort', this.#abort);
  }
}

/** Tells work to stop. The signal is made when the work asks for it: most work is over before it would have a look. */
export class Stop {
  #controller: AbortController | null = null;
  #stopped: { readonly why: unknown } | null = null;
  #listener: (() => void) | null = null;

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#stopped) this.#controller.abort(this.#stopped.why);
    }
    return this.#controller.signal;
  }

  get isStopped(): boolean {
    return this.#stopped !== null;
  }

  /** The first reason counts. */
  stop(why?: unknown): void {
    if (this.#stopped) return;
    this.#stopped = { why };
    this.#controller?.abort(why);
    this.#listener?.();
  }

  /** Calls the one listener when it is stopped, or at once when it has been. */
  onStop(listener: () => void): void {
    this.#listener = listener;
    if (this.#stopped) listener();
  }

  /** Stops when the signal is aborted. */
  follow(signal: AbortSignal): this {
    if (signal.aborted) this.stop(signal.reason);
    else signal.addEventListener('abort', () => this.stop(signal.reason), { once: true });
    return this;
  }
}

import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How often a timer looks how late it is; this is a part of what it measures, and not of what happened. */
const RESOLUTION_MS = 10;

/** By how much this process's event loop is late. */
export class EventLoopDelay {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#histogram.enable();
  }

  /** By quantile, in seconds, since it was asked the last time. */
  take(): Record<'0.5' | '0.99' | '1', number> {
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1e3);
    const taken = {
      '0.5': late(this.#histogram.percentile(50)),
      '0.99': late(this.#histogram.percentile(99)),
      '1': late(this.#histogram.max),
    };
    this.#histogram.reset();
    return taken;
  }

  stop(): void {
    this.#histogram.disable();
  }
}

import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { isShared } from './shared.js';

/** How often it is looked whether the clocks still agree. */
const EVERY_MS = 30_000;

/** Clocks that are kept in order differ by less; nothing here is measured so closely. */
const TOLERATED_MS = 100;

/** How often it is asked at first: the quickest answer is the one to go by. */
const FIRST_TIMES = 3;

/**
 * The time by which all gateways on one database go: that of the database, since the clocks of machines differ. Who is seen, what is
 * locked and what is due would mean something else on each of them. On SQLite it is the machine's own.
 */
export class DatabaseClock {
  #behindMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> = Promise.resolve();

  /** @param own the machine's clock, in milliseconds since 1970 */
  constructor(
    private readonly db: Knex,
    private readonly own: () => number,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  now(): Date {
    return new Date(this.own() + this.#behindMs);
  }

  async start(): Promise<void> {
    if (!isShared(this.db)) return;
    for (let i = 0; i < FIRST_TIMES; i++) await this.#ask();
    this.#timer = setInterval(() => {
      this.#asking = this.#ask().catch((error: unknown) =>
        this.log.warn({ err: error }, 'the time of the database could not be read'),
      );
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#asking;
  }

  async #ask(): Promise<void> {
    const asked = this.own();
    const { rows } = await this.db.raw('select extract(epoch from clock_timestamp())::float8 * 1000 as at');
    const half = (this.own() - asked) / 2;
    const behindMs = rows[0].at - (asked + half);
    // What the time that the answer took may explain is no difference.
    if (Math.abs(behindMs - this.#behindMs) <= half + TOLERATED_MS) return;
    this.#behindMs = behindMs;
    this.log.warn(
      { behindMs: Math.round(behindMs) },
      'this machine has another time than the database, which is gone by',
    );
  }
}

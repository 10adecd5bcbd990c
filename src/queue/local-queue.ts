import type { Logger } from 'pino';
import type { JobName } from '../queries/jobs.js';
import type { LocalJob } from '../queries/local-jobs.js';
import type { Queries } from '../queries/queries.js';
import type { JobHandlers, JobQueue } from './job-queue.js';

/** How long it looks for nothing: another process, like the command line, may have put something in. */
const LOOK_AGAIN_MS = 1_000;
/** A job that failed is done again after two seconds, then four and so on, up to this. */
const LONGEST_DELAY_MS = 300_000;

export interface LocalQueueOptions {
  readonly queries: Pick<Queries, 'localJobs' | 'jobNews'>;
  /** How many jobs are done at once. */
  readonly atOnce: number;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn'>;
}

/** The job queue on SQLite: this process does all jobs. What waits is in the database, and outlives the process. */
export class LocalQueue implements JobQueue {
  readonly #underWay = new Map<number, Promise<void>>();
  #handlers: JobHandlers | null = null;
  #stopListening = () => {};
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(private readonly options: LocalQueueOptions) {}

  get taking(): boolean {
    return this.#handlers !== null;
  }

  async start(handlers: JobHandlers): Promise<void> {
    this.#handlers = handlers;
    this.#stopListening = this.options.queries.jobNews.listen(() => this.#look());
    this.#look();
  }

  async stop(): Promise<void> {
    this.#handlers = null;
    this.#stopListening();
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#underWay.values());
  }

  /** Takes what is due; when it is called meanwhile, once more afterwards. */
  #look(): void {
    this.#lookAgain = this.#looking !== null;
    if (this.#looking) return;
    clearTimeout(this.#timer);
    this.#looking = this.#takeDue()
      .catch((error: unknown) => {
        this.options.log.warn({ err: error }, 'jobs could not be looked for');
        return LOOK_AGAIN_MS;
      })
      .then((idleMs) => {
        this.#looking = null;
        if (!this.#handlers) return;
        if (this.#lookAgain) this.#look();
        else this.#timer = setTimeout(() => this.#look(), idleMs).unref();
      });
  }

  /** Returns when to look again, in milliseconds. */
  async #takeDue(): Promise<number> {
    const { queries, atOnce, now } = this.options;
    const free = atOnce - this.#underWay.size;
    // Whatever ends looks again.
    if (free <= 0) return LOOK_AGAIN_MS;
    const underWay = [...this.#underWay.keys()];
    const jobs = await queries.localJobs.take(now(), underWay, free);
    for (const job of jobs) this.#underWay.set(job.id, this.#do(job));
    const next = await queries.localJobs.nextDue([...this.#underWay.keys()]);
    return Math.min(LOOK_AGAIN_MS, Math.max(0, (next?.getTime() ?? Number.POSITIVE_INFINITY) - now().getTime()));
  }

  async #do({ id, name, payload, attempts }: LocalJob): Promise<void> {
    const { queries, now, log } = this.options;
    try {
      const handler = this.#handlers?.[name as JobName] as ((given: unknown) => Promise<void>) | undefined;
      if (!handler) throw new Error(`there is nothing that does jobs of the name "${name}"`);
      await handler(JSON.parse(payload));
      await queries.localJobs.done(id);
    } catch (error) {
      const delay = Math.min(2 ** attempts * 1000, LONGEST_DELAY_MS);
      log.warn({ err: error, job: name, attempts }, 'a job failed, and is done again later');
      await queries.localJobs
        .putOff(id, new Date(now().getTime() + delay))
        .catch((trouble: unknown) => log.warn({ err: trouble, job: name }, 'a job could not be put off'));
    } finally {
      this.#underWay.delete(id);
      if (this.#handlers) this.#look();
    }
  }
}

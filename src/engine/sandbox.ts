import { setImmediate } from 'node:timers/promises';
import { type Analysed, type FormulaPlace, wrapped } from './formula.js';
import { Guest } from './guest.js';
import { type GuestError, INTERRUPTED, sandboxErrorOf, uncaughtError } from './guest-error.js';
import { hasSpecials } from './guest-json.js';
import { FORMULAS, type GuestProgram } from './guest-program.js';
import type { Limits } from './limits.js';
import { isNestedDeeper } from './nesting.js';
import { type Answered, Questions } from './questions.js';
import { LimitError, SandboxError } from './sandbox-error.js';
import type { SandboxHost } from './sandbox-host.js';
import type { Signals } from './signals.js';

/** How many jobs of promises are done between two looks at the clock. */
const JOBS_AT_ONCE = 100;
/** For how long a run keeps its thread to itself: then others have their turn. */
const TURN_MS = 50;

type Answer = { value?: unknown; error?: GuestError };

/**
 * A world of its own for the formulas of one run. Whatever happens in it, the thread goes on; what computes in it does so within its
 * time, and lets others have their turn.
 */
export class Sandbox {
  #guest!: Guest;
  readonly #formulas: Analysed[] = [];
  readonly #questions = new Questions();
  /** Until when a formula may compute; the engine's own part may take its time to be read. */
  #deadline = Number.POSITIVE_INFINITY;
  #alive = true;
  /** Set once the run was stopped, so that its last hooks may still run. */
  #ignoreStop = false;
  /** A formula that began lately, for when the guest cannot say any more what it works on. */
  #latest: FormulaPlace | null = null;
  /** The stack of a shared module that was evaluated when its time was over; then the formula's follows. */
  #overIn = '';
  /** When others had their turn in this thread. */
  #rested = Date.now();

  private constructor(
    private readonly limits: Limits,
    private readonly signals: Signals,
    private readonly host: SandboxHost,
    private readonly program: GuestProgram,
  ) {}

  static async create(limits: Limits, signals: Signals, host: SandboxHost, program = FORMULAS): Promise<Sandbox> {
    const sandbox = new Sandbox(limits, signals, host, program);
    await sandbox.#open();
    return sandbox;
  }

  async #open(): Promise<void> {
    const { host, limits, program } = this;
    this.#guest = await Guest.open(program, limits, {
      isOver: () => this.#isOver,
      errorOf: (thrown) => this.#errorOf(uncaughtError(thrown, this.#latest)),
      codeOf: (number, names) => this.#codeOf(number, names),
      moduleOf: (name) => host.modules?.get(name) ?? null,
      isOverIn: (thrown) => this.#isOverIn(thrown),
      tick: (number) => this.#tick(number),
      begin: (operation, given) =>
        this.#questions.ask(operation === 'rest' ? this.#rest() : host.ask(operation, given)),
      tell: (what, given, place) => host.tell(what, given, place),
      file: (operation, given) => host.file(operation, given),
      now: () => host.now(),
      assertFlat: (json) => this.#assertFlat(json),
    });
    this.now('limits', { result: limits.result });
  }

  /** Makes formulas known; answers with their numbers. */
  define(formulas: readonly Analysed[]): Promise<unknown> {
    const first = this.#formulas.length;
    this.#formulas.push(...formulas);
    return this.call(
      'define',
      formulas.map(({ names, place }, i) => ({ number: first + i, names, place })),
    );
  }

  /**
   * Has the guest do something, and waits for what its formulas await.
   * @throws SandboxError when a formula fails, LimitError when it takes too much
   */
  async call(operation: string, ...given: readonly unknown[]): Promise<unknown> {
    if (Date.now() - this.#rested > TURN_MS) await this.#rest();
    const answer = this.#enter(() => this.#guest.call(operation, this.#givenOf(given)));
    if (answer !== '' && !this.#questions.areOpen) return this.#valueOf(answer);
    return this.#valueOf(await this.#awaited(answer));
  }

  /** The same for an operation that runs no formula. */
  now(operation: string, ...given: readonly unknown[]): unknown {
    return this.#valueOf(this.#enter(() => this.#guest.call(operation, this.#givenOf(given))) || '{}');
  }

  #valueOf(answer: string): unknown {
    if (answer.length > this.limits.result) {
      const message = `what ${this.program.all} made has ${answer.length} bytes as JSON; ${this.limits.result} are allowed`;
      throw new LimitError(message, this.#here());
    }
    const { value, error }: Answer = JSON.parse(answer);
    if (error) throw this.#errorOf(error);
    if (Array.isArray(value)) for (const part of value) if (typeof part === 'string') this.#assertFlat(part);
    return value;
  }

  /** @throws LimitError when a JSON text is nested too deeply */
  #assertFlat(json: string): void {
    if (!isNestedDeeper(json, this.limits.nesting)) return;
    const message = `what ${this.program.one} is given or makes may be nested ${this.limits.nesting} deep, and is deeper`;
    throw new LimitError(message, this.#here());
  }

  /** What the guest is given with an operation. */
  #givenOf(given: readonly unknown[]): string {
    for (const part of given) if (typeof part === 'string') this.#assertFlat(part);
    const json = JSON.stringify(given);
    this.#assertFlat(json);
    return json;
  }

  /** Gives others in this thread their turn. */
  async #rest(): Promise<void> {
    await setImmediate();
    this.#rested = Date.now();
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Lets hooks run although the run was stopped, each within a formula's time. */
  ignoreStop(): void {
    this.#ignoreStop = true;
  }

  dispose(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#guest.dispose();
  }

  /** Whether what computes is to end. */
  get #isOver(): boolean {
    return Date.now() > this.#deadline || this.#isStopped;
  }

  /** Whether what computes is to end because the run is. */
  get #isStopped(): boolean {
    return !this.#ignoreStop && this.signals.stopped();
  }

  #codeOf(number: number, names: string): string {
    const formula = this.#formulas[number] as Analysed;
    this.#latest = formula.place;
    return wrapped(formula, names);
  }

  #isOverIn(thrown: unknown): boolean {
    if (!this.#isOver) return false;
    this.#overIn ||= uncaughtError(thrown, null).stack;
    return true;
  }

  #tick(number: number): boolean {
    const now = Date.now();
    this.#latest = this.#formulas[number]?.place ?? null;
    this.#deadline = now + this.limits.formulaMs;
    this.signals.formulaSince(now);
    return now - this.#rested > TURN_MS;
  }

  /** Runs work in there, within its time. */
  #enter<T>(work: () => T): T {
    if (!this.#alive) throw new LimitError(`the run goes on without ${this.program.all}`, null);
    const now = Date.now();
    this.#deadline = now + this.limits.formulaMs;
    this.signals.busySince(now);
    this.signals.formulaSince(now);
    try {
      return work();
    } catch (error) {
      if (error instanceof SandboxError) throw error;
      // WebAssembly itself gave up, the stack of this thread for example: nothing in that instance can be relied on any more.
      this.#alive = false;
      throw new LimitError(
        `${this.program.one} needs more than a run may use (${(error as Error).message})`,
        this.#latest,
      );
    } finally {
      this.signals.busySince(0);
      this.signals.formulaSince(0);
    }
  }

  /** Lets promises go on until the answer is there, and until all is done that formulas have begun, awaited or not. */
  async #awaited(first: string): Promise<string> {
    let answer = first;
    let stoppedAt: number | null = null;
    for (;;) {
      this.#enter(() => this.#doJobs());
      if (answer === '') answer = this.#enter(() => this.#guest.outcome());
      if (!this.#questions.areOpen) {
        if (answer !== '') return answer;
        throw new SandboxError('Error', `${this.program.one} awaits something that never comes`, this.#here(), null);
      }
      if (this.signals.stopped()) {
        stoppedAt ??= Date.now();
        // What a last hook asks for is refused by then; it may say so, but not for ever.
        const patience = this.#ignoreStop ? this.limits.formulaMs : 0;
        if (Date.now() - stoppedAt >= patience) throw new LimitError('the run was stopped', this.#here());
      }
      if (Date.now() - this.#rested > TURN_MS) await this.#rest();
      await this.#questions.answer();
      this.#settle(this.#questions.take());
    }
  }

  /** Tells formulas how what they asked for ended. @throws for the first that they cannot be told, when the others have been */
  #settle(answers: readonly Answered[]): void {
    let failure: unknown = null;
    for (const { id, ok, value } of answers) {
      const json = JSON.stringify(value ?? null);
      try {
        this.#enter(() => this.#guest.call('settle', this.#givenOf([id, ok, json, hasSpecials(json)])));
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== null) throw failure;
  }

  /** Does what promises have waited for, however much more comes of it, within a formula's time. */
  #doJobs(): void {
    while (this.#guest.hasJobs) {
      this.#guest.doJobs(JOBS_AT_ONCE);
      if (Date.now() >= this.#deadline) throw this.#errorOf({ ...INTERRUPTED, place: this.#here() });
    }
  }

  /** What the guest works on; what it runs in may be another one's by now. */
  #here(): FormulaPlace | null {
    if (!this.#alive) return this.#latest;
    try {
      return JSON.parse(this.#guest.call('here', '[]')).value ?? this.#latest;
    } catch {
      return this.#latest;
    }
  }

  #errorOf(error: GuestError): SandboxError {
    const stack = this.#overIn + error.stack;
    this.#overIn = '';
    return sandboxErrorOf(
      { ...error, stack },
      {
        formulas: this.#formulas,
        modules: this.host.modules,
        limits: this.limits,
        stopped: this.#isStopped,
        program: this.program,
      },
    );
  }
}

import { setImmediate } from 'node:timers/promises';
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { type Analysed, type FormulaPlace, wrapped } from './formula.js';
import { hasSpecials } from './guest-json.js';
import { guestText } from './guest-text.js';
import type { Limits } from './limits.js';
import { isNestedDeeper } from './nesting.js';
import { giveBack, takeInstance } from './quickjs.js';
import { LimitError, SandboxError } from './sandbox-error.js';
import { zoneOffset } from './zone-offset.js';

/** What the formulas' world may ask of the engine. Texts are JSON. */
export interface SandboxHost {
  /** Something that takes time; its answer goes into the formula that awaits it. */
  ask(operation: string, given: unknown): Promise<unknown>;
  /** Something that is done at once. */
  tell(what: string, given: unknown, place: FormulaPlace | null): void;
  file(operation: string, given: readonly unknown[]): unknown;
  now(): number;
}

/** Tells from another thread that a run is to end, and tells it since when a formula computes. */
export interface Signals {
  /** Whether the run is to end. */
  stopped(): boolean;
  /** Milliseconds of the wall clock, or 0 when no formula computes. */
  busySince(ms: number): void;
  /** When the formula that computes began: in one go there may be many. */
  formulaSince(ms: number): void;
}

const ENGINE = 'engine.js';
const LIBRARY = 'standard-library.js';
/** What the library takes for itself, and formulas do not see. */
const FOR_THE_LIBRARY = ['__random', '__now', '__zone_offset'];

/** How many jobs of promises are done between two looks at the clock. */
const JOBS_AT_ONCE = 100;
/** For how long a run keeps its thread to itself: then others have their turn. */
const TURN_MS = 50;

type Answer = { value?: unknown; error?: GuestError };
interface GuestError {
  name: string;
  message: string;
  stack: string;
  place: FormulaPlace | null;
}

interface Settled {
  readonly id: number;
  readonly ok: boolean;
  readonly value: unknown;
}

/**
 * A world of its own for the formulas of one run: an instance of QuickJS with nothing in it but the language, the engine's guest
 * part and the standard library. Whatever happens in it, the thread goes on.
 */
export class Sandbox {
  readonly #context: QuickJSContext;
  readonly #call: QuickJSHandle;
  readonly #outcome: QuickJSHandle;
  readonly #formulas: Analysed[] = [];
  readonly #waiting = new Set<number>();
  #settled: Settled[] = [];
  #wake: (() => void) | null = null;
  #asked = 0;
  #deadline = 0;
  #alive = true;
  #hasLibrary = false;
  readonly #names = new Map<string, QuickJSHandle>();
  /** Set once the run was stopped, so that its last hooks may still run. */
  #ignoreStop = false;
  /** A formula that began lately, for when the guest cannot say any more what it works on. */
  #latest: FormulaPlace | null = null;
  /** When others had their turn in this thread. */
  #rested = Date.now();

  private constructor(
    private readonly instance: QuickJSWASMModule,
    private readonly runtime: QuickJSRuntime,
    private readonly limits: Limits,
    private readonly signals: Signals,
    private readonly host: SandboxHost,
  ) {
    runtime.setMemoryLimit(limits.memory);
    runtime.setMaxStackSize(limits.stack);
    runtime.setInterruptHandler(() => Date.now() > this.#deadline || (!this.#ignoreStop && this.signals.stopped()));
    this.#context = runtime.newContext();
    this.#offerHost();
    this.#deadline = Number.POSITIVE_INFINITY;
    this.#load(ENGINE);
    const { global } = this.#context;
    this.#call = this.#context.getProp(global, '__call');
    this.#outcome = this.#context.getProp(global, '__outcome');
    this.#forget(['__call', '__outcome']);
    this.now('limits', { result: limits.result });
  }

  static async create(limits: Limits, signals: Signals, host: SandboxHost): Promise<Sandbox> {
    const instance = await takeInstance();
    return new Sandbox(instance, instance.newRuntime(), limits, signals, host);
  }

  /** Makes formulas known; answers with their numbers. */
  define(formulas: readonly Analysed[]): Promise<unknown> {
    // It takes as long to read as all the rest, and most integrations do without.
    if (!this.#hasLibrary && formulas.some(({ usesLibrary }) => usesLibrary)) {
      this.#hasLibrary = true;
      this.#enter(() => {
        this.#offerLibrary();
        this.#load(LIBRARY);
        this.#forget(FOR_THE_LIBRARY);
      });
    }
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
    const answer = this.#enter(() => this.#text(this.#call, operation, this.#givenOf(given)));
    if (answer !== '' && this.#waiting.size === 0) return this.#valueOf(answer);
    return this.#valueOf(await this.#awaited(answer));
  }

  /** The same for an operation that runs no formula. */
  now(operation: string, ...given: readonly unknown[]): unknown {
    return this.#valueOf(this.#enter(() => this.#text(this.#call, operation, this.#givenOf(given))) || '{}');
  }

  #valueOf(answer: string): unknown {
    if (answer.length > this.limits.result) {
      const message = `what the formulas made has ${answer.length} bytes as JSON; ${this.limits.result} are allowed`;
      throw new LimitError(message, this.#here());
    }
    const { value, error }: Answer = JSON.parse(answer);
    if (error) throw this.#shown(error);
    if (Array.isArray(value)) for (const part of value) if (typeof part === 'string') this.#assertFlat(part);
    return value;
  }

  /** @throws LimitError when a JSON text is nested too deeply */
  #assertFlat(json: string): void {
    if (!isNestedDeeper(json, this.limits.nesting)) return;
    const message = `what a formula is given or makes may be nested ${this.limits.nesting} deep, and is deeper`;
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
    try {
      for (const name of this.#names.values()) name.dispose();
      this.#call.dispose();
      this.#outcome.dispose();
      this.#context.dispose();
      this.runtime.dispose();
    } catch {
      // What is left in it is nobody's any more; the instance goes with it.
      return;
    }
    giveBack(this.instance);
  }

  #load(name: string): void {
    this.#context.unwrapResult(this.#context.evalCode(guestText(name), name, { type: 'module' })).dispose();
  }

  #forget(names: readonly string[]): void {
    const code = names.map((name) => `delete globalThis.${name};`).join('');
    this.#context.unwrapResult(this.#context.evalCode(code)).dispose();
  }

  #offer(name: string, work: (...given: QuickJSHandle[]) => QuickJSHandle | { error: QuickJSHandle }): void {
    const handle = this.#context.newFunction(name, work);
    this.#context.setProp(this.#context.global, name, handle);
    handle.dispose();
  }

  #offerHost(): void {
    const context = this.#context;
    const offer = this.#offer.bind(this);
    const json = (value: unknown) => context.newString(JSON.stringify(value) ?? 'null');
    /** What goes wrong out here is told in there as data: no object of the host goes in. */
    const answering = (work: () => unknown) => {
      try {
        return json({ value: work() ?? null });
      } catch (error) {
        const { name, message, code } = error as Error & { code?: string };
        return json({ error: { name, message, ...(typeof code === 'string' && { code }) } });
      }
    };
    const text = (handle: QuickJSHandle | undefined) => (handle ? context.getString(handle) : '');
    const given = (handle: QuickJSHandle | undefined): unknown => {
      const json = text(handle);
      this.#assertFlat(json);
      return JSON.parse(json);
    };

    offer('__compile', (number, names) => {
      const at = context.getNumber(number as QuickJSHandle);
      this.#latest = this.#formulas[at]?.place ?? null;
      const code = wrapped(this.#formulas[at] as Analysed, text(names).slice(0, -1));
      const result = context.evalCode(code, `formula-${at}`);
      return result.error ? { error: result.error } : result.value;
    });
    offer('__tick', (number) => {
      const now = Date.now();
      this.#latest = this.#formulas[context.getNumber(number as QuickJSHandle)]?.place ?? null;
      this.#deadline = now + this.limits.formulaMs;
      this.signals.formulaSince(now);
      return now - this.#rested > TURN_MS ? context.true : context.false;
    });
    offer('__begin', (operation, json) => {
      const asked = given(json);
      const id = ++this.#asked;
      this.#waiting.add(id);
      const settle = (ok: boolean, value: unknown) => {
        this.#settled.push({ id, ok, value });
        this.#wake?.();
      };
      const what = text(operation);
      const answer = what === 'rest' ? this.#rest() : this.host.ask(what, asked);
      answer.then(
        (value) => settle(true, value),
        ({ name, message, code }) => settle(false, { name, message, code }),
      );
      return context.newNumber(id);
    });
    offer('__tell', (what, json, place) =>
      answering(() => this.host.tell(text(what), given(json), given(place) as FormulaPlace | null)),
    );
    offer('__file', (operation, json) =>
      answering(() => this.host.file(text(operation), given(json) as readonly unknown[])),
    );
    offer('__to_base64', (bytes) => {
      const buffer = context.getArrayBuffer(bytes as QuickJSHandle);
      const encoded = Buffer.from(buffer.value).toString('base64');
      buffer.dispose();
      return context.newString(encoded);
    });
    offer('__from_base64', (encoded) => {
      const bytes = Buffer.from(text(encoded), 'base64');
      return context.newArrayBuffer(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
      );
    });
  }

  /** What the standard library takes for itself. */
  #offerLibrary(): void {
    const context = this.#context;
    this.#offer('__random', (count) => {
      const bytes = crypto.getRandomValues(new Uint8Array(Math.min(1024, context.getNumber(count as QuickJSHandle))));
      return context.newArrayBuffer(bytes.buffer);
    });
    this.#offer('__now', () => context.newNumber(this.host.now()));
    this.#offer('__zone_offset', (zone, at) => {
      const minutes = zoneOffset(context.getString(zone as QuickJSHandle), context.getNumber(at as QuickJSHandle));
      return minutes === null ? context.null : context.newNumber(minutes);
    });
  }

  /** Runs work in there, within its time. */
  #enter<T>(work: () => T): T {
    if (!this.#alive) throw new LimitError('the formulas of this run have been ended', null);
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
      throw new LimitError(`the formula needs more than a run may use (${(error as Error).message})`, this.#latest);
    } finally {
      this.signals.busySince(0);
      this.signals.formulaSince(0);
    }
  }

  /** Calls one of the guest's two functions, which take texts and give one. */
  #text(fn: QuickJSHandle, operation?: string, json?: string): string {
    const context = this.#context;
    const given = operation === undefined ? [] : [this.#nameOf(operation), context.newString(json as string)];
    const result = context.callFunction(fn, context.undefined, given);
    given[1]?.dispose();
    if (result.error) throw this.#uncaught(result.error);
    const answer = context.getString(result.value);
    result.value.dispose();
    return answer;
  }

  /** The name of an operation, made once. */
  #nameOf(operation: string): QuickJSHandle {
    let name = this.#names.get(operation);
    if (!name) {
      name = this.#context.newString(operation);
      this.#names.set(operation, name);
    }
    return name;
  }

  /** Lets promises go on until the answer is there, and until all is done that formulas have begun, awaited or not. */
  async #awaited(first: string): Promise<string> {
    let answer = first;
    let stoppedAt: number | null = null;
    for (;;) {
      this.#enter(() => this.#doJobs());
      if (answer === '') answer = this.#enter(() => this.#text(this.#outcome));
      if (this.#waiting.size === 0) {
        if (answer !== '') return answer;
        throw new SandboxError('Error', 'the formula awaits something that never comes', this.#here(), null);
      }
      if (this.signals.stopped()) {
        stoppedAt ??= Date.now();
        // What a last hook asks for is refused by then; it may say so, but not for ever.
        const patience = this.#ignoreStop ? this.limits.formulaMs : 0;
        if (Date.now() - stoppedAt >= patience) throw new LimitError('the run was stopped', this.#here());
      }
      if (Date.now() - this.#rested > TURN_MS) await this.#rest();
      if (this.#settled.length === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      }
      const settled = this.#settled;
      this.#settled = [];
      for (const { id, ok, value } of settled) {
        this.#waiting.delete(id);
        const json = JSON.stringify(value ?? null);
        this.#enter(() => this.#text(this.#call, 'settle', this.#givenOf([id, ok, json, hasSpecials(json)])));
      }
    }
  }

  /** Does what promises have waited for, however much more comes of it, within a formula's time. */
  #doJobs(): void {
    while (this.runtime.hasPendingJob()) {
      const jobs = this.runtime.executePendingJobs(JOBS_AT_ONCE);
      if (jobs.error) throw this.#uncaught(jobs.error);
      if (Date.now() >= this.#deadline) throw this.#shown({ ...INTERRUPTED, place: this.#here() });
    }
  }

  /** What the guest works on. */
  #here(): FormulaPlace | null {
    try {
      return JSON.parse(this.#text(this.#call, 'here', '[]')).value ?? this.#latest;
    } catch {
      return this.#latest;
    }
  }

  /** What ended a call without the guest's own catching it. */
  #uncaught(handle: QuickJSHandle): SandboxError {
    const thrown: Partial<GuestError> | null = Object(this.#context.dump(handle) ?? OUT_OF_MEMORY);
    handle.dispose();
    const { name, message, stack } = { name: 'Error', message: 'it ended for no known reason', stack: '', ...thrown };
    return this.#shown({ name: String(name), message: String(message), stack: String(stack), place: this.#latest });
  }

  #shown({ name, message, stack, place }: GuestError): SandboxError {
    const at = /formula-(\d+):(\d+):(\d+)/.exec(stack);
    const formula = at ? this.#formulas[Number(at[1])] : undefined;
    const position = at && formula ? positionIn(formula.source, Number(at[2]), Number(at[3])) : null;
    const where = formula?.place ?? place;
    if (name === INTERRUPTED.name && message === INTERRUPTED.message) {
      return this.signals.stopped() && !this.#ignoreStop
        ? new LimitError('the run was stopped', where, position)
        : new LimitError(`the formula computes for more than ${this.limits.formulaMs} ms`, where, position);
    }
    if (name === OUT_OF_MEMORY.name && message === OUT_OF_MEMORY.message) {
      return new LimitError(`the formulas need more than ${this.limits.memory} bytes of memory`, where, position);
    }
    if (message === 'stack overflow') return new LimitError('the formula calls itself too deeply', where, position);
    return new SandboxError(name, message, where, position);
  }
}

const INTERRUPTED = { name: 'InternalError', message: 'interrupted', stack: '' };
/** When there is not even enough for an error, nothing is thrown. */
const OUT_OF_MEMORY = { name: 'InternalError', message: 'out of memory', stack: '' };

/** A place in a formula. The first line of what was compiled is the engine's: to QuickJS, what a call throws is thrown there. */
function positionIn(source: string, line: number, column: number) {
  return line > 1 ? { line: line - 1, column, source } : { line: 1, column: 1, source };
}

import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { GuestProgram } from './guest-program.js';
import { guestText } from './guest-text.js';
import { engineFunctions, type HostFunctions, type HostSide, libraryFunctions } from './host-functions.js';
import type { Limits } from './limits.js';
import { giveBack } from './quickjs.js';

const LANGUAGE = 'language.js';
const LIBRARY = 'standard-library.js';

/** What the thread outside decides about what runs in there. */
export interface GuestControl extends HostSide {
  /** Asked now and then while something computes: whether it is to end. */
  isOver(): boolean;
  /** The error for what ended a call without the guest's own catching it. */
  errorOf(thrown: unknown): Error;
}

/** An instance of QuickJS with nothing in it but the language, a program of the engine's and, when asked for, the standard library. */
export class Guest {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #call: QuickJSHandle;
  readonly #outcome: QuickJSHandle;
  readonly #names = new Map<string, QuickJSHandle>();

  constructor(
    private readonly instance: QuickJSWASMModule,
    limits: Limits,
    private readonly control: GuestControl,
    { file }: GuestProgram,
  ) {
    this.#runtime = instance.newRuntime();
    this.#runtime.setMemoryLimit(limits.memory);
    this.#runtime.setMaxStackSize(limits.stack);
    this.#runtime.setInterruptHandler(() => control.isOver());
    this.#context = this.#runtime.newContext();
    const functions = engineFunctions(this.#context, control);
    this.#offer(functions);
    this.#load(LANGUAGE);
    this.#load(file);
    const { global } = this.#context;
    this.#call = this.#context.getProp(global, '__call');
    this.#outcome = this.#context.getProp(global, '__outcome');
    this.#forget([...Object.keys(functions), '__language', '__call', '__outcome']);
  }

  loadLibrary(now: () => number): void {
    const functions = libraryFunctions(this.#context, now);
    this.#offer(functions);
    this.#load(LIBRARY);
    this.#forget(Object.keys(functions));
  }

  /** Has an operation done that is given a list as JSON. Answers with JSON, or with nothing when the outcome has to be waited for. */
  call(operation: string, given: string): string {
    const name = this.#nameOf(operation);
    const json = this.#context.newString(given);
    const result = this.#context.callFunction(this.#call, this.#context.undefined, name, json);
    json.dispose();
    return this.#textOf(result);
  }

  /** What has become of the operation that was waited for; nothing while it goes on. */
  outcome(): string {
    return this.#textOf(this.#context.callFunction(this.#outcome, this.#context.undefined));
  }

  /** Whether promises wait to go on. */
  get hasJobs(): boolean {
    return this.#runtime.hasPendingJob();
  }

  doJobs(most: number): void {
    const { error } = this.#runtime.executePendingJobs(most);
    if (error) throw this.#uncaught(error);
  }

  /** Gives the instance back. */
  dispose(): void {
    try {
      for (const name of this.#names.values()) name.dispose();
      this.#call.dispose();
      this.#outcome.dispose();
      this.#context.dispose();
      this.#runtime.dispose();
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

  #offer(functions: HostFunctions): void {
    for (const [name, work] of Object.entries(functions)) {
      const handle = this.#context.newFunction(name, work);
      this.#context.setProp(this.#context.global, name, handle);
      handle.dispose();
    }
  }

  #textOf(result: ReturnType<QuickJSContext['callFunction']>): string {
    if (result.error) throw this.#uncaught(result.error);
    const text = this.#context.getString(result.value);
    result.value.dispose();
    return text;
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

  #uncaught(handle: QuickJSHandle): Error {
    const thrown = this.#context.dump(handle);
    handle.dispose();
    return this.control.errorOf(thrown);
  }
}

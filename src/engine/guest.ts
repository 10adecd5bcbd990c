import { type QuickJSContext, type QuickJSHandle, StaticLifetime } from 'quickjs-emscripten-core';
import { GuestMachine, type MachineUser } from './guest-machine.js';
import type { GuestProgram } from './guest-program.js';
import type { Limits } from './limits.js';

/** What the thread outside decides about what runs in there. */
export interface GuestControl extends MachineUser {
  /** The error for what ended a call without the guest's own catching it. */
  errorOf(thrown: unknown): Error;
}

/** A program in QuickJS, of which nothing has been asked yet, for as long as somebody needs it. */
export class Guest {
  readonly #machine: GuestMachine;
  readonly #context: QuickJSContext;
  readonly #call: QuickJSHandle;
  readonly #outcome: QuickJSHandle;
  readonly #names = new Map<string, QuickJSHandle>();

  private constructor(
    { machine, call, outcome }: Awaited<ReturnType<typeof GuestMachine.take>>,
    private readonly control: GuestControl,
  ) {
    this.#machine = machine;
    this.#context = machine.context;
    this.#call = new StaticLifetime(call) as unknown as QuickJSHandle;
    this.#outcome = new StaticLifetime(outcome) as unknown as QuickJSHandle;
  }

  static async open(program: GuestProgram, limits: Limits, control: GuestControl): Promise<Guest> {
    const taken = await GuestMachine.take(program, control);
    taken.machine.runtime.setMemoryLimit(limits.memory);
    taken.machine.runtime.setMaxStackSize(limits.stack);
    return new Guest(taken, control);
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
    return this.#machine.runtime.hasPendingJob();
  }

  doJobs(most: number): void {
    const { error } = this.#machine.runtime.executePendingJobs(most);
    if (error) throw this.#uncaught(error);
  }

  /** Gives back what it runs in; nothing may be under way in there. */
  dispose(): void {
    this.#machine.giveBack();
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

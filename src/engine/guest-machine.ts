import type { QuickJSContext, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { GuestMemory } from './guest-memory.js';
import type { GuestProgram } from './guest-program.js';
import { guestText } from './guest-text.js';
import { type HostSide, hostFunctions } from './host-functions.js';
import { newInstance } from './quickjs.js';

/** Of every machine, as it is before a program is read: what the next program is read into. */
const BARE = '';
const LANGUAGE = 'language.js';
const LIBRARY = 'standard-library.js';
/** What a program leaves for the thread outside to call. */
const CALL = '__call';
const OUTCOME = '__outcome';
/** How many idle machines a thread keeps. */
const MOST_IDLE = 4;

/** Who has a machine for the moment. */
export interface MachineUser extends HostSide {
  /** Asked now and then while something computes: whether it is to end. */
  isOver(): boolean;
}

/** What is in a machine that has read a program, and where in its memory the functions are by which it is called. */
interface Image {
  readonly bytes: ReturnType<GuestMemory['copy']>;
  readonly at: string;
  readonly call: number;
  readonly outcome: number;
}

const idle: GuestMachine[] = [];
/** Of each program, read once a thread. */
const images = new Map<string, Image>();

/**
 * An instance of QuickJS. All that is ever in there is in its memory: to put a copy back that was taken when a program had been read,
 * and nothing else, makes it as new in a fraction of the time that it takes to read the program again. Nothing of what somebody did in
 * there before is left.
 */
export class GuestMachine {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  readonly #memory: GuestMemory;
  readonly #functions: readonly string[];
  #user: MachineUser | null = null;

  private constructor(readonly instance: QuickJSWASMModule) {
    this.#memory = new GuestMemory(instance);
    this.runtime = instance.newRuntime();
    this.runtime.setInterruptHandler(() => this.#user?.isOver() ?? false);
    this.context = this.runtime.newContext();
    const functions = hostFunctions(this.context, () => this.#user as MachineUser);
    this.#functions = Object.keys(functions);
    for (const [name, work] of Object.entries(functions)) {
      // Held for good: what one program does not use would be given up for all that are read into this machine.
      this.context.setProp(this.context.global, name, this.context.newFunction(name, work));
    }
    this.#memory.close();
  }

  /** A machine with nothing in it but a program, that nobody else has until it is given back. */
  static async take({ file }: GuestProgram, user: MachineUser) {
    const machine = idle.pop() ?? new GuestMachine(await newInstance());
    const image = images.get(file) ?? machine.#read(file);
    machine.#restore(image);
    machine.#user = user;
    return { machine, call: image.call, outcome: image.outcome };
  }

  /** Gives it back, unless it has grown so much that to make another one costs less. */
  giveBack(): void {
    this.#user = null;
    if (!this.#memory.hasGrownMuch && idle.length < MOST_IDLE) idle.push(this);
  }

  /** Reads a program for the first time in this thread. */
  #read(file: string): Image {
    const bare = images.get(BARE) ?? this.#image(0, 0);
    images.set(BARE, bare);
    this.#restore(bare);
    const { context } = this;
    for (const name of [LANGUAGE, file, LIBRARY])
      context.unwrapResult(context.evalCode(guestText(name), name, { type: 'module' })).dispose();
    // They live as long as the image, so they are nobody's to dispose of.
    const [call, outcome] = [CALL, OUTCOME].map((name) => context.getProp(context.global, name).value as number);
    const taken = [...this.#functions, '__language', CALL, OUTCOME];
    context.unwrapResult(context.evalCode(taken.map((name) => `delete globalThis.${name};`).join(''))).dispose();
    const image = this.#image(call as number, outcome as number);
    images.set(file, image);
    return image;
  }

  #image(call: number, outcome: number): Image {
    return { bytes: this.#memory.copy(), at: this.#at, call, outcome };
  }

  #restore(image: Image): void {
    // The same is done to make each of them, so that the same is in the same place.
    if (image.at !== this.#at) throw new Error(`an image of QuickJS does not fit: ${image.at}, ${this.#at}`);
    this.#memory.restore(image.bytes);
  }

  /** Where QuickJS has what this side of it holds on to. */
  get #at(): string {
    const { ctx, rt } = this.context as unknown as Record<'ctx' | 'rt', { value: number }>;
    const { context } = this;
    const values = [context.undefined, context.null, context.true, context.false, context.global];
    return [ctx.value, rt.value, ...values.map(({ value }) => value), this.#memory.hole].join();
  }
}

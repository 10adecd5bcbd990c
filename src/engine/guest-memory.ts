import type { QuickJSWASMModule } from 'quickjs-emscripten-core';

/** How much of the stack below its first frame may have been used, at the most. */
const STACK = 512 * 1024;
/** How much there is above the hole; who needs more makes the memory grow. */
const ROOM = 1536 * 1024;
/** What has grown by more takes longer to be emptied than another one takes to be made, and never shrinks. */
const MOST_GROWTH = 16 * 1024 * 1024;

/** What was in a memory; above `high` there was nothing. */
export interface MemoryCopy {
  readonly low: Uint8Array;
  readonly high: Uint8Array;
}

/** What emscripten's part of an instance has, and its types do not tell. */
interface Emscripten {
  _malloc(bytes: number): number;
}

/**
 * The memory of an instance of QuickJS: its stack, its data and its heap, and nothing that anybody could use after that. The heap has
 * a hole in it, which is allocated and never used: a few megabytes are then all that has to be put back, and it is certain that they
 * are all.
 */
export class GuestMemory {
  readonly #memory: { readonly buffer: ArrayBuffer };
  readonly #emscripten: Emscripten;
  readonly #from: number;
  readonly #size: number;
  #hole: readonly [from: number, to: number] = [0, 0];

  constructor(instance: QuickJSWASMModule) {
    this.#memory = instance.getWasmMemory() as { buffer: ArrayBuffer };
    this.#emscripten = (instance as unknown as { module: Emscripten }).module;
    this.#size = this.#memory.buffer.byteLength;
    // The stack lies below the data, and grows downwards.
    this.#from = Math.max(0, firstUsed(this.#memory.buffer) - STACK);
  }

  get hole(): string {
    return this.#hole.join('-');
  }

  get hasGrownMuch(): boolean {
    return this.#memory.buffer.byteLength > this.#size + MOST_GROWTH;
  }

  /** Makes the hole: what is there now lies below it. */
  close(): void {
    const probe = this.#emscripten._malloc(1);
    const bytes = this.#size - probe - ROOM;
    const from = this.#emscripten._malloc(bytes);
    this.#hole = [from, from + bytes];
  }

  copy(): MemoryCopy {
    const bytes = new Uint8Array(this.#memory.buffer);
    const [from, to] = this.#hole;
    let end = bytes.length;
    while (end > to && bytes[end - 1] === 0) end--;
    return { low: bytes.slice(this.#from, from), high: bytes.slice(to, end) };
  }

  restore({ low, high }: MemoryCopy): void {
    const bytes = new Uint8Array(this.#memory.buffer);
    const [, to] = this.#hole;
    bytes.set(low, this.#from);
    bytes.set(high, to);
    bytes.fill(0, to + high.length);
  }
}

/** The first byte that is not zero, or one of the seven before it. */
function firstUsed(buffer: ArrayBuffer): number {
  const words = new BigUint64Array(buffer);
  let at = 0;
  while (words[at] === 0n) at++;
  return at * 8;
}

/*
 * What the engine's programs in QuickJS (engine.js, custom-adapter.js) have in common: they find it as `__language`. It is evaluated
 * before them, and they before anything that somebody else has written.
 */
const { stringify } = JSON;
const { defineProperty, freeze, preventExtensions, getPrototypeOf } = Object;
const { ownKeys } = Reflect;
const { iterator } = Symbol;
const toBase64 = __to_base64;
const random = __random;

/*
 * Each run begins with the same memory, and so each would draw the same numbers from what the language brings: these come from
 * outside, where nobody can tell which is next.
 */
const RANDOM_BYTES = 1024;
let drawn = new Uint32Array(0);
let next = 0;
defineProperty(Math, 'random', {
  value: {
    random() {
      if (next >= drawn.length) {
        drawn = new Uint32Array(random(RANDOM_BYTES));
        next = 0;
      }
      // 53 bits, which is what a number between 0 and 1 has.
      const high = drawn[next] >>> 5;
      const low = drawn[next + 1] >>> 6;
      next += 2;
      return (high * 0x4000000 + low) / 0x20000000000000;
    },
  }.random,
});

/* Bytes go out as JSON that the thread outside recognises. */
defineProperty(Uint8Array.prototype, 'toJSON', {
  value: function toJSON() {
    return { $bytes: toBase64(this.buffer.slice(this.byteOffset, this.byteOffset + this.byteLength)) };
  },
});
defineProperty(BigInt.prototype, 'toJSON', {
  value: function toJSON() {
    return `${this}`;
  },
});

/**
 * Freezes what the engine relies on, so that nobody's code can change it.
 * @param own classes of the program, whose prototypes are frozen too
 */
function freezeLanguage(own) {
  const generator = getPrototypeOf(function* () {});
  const list = [][iterator]();
  const prototypes = [Array, Map, Set, Promise, String, Number, Boolean, BigInt, Symbol, RegExp, Date, ArrayBuffer];
  for (const { prototype } of [...prototypes, Uint8Array, getPrototypeOf(Uint8Array), Function, ...own]) {
    freeze(prototype);
  }
  for (const shared of [generator, generator.prototype, getPrototypeOf(async () => {}), getPrototypeOf(list)]) {
    freeze(shared);
  }
  for (const made of [new Map().entries(), new Set().values(), ''[iterator](), 'a'.matchAll(/a/g)]) {
    freeze(getPrototypeOf(made));
  }
  freeze(getPrototypeOf(getPrototypeOf(list)));
  for (const name of ownKeys(globalThis)) {
    const value = globalThis[name];
    // What comes from outside is taken away again once it is taken over.
    if (typeof name === 'symbol' || name.startsWith('__')) continue;
    // A variable may hide it; an assignment to it would be a mistake.
    defineProperty(globalThis, name, { writable: false, configurable: false });
    if (typeof value === 'function' || name === 'JSON' || name === 'Reflect' || name === 'Math') freeze(value);
  }
  // An object may have properties called as these, so they stay what can be assigned to; but none comes to them.
  for (const { prototype } of [Object, Error]) {
    for (const name of ownKeys(prototype)) defineProperty(prototype, name, { configurable: false });
    preventExtensions(prototype);
  }
}

/** How much of an error's message, and of its stack, is told. */
const LONGEST_MESSAGE = 4_000;
const LONGEST_STACK = 8_000;

/** Whatever was thrown, as texts, and what was being worked on. */
function describe(error, place) {
  try {
    if (error === null || typeof error !== 'object' || !('message' in error)) {
      const message = typeof error === 'object' ? stringify(error) : `${String(error)}`;
      return { name: 'Thrown', message: message.slice(0, LONGEST_MESSAGE), stack: '', place };
    }
    const { name, message, stack } = error;
    return {
      name: typeof name === 'string' ? name.slice(0, 100) : 'Thrown',
      message: `${typeof message === 'symbol' ? 'a symbol' : message}`.slice(0, LONGEST_MESSAGE),
      stack: typeof stack === 'string' ? stack.slice(0, LONGEST_STACK) : '',
      place,
    };
  } catch {
    return { name: 'Thrown', message: 'something that cannot be shown', stack: '', place };
  }
}

globalThis.__language = { freezeLanguage, describe };

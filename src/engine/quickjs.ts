import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';

/** An instance whose memory has grown beyond this is not used again: WebAssembly memory never shrinks. */
const MOST_REUSED_BYTES = 48 * 1024 * 1024;
/** How many idle instances a thread keeps. */
const MOST_IDLE = 4;

const idle: QuickJSWASMModule[] = [];

let made: Promise<QuickJSSyncVariant> | undefined;

/** Known to Node, but to no library of types that this project uses. */
const { WebAssembly } = globalThis as unknown as { WebAssembly: { Module: new (bytes: Uint8Array) => object } };

/** QuickJS, compiled once a thread. */
function variant(): Promise<QuickJSSyncVariant> {
  made ??= (async () => {
    const base = (await import('@jitl/quickjs-wasmfile-release-sync')).default as unknown as QuickJSSyncVariant;
    const file = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
    // What it prints when it gives up is thrown as well; else formulas could fill the gateway's log with it.
    const emscriptenModule = { printErr() {} } as object;
    return newVariant(base, { wasmModule: new WebAssembly.Module(readFileSync(file)), emscriptenModule });
  })();
  return made;
}

/** An instance of QuickJS that nobody else uses. */
export async function takeInstance(): Promise<QuickJSWASMModule> {
  return idle.pop() ?? newQuickJSWASMModuleFromVariant(await variant());
}

/** Gives an instance back in which nothing is left. */
export function giveBack(instance: QuickJSWASMModule): void {
  const { buffer } = (instance as unknown as { module: { HEAPU8: Uint8Array } }).module.HEAPU8;
  if (buffer.byteLength <= MOST_REUSED_BYTES && idle.length < MOST_IDLE) idle.push(instance);
}

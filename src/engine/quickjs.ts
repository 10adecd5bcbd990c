import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';

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

/** An instance of QuickJS in which there is nothing yet. */
export const newInstance = async (): Promise<QuickJSWASMModule> => newQuickJSWASMModuleFromVariant(await variant());

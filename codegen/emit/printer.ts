import { Worker } from 'node:worker_threads';
import type { Structures } from './printing.js';

/** Prints structures as TypeScript. */
export interface Printer {
  print(structures: Structures): Promise<string>;
  close(): Promise<void>;
}

/** Prints where it is called. */
export function printerHere(): Printer {
  return {
    async print(structures) {
      const { printStructures } = await import('./printing.js');
      return printStructures(structures);
    },
    async close() {},
  };
}

/**
 * Prints in a thread: to load ts-morph takes as long as to read and check a hundred tools, so the two go side by side. Where
 * there can be no such thread, it prints where it is called.
 */
export function printerInThread(): Printer {
  const here = printerHere();
  const worker = new Worker(new URL('./printing-thread.js', import.meta.url));
  const waiting: { structures: Structures; resolve: (text: string | Promise<string>) => void }[] = [];
  let gone = false;
  worker.on('message', (text: string) => waiting.shift()?.resolve(text));
  worker.on('error', () => {
    gone = true;
    for (const { structures, resolve } of waiting.splice(0)) resolve(here.print(structures));
  });
  return {
    print(structures) {
      if (gone) return here.print(structures);
      return new Promise((resolve) => {
        waiting.push({ structures, resolve });
        worker.postMessage(structures);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

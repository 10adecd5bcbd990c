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

/** Prints in a thread: to load ts-morph takes as long as to read and check a hundred tools, so the two go side by side. */
export function printerInThread(): Printer {
  const worker = new Worker(new URL('./printing-thread.js', import.meta.url));
  const waiting: { resolve: (text: string) => void; reject: (error: unknown) => void }[] = [];
  worker.on('message', (text: string) => waiting.shift()?.resolve(text));
  worker.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    print(structures) {
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(structures);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

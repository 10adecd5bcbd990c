import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { isTooDeepYaml } from '../yaml-depth.js';
import { DocumentError } from './document-error.js';
import type { ImportLimits } from './limits.js';

/** What the thread does. It is a text, because there is no file of it that is the same before and after compiling. */
const READING = `
const { parentPort, workerData } = require('node:worker_threads');
const { parseDocument } = require(workerData.yaml);
const say = (error) => {
  const why = error.name === 'RangeError' ? 'it is nested too deeply' : String(error.message).split('\\n', 1)[0];
  parentPort.postMessage({ why });
};
try {
  const document = parseDocument(workerData.text, { version: '1.2', uniqueKeys: false });
  if (document.errors.length > 0) say(document.errors[0]);
  else parentPort.postMessage({ value: document.toJS({ maxAliasCount: 1000 }) });
} catch (error) {
  say(error);
}`;

/**
 * Reads YAML in a thread of its own, so that a text which is made to take for ever, or all memory, takes no more than the limits.
 * @returns what it says; undefined for what cannot be used, and why
 */
export async function readYaml(text: string, limits: ImportLimits): Promise<{ value?: unknown; why?: string }> {
  if (isTooDeepYaml(text)) return { why: 'it is nested too deeply' };
  const thread = new Worker(READING, {
    eval: true,
    execArgv: [],
    workerData: { text, yaml: createRequire(import.meta.url).resolve('yaml') },
    resourceLimits: { maxOldGenerationSizeMb: limits.yamlMemory / 1024 / 1024 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => resolve({ why: `it takes longer to read than ${limits.yamlMs} ms` }), limits.yamlMs);
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) => {
        const why = `it needs more than ${limits.yamlMemory / 1024 / 1024} MB of memory`;
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ why });
        else reject(new DocumentError(`The document could not be read: ${error.message}`));
      });
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

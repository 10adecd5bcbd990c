import { parentPort } from 'node:worker_threads';
import { printStructures, type Structures } from './printing.js';

/** Answers each message with the text of its structures, in their order. */
parentPort?.on('message', (structures: Structures) => parentPort?.postMessage(printStructures(structures)));

import { isMainThread } from 'node:worker_threads';

// tsx reads TypeScript in the main thread alone, also where it is imported in others.
if (!isMainThread) (await import('tsx/esm/api')).register();

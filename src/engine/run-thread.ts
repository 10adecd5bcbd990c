import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { ReceivedDefinitions } from './sent-definitions.js';
import type { ThreadHost } from './thread-host.js';
import { type FromThread, type SentTask, type ToThread, threadErrorOf } from './thread-messages.js';
import { ThreadSignals } from './thread-signals.js';

/** Behind the main thread, which answers everybody. */
const NICENESS = 10;
// Elsewhere this would be the whole process's priority; on Linux it is this thread's.
if (process.platform === 'linux') setPriority(NICENESS);

/** All that it needs is loaded behind the main thread too. */
const loaded = Promise.all([import('./thread-run.js'), import('./thread-host.js')]);
const definitions = new ReceivedDefinitions();

interface UnderWay {
  readonly stop: AbortController;
  host: ThreadHost | null;
}

type Beginning = Extract<ToThread, { begin: SentTask }>;

const underWay = new Map<number, UnderWay>();
const send = (message: FromThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => {
  const { task } = message;
  if ('begin' in message) begin(task, message);
  else if ('cancel' in message) underWay.get(task)?.stop.abort();
  else underWay.get(task)?.host?.answered(message.answered);
});

async function begin(task: number, { begin: given, slot }: Beginning): Promise<void> {
  const mine: UnderWay = { stop: new AbortController(), host: null };
  underWay.set(task, mine);
  try {
    send({ task, over: await done(given, mine, { task, slot }) });
  } catch (error) {
    send({ task, failed: threadErrorOf(error) });
  } finally {
    underWay.delete(task);
  }
}

async function done(given: SentTask, mine: UnderWay, { task, slot }: { task: number; slot: number }) {
  const { signal } = mine.stop;
  const signals = new ThreadSignals(workerData, slot);
  if ('trial' in given) {
    const { tryInThread } = await import('./thread-trial.js');
    return tryInThread(given, signal, signals);
  }
  // At once: what comes after this may rely on it.
  const definition = definitions.receive(given.job.definition);
  const [{ runInThread }, { ThreadHost }] = await loaded;
  const host = new ThreadHost((asked) => send({ task, asked }), definitions);
  mine.host = host;
  return runInThread({ ...given.job, definition }, given.run, { host, signal, signals });
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SMTPServer } from 'smtp-server';
import { parse } from 'yaml';
import { openDatabase } from '../src/database/connection.js';
import { migrate } from '../src/database/migrate.js';
import { startMockCore } from '../src/mockcore/start-mock-core.js';
import { runningOn } from '../test/engine/running.js';

/*
 * What a thousand runs of the mail digest (an HTTP call, ten more, a hook that sorts and writes a file, and a mail to a real SMTP
 * server) leave behind in the process: its memory after 100 runs and after 1,000.
 */
const RUNS = Number(process.env.RUNS ?? 1_000);
const FIRST = 100;
const WANTED_MB = 50;

const mockCore = await startMockCore({ port: 0 });
let mails = 0;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, _, done) {
    mails++;
    stream.resume();
    stream.on('end', () => done());
  },
});
await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
const { port: smtpPort } = smtp.server.address() as { port: number };

const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const db = openDatabase({ url: `sqlite:${join(dir, 'memory.sqlite')}` });
await migrate(db);
const world = await runningOn(db);
const example = parse(readFileSync(new URL('../examples/hackernews-email-digest.yaml', import.meta.url), 'utf8'));
const { integration_name: _, create_if_missing: __, ...request } = example;
const id = await world.make(request);
await world.bind(id, 'HTTP', { host: '127.0.0.1', port: mockCore.port, tls: false });
await world.bind(id, 'EMAIL_SMTP', { host: '127.0.0.1', port: smtpPort, tls_encrypt: false, authenticate: false });

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
function megabytes(): number {
  // What nobody holds any more is not what a run leaves behind.
  collectGarbage();
  return process.memoryUsage().rss / 1024 / 1024;
}

async function run(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const { error, historyProblem } = await world.execute(id, {
      email: 'ann@example.com',
      limitQuery: 10,
      limitEmail: 5,
    });
    if (error || historyProblem) throw new Error(JSON.stringify({ error, historyProblem }));
  }
}

await run(FIRST);
const before = megabytes();
await run(RUNS - FIRST);
const grown = megabytes() - before;
console.log(
  `${before.toFixed(0)} MB after ${FIRST} runs of the mail digest, ${(before + grown).toFixed(0)} MB after ${RUNS}; ${mails} mails.`,
);
console.log(`Grown by ${grown.toFixed(0)} MB; less than ${WANTED_MB} is wanted.`);
await world.stop();
await db.destroy();
await mockCore.stop();
smtp.close();
rmSync(dir, { recursive: true });
if (grown >= WANTED_MB) process.exitCode = 1;

import assert from 'node:assert/strict';
import { chaos } from './scenario.js';

/** `npm run chaos` is the long one, with more clients. */
const SECONDS = 18;

describe('processes that are killed, and a database that crashes', function chaosTest() {
  this.timeout(300_000);

  it('lose no run and no write, run nothing twice, and leave clients with errors that say to try again', async () => {
    const heard: string[] = [];
    const { findings, figures, done, troubles } = await chaos({
      seconds: SECONDS,
      clients: 5,
      web: 3,
      workers: 2,
      killEverySeconds: SECONDS / 4,
      random: Math.random,
      say: (what) => heard.push(what),
    });
    const seen = JSON.stringify({ heard, figures, done, troubles }, null, 1);
    assert.deepEqual(findings, [], seen);
    // One that serves, and one that does jobs.
    assert.deepEqual([figures['processes killed'], figures['crashes of PostgreSQL']], [2, 1]);
    // With nothing done, nothing would be lost.
    for (const what of DEEDS) assert(done[what], `nothing was done of: ${what}\n${seen}`);
  });
});

const DEEDS = [
  'tools listed',
  'tool changed',
  'integrations listed',
  'integration read',
  'integration written',
  'run, waited for',
  'run, queued over MCP',
  'run, queued over HTTP',
  'run, answered for its key',
];

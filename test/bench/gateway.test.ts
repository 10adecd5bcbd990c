import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caller } from '../../bench/caller.js';
import { generate } from '../../bench/catalog.js';
import { GATEWAY, type Peer, peers } from '../../bench/peers.js';
import { startServer } from '../../bench/server-process.js';
import { makeDatabase } from '../../bench/servers/database.js';

/** More than the catalog has, so that there are copies. */
const TOOLS = 16;

describe('bench: the gateway that is measured', function gateway() {
  this.timeout(60_000);

  it('starts with a catalog of copies, and answers with all rows', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
    const database = join(dir, 'gateway.sqlite');
    const token = await makeDatabase(database);
    const peer = peers.find(({ name }) => name === GATEWAY) as Peer;
    const server = await startServer(peer, generate(TOOLS), database);
    try {
      const caller = await Caller.of(peer, server.url, token);
      await caller.check();
    } finally {
      server.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

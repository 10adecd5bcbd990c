import assert from 'node:assert/strict';
import { run, start } from '../e2e/process.js';

describe('gateway mockcore', function mockcore() {
  this.timeout(60_000);

  it('serves the mock core until it is told to stop', async () => {
    const running = start(['mockcore', '--port', '0'], {});
    const url = /ready: (\S+)/.exec(await running.printed(/adapter bind/))?.[1] as string;
    assert.match(await (await fetch(url)).text(), /Mock banking core/);

    const { port } = new URL(url);
    const second = await run(['mockcore', '--port', port], {});
    assert.deepEqual(
      [second.code, second.stderr],
      [1, `gateway: port ${port} is in use; give another one with --port.\n`],
    );

    running.child.kill('SIGTERM');
    assert.equal((await running.finished).code, 0);
  });

  it('refuses a port that is none', async () => {
    const { code, stderr } = await run(['mockcore', '--port', '99999'], {});
    assert.deepEqual([code, stderr], [1, 'gateway: --port is "99999"; it must be a whole number from 0 to 65535.\n']);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../src/config.js';
import { startGateway } from '../src/main.js';
import { freePort } from './free-port.js';

describe('a gateway that cannot be started', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-main-'));
  });
  after(() => rm(dir, { recursive: true }));

  it('does not listen on, when the failure came after it had begun to', async () => {
    const port = await freePort();
    const config = readConfig({ PORT: String(port), GATEWAY_DATA_DIR: dir });
    const fails = () => {
      throw new Error('no endpoint');
    };
    await assert.rejects(startGateway(config, pino({ level: 'silent' }), fails), /no endpoint/);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/health`), /fetch failed/);
  });
});

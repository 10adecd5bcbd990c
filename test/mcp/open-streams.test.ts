import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { OpenStreams } from '../../src/mcp/open-streams.js';

const ANN = { id: 1, username: 'ann', scopes: null };
const CREDENTIALS = { authorization: 'Bearer x', address: '10.0.0.1' };
const LIMITS = { each: 5, all: 5, checkEveryMs: 10 };

/** As much of a response as is looked at: a socket's buffers cannot be filled on purpose. */
function response(writableNeedDrain: boolean) {
  const made = Object.assign(new EventEmitter(), { writableNeedDrain, destroyed: false });
  const destroy = () => {
    made.destroyed = true;
    made.emit('close');
  };
  return Object.assign(made, { destroy }) as unknown as ServerResponse & { destroyed: boolean };
}

describe('open streams', () => {
  it('are cut off from whoever does not read', async () => {
    const streams = new OpenStreams(async () => ANN, LIMITS, assert.ifError);
    const [reads, stalls] = [response(false), response(true)];
    for (const one of [reads, stalls]) assert.equal(streams.admit(ANN, CREDENTIALS, one), null);
    await delay(50);
    assert.deepEqual([reads.destroyed, stalls.destroyed], [false, true]);
    streams.close();
  });

  it('stay open while their network has to wait for something else', async () => {
    const streams = new OpenStreams(
      async () => ({ status: 429, message: '', challenge: '', retryAfter: 1 }),
      LIMITS,
      assert.ifError,
    );
    const one = response(false);
    streams.admit(ANN, CREDENTIALS, one);
    await delay(40);
    assert.equal(one.destroyed, false);
    streams.close();
  });

  it('ask once for all clients of one token, and stay open when nobody can be asked', async () => {
    const asked: (string | undefined)[] = [];
    const errors: unknown[] = [];
    const streams = new OpenStreams(
      async ({ authorization }) => {
        asked.push(authorization);
        throw new Error('the database is away');
      },
      { ...LIMITS, checkEveryMs: 30 },
      (error) => errors.push(error),
    );
    const open = [response(false), response(false), response(false)];
    for (const one of open) streams.admit(ANN, CREDENTIALS, one);
    await delay(45);
    streams.close();
    assert.deepEqual([asked, errors.length], [['Bearer x'], 1]);
    assert(open.every(({ destroyed }) => !destroyed));
  });
});

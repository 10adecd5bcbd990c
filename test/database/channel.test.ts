import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Channel } from '../../src/database/channel.js';
import { freshDatabase } from './harness.js';

describe('a channel', () => {
  it('sends what comes at the very moment at which all before was sent', async () => {
    const fresh = await freshDatabase.PostgreSQL();
    const heard: string[] = [];
    const channel = new Channel({
      url: fresh.url,
      applicationName: 'test',
      name: 'moments',
      // A message comes back in the same piece as the answer that it was sent: some moments later, nothing waits.
      onMessage: async (text) => {
        heard.push(text);
        const [what, moments] = text.split(' ');
        for (let i = 0; i < Number(moments); i++) await null;
        if (what === 'first') channel.send(`second ${moments}`);
      },
      onGap: () => {},
      onTrouble: () => {},
      random: () => 0,
    });
    await channel.start();
    for (let moments = 0; moments < 12; moments++) {
      channel.send(`first ${moments}`);
      for (let i = 0; i < 100 && heard.at(-1) !== `second ${moments}`; i++) await delay(10);
      assert.equal(heard.at(-1), `second ${moments}`);
    }
    await channel.stop();
    await fresh.remove();
  });
});

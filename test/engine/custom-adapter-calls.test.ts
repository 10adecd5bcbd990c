import assert from 'node:assert/strict';
import { CustomAdapterCalls } from '../../src/engine/custom-adapter-calls.js';
import type { RunState } from '../../src/engine/run-state.js';

describe('CustomAdapterCalls', () => {
  it('keeps nothing of a system that there is not: a run could fill its thread with names that it makes up', async () => {
    const asked: string[] = [];
    const settings = async (system: string) => {
      asked.push(system);
      return 'no such system' as const;
    };
    const calls = new CustomAdapterCalls({ host: { settings }, checkStop() {} } as unknown as RunState);
    const request = { service_name: null, payload: {}, sub_requests: {} };
    for (let call = 0; call < 2; call++) {
      const { success, messages } = await calls.execute('MADE_UP', request, null);
      assert.equal(success, false);
      assert.match(messages[0]?.text ?? '', /for MADE_UP: there is no such system/);
    }
    assert.deepEqual(asked, ['MADE_UP', 'MADE_UP']);
  });
});

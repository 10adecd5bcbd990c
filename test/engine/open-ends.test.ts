import assert from 'node:assert/strict';
import { OpenEnds } from '../../src/engine/open-ends.js';
import type { RunEnd } from '../../src/queries/runs.js';

const END = { status: 'success', milliseconds: 1 } as RunEnd;

describe('open ends', () => {
  function ends(refused: number) {
    const taken: number[] = [];
    const logged: unknown[] = [];
    let left = refused;
    const runs = {
      finish: async (runId: number) => {
        if (left-- > 0) throw new Error('the disk is full');
        taken.push(runId);
      },
    };
    return { open: new OpenEnds(runs, { info: (about: unknown) => void logged.push(about) }), taken, logged };
  }

  it('are offered again when the process is told to stop', async () => {
    const { open, taken, logged } = ends(0);
    open.add(7, END);
    open.add(8, END);
    assert.deepEqual(taken, [], 'not at once: the database has just refused');
    await open.stop();
    assert.deepEqual(
      [taken, logged],
      [
        [7, 8],
        [{ run_history_id: 7 }, { run_history_id: 8 }],
      ],
    );
    await open.stop();
    assert.deepEqual(taken, [7, 8], 'and no more once they are taken');
  });

  it('do not keep a process from stopping', async () => {
    const { open, taken } = ends(1);
    open.add(7, END);
    await open.stop();
    assert.deepEqual(taken, []);
  });
});

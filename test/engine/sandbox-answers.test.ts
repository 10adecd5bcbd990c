import assert from 'node:assert/strict';
import { type Analysed, readFormula } from '../../src/engine/formula.js';
import { DEFAULT_LIMITS } from '../../src/engine/limits.js';
import { Sandbox } from '../../src/engine/sandbox.js';

const DEEP = JSON.parse('['.repeat(11) + ']'.repeat(11));

const place = { kind: 'integration', id: 1, field: 'before_hook', title: 'integration' } as const;
const formula = (source: string) => ({ ...readFormula(source), place }) as Analysed;

describe('a sandbox that is answered', () => {
  it('goes on when several answers come at once that it cannot take', async () => {
    const sandbox = await Sandbox.create(
      { ...DEFAULT_LIMITS, nesting: 10 },
      { stopped: () => false, busySince() {}, formulaSince() {} },
      {
        ask: async (_, given) => ((given as { system: string }).system === 'DEEP' ? DEEP : 1),
        tell() {},
        file() {},
        now: Date.now,
      },
    );
    await sandbox.define([
      formula("await Promise.all([1, 2].map(() => calladapter('DEEP')))"),
      formula("await calladapter('FLAT')"),
    ]);
    await assert.rejects(sandbox.call('hook', 0), /may be nested 10 deep/);
    await sandbox.call('reset');
    await sandbox.call('hook', 1);
    sandbox.dispose();
  });
});

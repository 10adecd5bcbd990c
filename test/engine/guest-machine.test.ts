import assert from 'node:assert/strict';
import { readFormula } from '../../src/engine/formula.js';
import { GuestMachine } from '../../src/engine/guest-machine.js';
import { CUSTOM_ADAPTER, FORMULAS, type GuestProgram } from '../../src/engine/guest-program.js';
import { DEFAULT_LIMITS } from '../../src/engine/limits.js';
import { Sandbox } from '../../src/engine/sandbox.js';

const MARK = 'what-nobody-else-may-find';
const signals = { stopped: () => false, busySince() {}, formulaSince() {} };
const host = { ask: async () => null, tell() {}, file: () => null, now: Date.now };
const place = { kind: 'integration', id: 1, field: 'before_hook', title: 'integration' } as const;

/** Runs a formula in a machine of its own, and answers with what it has put into the output. */
async function run(source: string): Promise<unknown> {
  const sandbox = await Sandbox.create(DEFAULT_LIMITS, signals, host);
  const read = readFormula(source);
  assert(!('message' in read));
  try {
    await sandbox.call('setUp', { facts: {}, names: { output: {} }, valueMappingSets: [] });
    await sandbox.define([{ ...read, place }]);
    await sandbox.call('hook', 0);
    const [json] = (await sandbox.call('output')) as [string];
    return JSON.parse(json).payload;
  } finally {
    sandbox.dispose();
  }
}

/** The machine that is next in line, and its memory. */
async function inspected(program: GuestProgram): Promise<{ machine: GuestMachine; bytes: Buffer }> {
  const { machine } = await GuestMachine.take(program, {} as never);
  return { machine, bytes: Buffer.from((machine.instance.getWasmMemory() as { buffer: ArrayBuffer }).buffer) };
}

describe('a machine for formulas', () => {
  it('is byte for byte as it was before, whatever was done in it', async () => {
    const { machine, bytes } = await inspected(FORMULAS);
    const before = Buffer.from(bytes);
    machine.giveBack();
    await run(
      `const list = []; for (let i = 0; i < 5000; i++) list.push('${MARK}' + i);
       globalThis.mine = list; output.payload = list.join().length; const deep = (n) => n && 1 + deep(n - 1); deep(100)`,
    );
    const left = Buffer.from((machine.instance.getWasmMemory() as { buffer: ArrayBuffer }).buffer);
    assert(left.includes(MARK), 'the formula ran in another machine than the one that is looked at');
    const again = await inspected(FORMULAS);
    assert.equal(again.machine, machine);
    assert(again.bytes.equals(before));
    again.machine.giveBack();
  });

  it('has nothing of one program left when it runs another', async () => {
    await run(`output.payload = '${MARK}'`);
    const { machine, bytes } = await inspected(CUSTOM_ADAPTER);
    assert(!bytes.includes(MARK));
    machine.giveBack();
  });

  it('is as empty when its memory has grown', async () => {
    const { machine } = await inspected(FORMULAS);
    machine.giveBack();
    const grows = `const all = []; for (let i = 0; i < 60; i++) all.push('${MARK}'.repeat(4000) + i); output.payload = all.length`;
    assert.equal(await run(grows), 60);
    const again = await inspected(FORMULAS);
    assert.equal(again.machine, machine);
    assert(again.bytes.length > 16 * 1024 * 1024);
    assert(!again.bytes.includes(MARK));
    again.machine.giveBack();
  });

  it('is not used again when its memory has grown by much', async () => {
    const { machine } = await inspected(FORMULAS);
    machine.giveBack();
    await run('output.payload = new Uint8Array(40_000_000).length');
    const { machine: next } = await inspected(FORMULAS);
    assert.notEqual(next, machine);
    next.giveBack();
  });

  it('draws other numbers than it did before', async () => {
    const drawn = new Set<number>();
    for (let i = 0; i < 20; i++) {
      const numbers = (await run('output.payload = Array.from({ length: 300 }, Math.random)')) as number[];
      for (const number of numbers) {
        assert(number >= 0 && number < 1);
        drawn.add(number);
      }
    }
    assert.equal(drawn.size, 20 * 300);
  });
});

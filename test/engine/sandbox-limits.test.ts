import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import type { Limits } from '../../src/engine/limits.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { type Running, runningOn } from './running.js';

const hook = (before_hook: string): WriteRequest => ({ integration: { before_hook } });
const ECHO = { system: 'ECHO', formula_variable: 'e' };

const reached: [limit: keyof Limits, { given: [Partial<Limits>, WriteRequest]; want: RegExp }][] = [
  ['formulaMs', { given: [{ formulaMs: 100 }, hook('for (;;);')], want: /computes for more than 100 ms/ }],
  [
    'runMs',
    {
      given: [{ runMs: 500 }, { ...hook(''), servicerequests: [{ ...ECHO, call_for_each: '[...Array(5e4).keys()]' }] }],
      want: /The run took longer than 0.5 s and was stopped/,
    },
  ],
  [
    'memory',
    {
      given: [{ memory: 8 << 20 }, hook('keep({ a: new Uint8Array(9e6) })')],
      want: /more than 8388608 bytes of memory/,
    },
  ],
  ['stack', { given: [{ stack: 64 << 10 }, hook('const f = () => f(); f()')], want: /calls itself too deeply/ }],
  [
    'result',
    {
      given: [
        { result: 5_000 },
        { servicerequests: [{ ...ECHO, fieldmappings: [{ field: 'x', value: "'x'.repeat(5e3)" }] }] },
      ],
      want: /has \d+ bytes as JSON; 5000 are allowed/,
    },
  ],
  [
    'nesting',
    {
      given: [{ nesting: 10 }, hook("output.payload = JSON.parse('['.repeat(11) + ']'.repeat(11))")],
      want: /may be nested 10 deep/,
    },
  ],
  [
    'items',
    {
      given: [{ items: 10 }, { servicerequests: [{ ...ECHO, call_for_each: 'new Set(Array(11).keys())' }] }],
      want: /gives more than 10 items/,
    },
  ],
  [
    'files',
    {
      given: [{ files: 10 }, hook("open_glyuefile('a', 'w').write('x'.repeat(11))")],
      want: /files of a run may have 10 bytes together/,
    },
  ],
  [
    'fileCount',
    {
      given: [{ fileCount: 2 }, hook("for (const name of 'abc') open_glyuefile(name, 'w').close()")],
      want: /a run may have 2 files/,
    },
  ],
];

describe('the limits of a run', function limits() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let db: Knex;
  const worlds: Running[] = [];
  const worldWith = async (limits: Partial<Limits>) => {
    const world = await runningOn(db, { limits, log: pino({ level: 'silent' }) });
    worlds.push(world);
    return world;
  };
  beforeEach(async () => {
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
  });
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.stop();
    await db.destroy();
    await fresh.remove();
  });

  for (const [name, { given, want }] of reached) {
    it(`${name} ends it`, async () => {
      const world = await worldWith(given[0]);
      const ran = await world.run(given[1]);
      assert.equal(ran.status, 'failure');
      assert.match(ran.error?.message ?? '', want);
      assert.equal(ran.steps[0]?.type, 'INPUT');
      assert.equal(ran.steps.at(-1)?.type, 'OUTPUT');
      assert.equal((await world.run(hook('output.payload = 1'))).output.payload, 1);
    });
  }

  it('steps cuts its history short, and not the run', async () => {
    const ran = await (await worldWith({ steps: 5 })).run(hook('for (let i = 0; i < 10; i++) debug(i)'));
    assert.equal(ran.status, 'success');
    assert.match(ran.historyProblem ?? '', /Only the first 5 steps were recorded/);
    assert.equal(ran.steps.at(-1)?.type, 'OUTPUT');
    assert.ok(ran.steps.length <= 7);
  });

  it('storedRun keeps what the steps carry up to it, and says so', async () => {
    const ran = await (await worldWith({ storedRun: 3_000 })).run(
      hook("for (let i = 0; i < 5; i++) debug('x'.repeat(1000))"),
    );
    assert.equal(ran.status, 'success');
    assert.match(ran.historyProblem ?? '', /up to 3000 bytes/);
    assert.deepEqual(
      ran.steps.filter(({ type }) => type === 'DEBUG').map(({ content }) => typeof content),
      ['string', 'string', 'object', 'object', 'object'],
    );
  });

  it('storedPart keeps the beginning of what is too large', async () => {
    const ran = await (await worldWith({ storedPart: 100 })).run(hook("debug('x'.repeat(1000))"));
    const step = ran.steps.find(({ type }) => type === 'DEBUG');
    assert.deepEqual({ ...step?.content, beginning: 0 }, { truncated: true, size: 1002, beginning: 0 });
  });

  it('depth ends integrations that call one another', async () => {
    const world = await worldWith({ depth: 3 });
    const id = await world.make(hook('output.payload = (await callint(input.payload, input.payload)).payload'));
    const ran = await world.execute(id, world.name);
    assert.equal(ran.output.payload, 'Error');
    const failures = await db('run_items').where({ type: 'FAILURE' }).select('messages');
    assert.ok(failures.some(({ messages }) => /more than 3 deep/.test(messages)));
  });

  it('give others in the thread their turn while one run computes formula after formula', async () => {
    const world = await worldWith({ runMs: 8_000 });
    const busy = world.run({
      servicerequests: [
        {
          ...ECHO,
          fieldmappings: [
            {
              field: 'x',
              value: '{ let n = 0; for (let i = 0; i < 1e5; i++) n += i; return n }',
              include_for_each: '[...Array(1e5).keys()]',
            },
          ],
        },
      ],
    });
    await wait(500);
    const others = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const id = await world.make(hook('output.payload = 1'));
        return world.execute(id);
      }),
    );
    assert.deepEqual(
      others.filter(({ output, milliseconds }) => output.payload !== 1 || milliseconds > 5_000),
      [],
    );
    assert.match((await busy).error?.message ?? '', /took longer than 8 s|was stopped/);
  });

  it('end a thread whose formula cannot be interrupted, with a clear failure, and others go on', async () => {
    const world = await worldWith({ formulaMs: 100 });
    const stuck = await world.make(hook("new Array(4e9).join('')"));
    const ran = await world.execute(stuck);
    assert.equal(ran.status, 'failure');
    assert.equal(ran.error?.type, 'limit_exceeded');
    assert.match(ran.error?.message ?? '', /took more than a run may, and was ended/);
    assert.equal(ran.steps.at(-1)?.type, 'OUTPUT');
    const row = await db('runs').where({ id: ran.runHistoryId }).first();
    assert.equal(row.status, 'failure');
    assert.equal((await world.run(hook('output.payload = 1'))).output.payload, 1);
  });
});

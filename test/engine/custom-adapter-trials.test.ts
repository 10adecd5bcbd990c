import assert from 'node:assert/strict';
import { pino } from 'pino';
import { CustomAdapterTrials, type TrialsOptions } from '../../src/engine/custom-adapter-trials.js';
import { DEFAULT_LIMITS } from '../../src/engine/limits.js';
import { RunPool } from '../../src/engine/run-pool.js';
import { RunRefused } from '../../src/engine/runner.js';
import { httpStub, type Stub } from '../adapters/stub.js';
import { executing } from './custom-adapter-scene.js';

const validating = (statements: string) =>
  `class CustomAdapter extends BaseAdapter {\n  execute() {}\n  async validate_config() {\n${statements}\n  }\n}`;

const SCHEMA = { url: 'string', key: 'encrypted_string' };
const KEY = 'a-key-that-is-secret';

const trials: [name: string, { given: string; want: RegExp | null }][] = [
  ['no validate_config', { given: executing(''), want: null }],
  [
    'a constructor that fails, without validate_config',
    {
      given: "class CustomAdapter { constructor() { throw new Error('no') } execute() {} }",
      want: /^no \(line 1, column \d+\)$/,
    },
  ],
  ['one that says nothing', { given: validating(''), want: null }],
  [
    'one that asks the system',
    {
      given: validating(
        "    const a = await http({ url: this.config.url }); if (a.text() !== 'hello') throw new Error('who is there?')",
      ),
      want: null,
    },
  ],
  [
    'one that fails',
    {
      given: validating("    throw new Error('base_url is no address.')"),
      want: /^base_url is no address \(line 4, column \d+\)$/,
    },
  ],
  [
    'one that tells a secret',
    { given: validating('    throw new Error(`${this.config.key} is wrong`)'), want: /^XXXXXXXXXXXX is wrong/ },
  ],
  [
    'a refused address',
    {
      given: validating("    await http({ url: 'http://10.0.0.1' })"),
      want: /^HttpError: The host 10\.0\.0\.1 is refused/,
    },
  ],
  ['one that is no function', { given: 'class CustomAdapter { execute() {} validate_config = 1 }', want: null }],
  ['bad code', { given: 'class CustomAdapter {', want: /^Failed to compile custom adapter code: line 1, column 22/ }],
  [
    'no class',
    {
      given: '',
      want: /^Failed to compile custom adapter code: Custom adapter code must define a class named 'CustomAdapter'\.$/,
    },
  ],
  [
    'an error before the class',
    { given: `null.x;\n${executing('')}`, want: /^Failed to compile custom adapter code: TypeError/ },
  ],
  ['a loop', { given: validating('    for (;;);'), want: /computes for more than 200 ms/ }],
  ['a loop by promises', { given: validating('    for (;;) await null;'), want: /computes for more than 200 ms/ }],
  ['memory', { given: validating('    new Uint8Array(4e7)'), want: /memory/ }],
  [
    'what never ends',
    { given: validating('    await new Promise(() => {})'), want: /awaits something that never comes/ },
  ],
];

describe('CustomAdapterTrials', function tryingOut() {
  this.timeout(30_000);
  let server: Stub;
  let pool: RunPool;
  let options: TrialsOptions;
  let all: CustomAdapterTrials;
  let url: string;
  const never = new AbortController().signal;
  before(async () => {
    server = await httpStub((request, response) => void (request.url === '/never' || response.end('hello')));
    url = `http://localhost:${server.port}`;
    pool = new RunPool();
    const limits = { ...DEFAULT_LIMITS, formulaMs: 200, memory: 32 << 20 };
    const log = pino({ level: 'silent' });
    options = { pool, log, allowedHosts: ['localhost'], limits };
    all = new CustomAdapterTrials(options);
  });
  after(async () => {
    await pool.close();
    await server.close();
  });
  const trying = (code: string, signal = never) => all.try({ code, schema: SCHEMA, config: { url, key: KEY } }, signal);

  for (const [name, { given, want }] of trials) {
    it(name, async () => {
      const problem = await trying(given);
      if (want === null) assert.equal(problem, null);
      else assert.match(String(problem), want);
    });
  }

  it('end when they have taken too long', async () => {
    const quick = new CustomAdapterTrials({ ...options, timeoutMs: 100 });
    const code = validating("    await http({ url: this.config.url + '/never' })");
    const problem = await quick.try({ code, schema: SCHEMA, config: { url, key: KEY } }, never);
    assert.equal(problem, 'It took longer than 0.1 s, and was stopped.');
  });

  it('end with their signal', async () => {
    const stop = new AbortController();
    const trial = trying(validating("    await http({ url: this.config.url + '/never' })"), stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(trial, /enough/);
    await assert.rejects(trying(executing(''), stop.signal), /enough/);
  });

  it('end with the gateway', async () => {
    const trial = trying(validating("    await http({ url: this.config.url + '/never' })"));
    all.stop();
    await assert.rejects(trial, RunRefused);
    await assert.rejects(trying(executing('')), RunRefused);
  });
});

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { type Gauges, Metrics } from '../../src/ops/metrics.js';

describe('Metrics', () => {
  const gauges: Gauges = {
    runsInProgress: () => 3,
    connections: () => ({ used: 2, free: 1, waiting: 0 }),
    queueDepth: async () => 7,
  };
  const opened: Metrics[] = [];
  const open = (given: Partial<Gauges> = {}) => {
    const options = { tools: ['list_integrations', 'django_admin'], version: '1.2.3' };
    const metrics = new Metrics({ ...options, gauges: { ...gauges, ...given } });
    opened.push(metrics);
    return metrics;
  };
  afterEach(() => {
    for (const metrics of opened.splice(0)) metrics.stop();
  });

  /** The series of one name, each as it stands on the page. */
  const seriesOf = async (metrics: Metrics, name: string) =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

  const calls: [string, { given: [tool: string, action: string | null, outcome: string]; want: string }][] = [
    ['a call', { given: ['list_integrations', null, 'ok'], want: '{tool="list_integrations",action="",outcome="ok"}' }],
    [
      'an action',
      { given: ['django_admin', 'list', 'not_found'], want: '{tool="django_admin",action="list",outcome="not_found"}' },
    ],
    [
      'an outcome that is no code',
      { given: ['django_admin', 'list', 'Mine, 17'], want: '{tool="django_admin",action="list",outcome="other"}' },
    ],
    ['a tool of a user', { given: ['new_customer', 'x', 'ok'], want: '{tool="user_tool",action="",outcome="ok"}' }],
    [
      'a tool that there is not',
      { given: ['rm -rf', null, 'unknown_tool'], want: '{tool="unknown",action="",outcome="unknown_tool"}' },
    ],
  ];
  for (const [name, { given, want }] of calls) {
    it(`counts ${name}`, async () => {
      const metrics = open();
      const [tool, action, outcome] = given;
      for (let i = 0; i < 2; i++) metrics.call({ tool, action, outcome, milliseconds: 30 });
      assert.deepEqual(await seriesOf(metrics, 'gateway_tool_calls_total'), [`gateway_tool_calls_total${want} 2`]);
    });
  }

  it('has no more series for a thousand names than for one', async () => {
    const metrics = open();
    for (let i = 0; i < 1_000; i++) {
      metrics.call({ tool: `tool ${i}`, action: `${i}`, outcome: `outcome ${i}`, milliseconds: i });
    }
    assert.equal((await seriesOf(metrics, 'gateway_tool_calls_total')).length, 1);
    assert.equal((await seriesOf(metrics, 'gateway_tool_call_duration_seconds_count')).length, 1);
  });

  it('has series for a hundred outcomes, and one for the others', async () => {
    const metrics = open();
    for (let i = 0; i < 200; i++) {
      const outcome = `outcome_${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`;
      metrics.call({ tool: 'list_integrations', action: null, outcome, milliseconds: 1 });
    }
    const series = await seriesOf(metrics, 'gateway_tool_calls_total');
    assert.equal(series.length, 101);
    assert(series.some((line) => line.endsWith('outcome="other"} 100')));
  });

  it('sorts calls by how long they took, in seconds', async () => {
    const metrics = open();
    for (const milliseconds of [0.5, 30, 2_000]) {
      metrics.call({ tool: 'list_integrations', action: null, outcome: 'ok', milliseconds });
    }
    const text = await metrics.text();
    assert.match(text, /gateway_tool_call_duration_seconds_bucket\{le="0.001",tool="list_integrations"\} 1\n/);
    assert.match(text, /gateway_tool_call_duration_seconds_bucket\{le="0.05",tool="list_integrations"\} 2\n/);
    assert.match(text, /gateway_tool_call_duration_seconds_sum\{tool="list_integrations"\} 2.0305\n/);
  });

  it('counts runs', async () => {
    const metrics = open();
    metrics.run({ status: 'success', startedBy: 'mcp', milliseconds: 20 });
    metrics.run({ status: 'failure', startedBy: 'http', milliseconds: 700_000 });
    assert.deepEqual(await seriesOf(metrics, 'gateway_runs_total'), [
      'gateway_runs_total{status="success",started_by="mcp"} 1',
      'gateway_runs_total{status="failure",started_by="http"} 1',
    ]);
    assert.match(await metrics.text(), /gateway_run_duration_seconds_bucket\{le="600",status="failure"\} 0\n/);
  });

  it('asks for what is so now', async () => {
    const metrics = open();
    assert.deepEqual(await seriesOf(metrics, 'gateway_runs_in_progress'), ['gateway_runs_in_progress 3']);
    assert.deepEqual(await seriesOf(metrics, 'gateway_queue_depth'), ['gateway_queue_depth 7']);
    assert.deepEqual(await seriesOf(metrics, 'gateway_info'), ['gateway_info{version="1.2.3"} 1']);
    assert.deepEqual(await seriesOf(metrics, 'gateway_database_pool_connections'), [
      'gateway_database_pool_connections{state="used"} 2',
      'gateway_database_pool_connections{state="free"} 1',
      'gateway_database_pool_connections{state="waiting"} 0',
    ]);
  });

  it('leaves out what cannot be known now, and tells the rest', async () => {
    let works = true;
    const metrics = open({
      queueDepth: async () => {
        if (works) return 7;
        throw new Error('no database');
      },
    });
    assert.equal((await seriesOf(metrics, 'gateway_queue_depth')).length, 1);
    works = false;
    assert.deepEqual(await seriesOf(metrics, 'gateway_queue_depth'), []);
    assert.equal((await seriesOf(metrics, 'gateway_runs_in_progress')).length, 1);
  });

  it('says by how much the event loop was late', async () => {
    const metrics = open();
    await delay(50);
    const until = performance.now() + 200;
    while (performance.now() < until);
    await delay(20);
    const latest = async () => {
      const [line = ''] = (await seriesOf(metrics, 'gateway_event_loop_delay_seconds')).filter((one) =>
        /"1"/.test(one),
      );
      return Number(line.split(' ').at(-1));
    };
    const late = await latest();
    assert(late > 0.15 && late < 5, `${late}`);
    await delay(50);
    assert((await latest()) < late);
  });

  it('tells of the process', async () => {
    const text = await open().text();
    for (const name of ['process_resident_memory_bytes', 'process_cpu_seconds_total', 'nodejs_heap_size_used_bytes']) {
      assert.match(text, new RegExp(`^${name} \\d`, 'm'));
    }
  });
});

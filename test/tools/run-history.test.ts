import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import type { Tools } from '../../generated/contract.js';
import { onEachDatabase } from '../database/harness.js';
import { step, storeRun } from '../queries/run-scene.js';
import { type Scene, sceneOn } from '../queries/scene.js';
import { callTool } from './calling.js';

describe('the run history tools', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let loans: number;
    before(async () => {
      scene = await sceneOn(await open());
      loans = await scene.create('Loans');
    });
    const call = (name: keyof Tools, args: Record<string, unknown>) => callTool(scene, name, args);
    const itemsOf = async (id: number) => (await scene.queries.runHistory.items(id, 0, 10)).map((item) => item.id);

    const request = step('REQUEST', {
      label: 'get_customer',
      failed: true,
      request: '{"service_name":"n/a","payload":{"url_path":"/customers/4711"},"sub_requests":{}}',
      response: '{"success":false,"payload":{"error":"no such customer"},"messages":[]}',
      messages: '[{"type":"error","text":"404"}]',
      component_kind: 'servicerequest',
      component_id: 12,
    });
    const failed = () =>
      storeRun(scene, loans, {
        end: 'failure',
        labels: ['customer:4711'],
        steps: [
          step('INPUT', { content: '{"payload":{}}' }),
          request,
          step('FAILURE', { stack_trace: 'Error\n at 1' }),
        ],
      });

    it('show a run with its steps', async () => {
      const id = await failed();
      const { run, items, ...rest } = await call('get_run_history', { run_history_id: id });
      deepEqual(rest, {});
      const { size, ...shown } = run;
      deepEqual(shown, {
        run_history_id: id,
        integration: { id: loans, path_name: 'Loans' },
        status: 'failure',
        started_at: '2026-11-22T09:30:00.000Z',
        finished_at: '2026-11-22T09:30:01.000Z',
        milliseconds: 1000,
        user: 'ann',
        started_by: 'mcp',
        output_status: 500,
        error_type: 'ended',
        error_message: 'It ended.',
        payloads_stored: true,
        input_masked: false,
        items: 3,
        labels: ['customer:4711'],
      });
      equal(
        size,
        items.reduce((sum: number, item: { size: number }) => sum + item.size, 0),
      );
      deepEqual(
        { ...items[1], id: 0, size: 0 },
        {
          id: 0,
          sequence: 2,
          type: 'REQUEST',
          label: 'get_customer',
          at: '2026-11-22T09:30:00.000Z',
          milliseconds: 1.5,
          failed: true,
          size: 0,
          component_type: 'servicerequest',
          component_id: 12,
          request: { service_name: 'n/a', payload: { url_path: '/customers/4711' }, sub_requests: {} },
          response: { success: false, payload: { error: 'no such customer' }, messages: [] },
          messages: [{ type: 'error', text: '404' }],
        },
      );
      equal(items[2].stack_trace, 'Error\n at 1');
    });

    it('leave out of a run what is not wanted', async () => {
      const id = await failed();
      const bare = await call('get_run_history', { run_history_id: id, include_items: false, include_labels: false });
      deepEqual([Object.keys(bare), 'labels' in bare.run], [['run'], false]);
      const { items } = await call('get_run_history', { run_history_id: id, include_messages: false });
      ok(items.every((item: object) => !('messages' in item)));
      deepEqual(items[1].response.messages, []);
    });

    it('list the steps of a large run with their sizes, and say how to read them', async () => {
      const large = Array.from({ length: 10 }, (_, i) =>
        step('INFO', { content: JSON.stringify('x'.repeat(10_000 * (i + 2))) }),
      );
      const id = await storeRun(scene, loans, { steps: [...large, ...large] });
      const { items, size_error } = await call('get_run_history', { run_history_id: id });
      equal(items.length, 20);
      ok(items.every((item: object) => !('content' in item)));
      deepEqual([items[1].size, size_error.limit], [30_002, 900 * 1024]);
      ok(size_error.size > 900 * 1024);
      match(size_error.message, /get_run_history_item.*The largest: INFO \d+ \(110002 bytes\)/);
    });

    it('never answer with more than they may: what grows when it is written is seen', async () => {
      const steps = [step('FAILURE', { stack_trace: '\u0001'.repeat(300_000) })];
      const id = await storeRun(scene, loans, { steps });
      const { items, size_error } = await call('get_run_history', { run_history_id: id });
      ok(size_error && !('stack_trace' in items[0]));
    });

    it('go on behind the last step that was shown', async () => {
      const id = await storeRun(scene, loans, { steps: Array.from({ length: 2_100 }, () => step('INFO')) });
      const first = await call('get_run_history', { run_history_id: id });
      deepEqual([first.items.length, first.next_after_sequence], [2_000, 2_000]);
      const rest = await call('get_run_history', { run_history_id: id, after_sequence: 2_000 });
      deepEqual([rest.items.length, rest.items[0].sequence, rest.next_after_sequence], [100, 2_001, undefined]);
    });

    it('show a step', async () => {
      const id = await failed();
      const [, item_id] = await itemsOf(id);
      const { run_history_id, item } = await call('get_run_history_item', { item_id });
      deepEqual([run_history_id, item.id, item.request.payload], [id, item_id, { url_path: '/customers/4711' }]);
    });

    it('say of a step that is too large how to search in it, and search in it', async () => {
      const content = JSON.stringify({ blob: 'x'.repeat(1_000_000), name: 'needle' });
      const id = await storeRun(scene, loans, { steps: [step('DEBUG', { content })] });
      const [item_id] = await itemsOf(id);
      const { item, size_error } = await call('get_run_history_item', { item_id });
      equal('content' in item, false);
      ok(size_error.size > 1_000_000 && /search/.test(size_error.message));
      const found = await call('get_run_history_item', { item_id, search: '.content.name', search_type: 'jq' });
      deepEqual(found.matches, [{ item_id, item_type: 'DEBUG', value: 'needle' }]);
      const line = await call('get_run_history_item', { item_id, search: 'NEEDLE', case_sensitive: false });
      deepEqual(
        [line.matches[0].part, line.matches[0].match, line.search_report],
        ['content', 'needle', { items_searched: 1, complete: true }],
      );
    });

    it('search in a run', async () => {
      const id = await failed();
      const [, request] = await itemsOf(id);
      const query = { run_history_id: id, search: '.request.payload.url_path', search_type: 'jq' };
      deepEqual(await call('get_run_history_item', query), {
        run_history_id: id,
        matches: [{ item_id: request, item_type: 'REQUEST', value: '/customers/4711' }],
        search_report: { items_searched: 3, complete: true },
      });
      const { matches } = await call('get_run_history_item', { run_history_id: id, search: 'no such|at \\d' });
      deepEqual(
        matches.map(({ item_type, part, match }: Record<string, unknown>) => [item_type, part, match]),
        [
          ['REQUEST', 'response', 'no such'],
          ['FAILURE', 'stack_trace', 'at 1'],
        ],
      );
    });

    it('search in more steps than are read at once, to the limit of matches', async () => {
      const id = await storeRun(scene, loans, {
        steps: Array.from({ length: 450 }, () => step('INFO', { content: '{"a":1}' })),
      });
      const few = { run_history_id: id, search: 'select(.sequence % 100 == 50) | .sequence', search_type: 'jq' };
      const { matches, search_report } = await call('get_run_history_item', few);
      deepEqual(
        matches.map(({ value }: { value: number }) => value),
        [50, 150, 250, 350, 450],
      );
      deepEqual(search_report, { items_searched: 450, complete: true });
      const many = await call('get_run_history_item', { run_history_id: id, search: '"a"' });
      deepEqual([many.matches.length, many.search_report.stopped_by], [100, 'matches']);
    });

    it('find runs', async () => {
      const other = await scene.create('Found');
      const id = await storeRun(scene, other, { steps: [request], started_at: '2026-11-23T01:00:00.000Z' });
      const answer = await call('search_run_histories', {
        integration_names: ['Found'],
        start_date: '2026-11-23T02:00:00+01:00',
        end_date: '2026-11-23',
        text: 'no such customer',
      });
      const [item] = await itemsOf(id);
      deepEqual(
        answer.records.map((run: Record<string, unknown>) => [run.run_history_id, run.matching_item_ids]),
        [[id, [item]]],
      );
      deepEqual(answer.search_report, { words: ['no', 'such', 'customer'], items_checked: 1, items_matching: 1 });
      deepEqual([answer.record_count, answer.more_than, answer.records_per_page], [1, false, 50]);
      const before = await call('search_run_histories', { integration_names: ['Found'], end_date: '2026-11-22' });
      deepEqual([before.records, 'search_report' in before], [[], false]);
    });

    const refused: [string, { given: Parameters<typeof call>; want: [code: string, message: RegExp] }][] = [
      [
        'a date that is none',
        { given: ['search_run_histories', { start_date: 'x' }], want: ['invalid_arguments', /^start_date/] },
      ],
      [
        'an end that is none',
        { given: ['search_run_histories', { end_date: '2026-13-01' }], want: ['invalid_arguments', /^end_date/] },
      ],
      [
        'an integration that is not there',
        { given: ['search_run_histories', { integration_names: ['x'] }], want: ['not_found', /"x"/] },
      ],
      [
        'a run that is gone',
        { given: ['get_run_history', { run_history_id: 999_999 }], want: ['not_found', /999999/] },
      ],
      ['a step that is gone', { given: ['get_run_history_item', { item_id: 999_999 }], want: ['not_found', /999999/] }],
      [
        'to search in one that is gone',
        { given: ['get_run_history_item', { item_id: 999_999, search: 'a' }], want: ['not_found', /999999/] },
      ],
      [
        'a whole run as an item',
        { given: ['get_run_history_item', { run_history_id: 1 }], want: ['invalid_arguments', /^search: needed/] },
      ],
      [
        'a pattern that is none',
        {
          given: ['get_run_history_item', { run_history_id: 1, search: '(' }],
          want: ['bad_pattern', /missing closing/],
        },
      ],
      [
        'a program that is none',
        {
          given: ['get_run_history_item', { run_history_id: 1, search: '.a |', search_type: 'jq' }],
          want: ['bad_jq', /syntax error/],
        },
      ],
    ];
    for (const [name, { given, want }] of refused) {
      it(`refuse ${name}`, () => rejects(call(...given), { code: want[0], message: want[1] }));
    }
  });
});

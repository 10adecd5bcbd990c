import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import type { FullRunItem } from '../../src/queries/run-history.js';
import { SEARCH_LIMITS, type SearchLimits, type SearchQuery, searchItems } from '../../src/tools/item-search.js';

const item = (id: number, parts: Partial<FullRunItem> = {}): FullRunItem => ({
  id,
  run_id: 1,
  sequence: id,
  type: 'REQUEST',
  label: null,
  at: '2026-11-22T09:30:00.000Z',
  milliseconds: 1,
  failed: false,
  bytes: 100,
  component_kind: null,
  component_id: null,
  component_field: null,
  request: null,
  response: null,
  content: null,
  stack_trace: null,
  messages: null,
  ...parts,
});

async function* batches(...given: FullRunItem[][]) {
  yield* given;
}

const regex = (pattern: string, caseSensitive = true): SearchQuery => ({ type: 'regex', pattern, caseSensitive });
const jq = (program: string): SearchQuery => ({ type: 'jq', program });
const run = (query: SearchQuery, items: FullRunItem[], limits: Partial<SearchLimits> = {}, signal?: AbortSignal) =>
  searchItems(query, batches(items), signal ?? new AbortController().signal, { ...SEARCH_LIMITS, ...limits });

const people = item(1, {
  label: 'people',
  response: JSON.stringify({ success: true, payload: { results: [{ name: 'Marte' }, { name: 'Lars\nHansen' }] } }),
});
const failing = item(2, { type: 'FAILURE', stack_trace: 'Error: no\n  at line 3', content: 'no JSON {' });

describe('searchItems', function () {
  this.timeout(20_000);

  const found: [string, { given: SearchQuery; want: unknown[] }][] = [
    ['a line', { given: regex('Mar.e'), want: [[1, 'REQUEST', 'response', 6, 'Marte', '        "name": "Marte"']] }],
    ['in any case', { given: regex('PEOPLE', false), want: [[1, 'REQUEST', 'label', 1, 'people', 'people']] }],
    [
      'in a stack trace',
      { given: regex('line \\d'), want: [[2, 'FAILURE', 'stack_trace', 2, 'line 3', '  at line 3']] },
    ],
    ['what is no JSON', { given: regex('JSON'), want: [[2, 'FAILURE', 'content', 1, 'JSON', 'no JSON {']] }],
    ['no empty match', { given: regex('x*'), want: [] }],
    [
      'the results of a program',
      {
        given: jq('.response.payload.results[].name'),
        want: [
          [1, 'REQUEST', 'Marte'],
          [1, 'REQUEST', 'Lars\nHansen'],
        ],
      },
    ],
    [
      'objects',
      {
        given: jq('select(.failed | not) | {id, label}'),
        want: [
          [1, 'REQUEST', { id: 1, label: 'people' }],
          [2, 'FAILURE', { id: 2, label: null }],
        ],
      },
    ],
    ['a program with a comment', { given: jq('.label # the name'), want: [[1, 'REQUEST', 'people']] }],
    [
      'false, but not null',
      {
        given: jq('.failed, null'),
        want: [
          [1, 'REQUEST', false],
          [2, 'FAILURE', false],
        ],
      },
    ],
    ['what is no JSON as a text', { given: jq('.content'), want: [[2, 'FAILURE', 'no JSON {']] }],
    [
      'no environment',
      {
        given: jq('env, $ENV'),
        want: [
          [1, 'REQUEST', {}],
          [1, 'REQUEST', {}],
          [2, 'FAILURE', {}],
          [2, 'FAILURE', {}],
        ],
      },
    ],
    ['nothing where a program stops', { given: jq('halt'), want: [] }],
  ];
  for (const [name, { given, want }] of found) {
    it(`finds ${name}`, async () => {
      const { matches, stoppedBy, searched } = await run(given, [people, failing]);
      const shown = matches.map(({ item_id, item_type, part, line, match, text, value }) =>
        part === undefined ? [item_id, item_type, value] : [item_id, item_type, part, line, match, text],
      );
      deepEqual([shown, stoppedBy, searched], [want, null, 2]);
    });
  }

  const unusable: [string, { given: SearchQuery; want: RegExp }][] = [
    ['a pattern', { given: regex('('), want: /missing closing \)/ }],
    ['a program', { given: jq('.a |'), want: /^syntax error/ }],
    ['a program that wants to break out', { given: jq('.) , (1'), want: /^syntax error/ }],
    [
      'a function that there is not',
      { given: jq('nope(1)'), want: /^nope\/1 is not defined at <top-level>, line 1:$/ },
    ],
    ['an import', { given: jq('import "a" as a; .'), want: /^syntax error/ }],
    ['an end with an error', { given: jq('"x" | halt_error'), want: /^x$/ }],
  ];
  for (const [name, { given, want }] of unusable) {
    it(`says what is wrong with ${name}`, () =>
      rejects(run(given, [people]), { name: 'SearchQueryError', message: want }));
  }

  it('counts the steps that a program fails on, and says why', async () => {
    const { matches, failed, firstFailure } = await run(jq('.response.payload | keys'), [people, failing]);
    deepEqual([matches.length, failed, firstFailure], [1, 1, 'null (null) has no keys']);
  });

  it('cuts a long result, and says so', async () => {
    const { matches } = await run(jq('"x" * 30000'), [people]);
    deepEqual([matches[0]?.cut, String(matches[0]?.value).length], [true, 20_000]);
  });

  it('cuts a long line around its match', async () => {
    const [match] = (await run(regex('here'), [item(1, { content: JSON.stringify(`${'a'.repeat(9_000)}here`) })]))
      .matches;
    ok(match?.text?.startsWith('…') && match.text.length <= 502, match?.text);
  });

  for (const query of [regex('[0-9]'), jq('.content[]'), jq('repeat(1)')]) {
    it(`stops at the most matches: ${JSON.stringify(query)}`, async () => {
      const numbers = item(1, { content: JSON.stringify(Array.from({ length: 500 }, (_, i) => i % 10)) });
      const { matches, stoppedBy } = await run(query, [numbers, numbers]);
      deepEqual([matches.length, stoppedBy], [100, 'matches']);
    });
  }

  it('stops at the most output', async () => {
    const { matches, stoppedBy } = await run(
      jq('"x" * 15000, "y" * 15000'),
      [1, 2, 3, 4, 5, 6].map((id) => item(id)),
    );
    deepEqual([matches.length, stoppedBy], [5, 'matches']);
  });

  const endless: [string, SearchQuery][] = [
    ['a program without an end', jq('last(range(1e18))')],
    ['a program that recurses', jq('def f: f; f')],
    ['a program that never yields', jq('while(true; .) | empty')],
  ];
  for (const [name, query] of endless) {
    it(`ends ${name} when the time is up, and holds up nobody meanwhile`, async () => {
      let worst = 0;
      let last = performance.now();
      const watch = setInterval(() => {
        worst = Math.max(worst, performance.now() - last);
        last = performance.now();
      }, 5);
      const { stoppedBy, searched } = await run(query, [people], { time: 700 });
      clearInterval(watch);
      deepEqual([stoppedBy, searched], ['time', 0]);
      ok(worst < 400, `the main thread stood still for ${worst} ms`);
    });
  }

  it('keeps what it found before the time was up', async () => {
    const query = jq('if .id == 2 then last(range(1e18)) else .label end');
    const { signal } = new AbortController();
    const result = await searchItems(query, batches([people], [failing]), signal, { ...SEARCH_LIMITS, time: 1_500 });
    deepEqual([result.matches.length, result.searched, result.stoppedBy], [1, 1, 'time']);
  });

  it('survives a program that eats memory', async () => {
    const result = await run(jq('[range(1e9)] | length'), [people], { time: 15_000 }).catch((error) => error.name);
    ok(result === 'SearchQueryError' || ['memory', 'time'].includes(result.stoppedBy), JSON.stringify(result));
    equal((await run(jq('.label'), [people])).matches.length, 1);
  });

  it('searches so much text and no more', async () => {
    const { signal } = new AbortController();
    const large = item(1, { content: JSON.stringify('x'.repeat(1_000)), bytes: 1_002 });
    const limits = { ...SEARCH_LIMITS, size: 1_500 };
    const result = await searchItems(regex('nothing'), batches([large], [large]), signal, limits);
    deepEqual([result.searched, result.stoppedBy], [1, 'size']);
  });

  it('reads a large step', async () => {
    const content = JSON.stringify({ blob: 'x'.repeat(3_000_000), name: 'found' });
    const { matches } = await run(jq('.content.name'), [item(1, { content, bytes: content.length })]);
    deepEqual(matches[0]?.value, 'found');
  });

  it('is ended by its caller', () =>
    rejects(run(jq('last(range(1e18))'), [people], {}, AbortSignal.timeout(300)), { name: 'TimeoutError' }));

  it('lets others wait, and answers them all', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => run(jq('.label'), [people])));
    deepEqual(
      answers.map(({ matches }) => matches[0]?.value),
      Array(6).fill('people'),
    );
  });
});

import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Kind } from '../../src/queries/kind.js';
import type { Found, SearchContext } from '../../src/queries/search.js';
import type { Match } from '../../src/queries/search-line.js';
import { onEachDatabase } from '../database/harness.js';
import { type Furniture, type Scene, sceneOn } from './scene.js';

const ALL: Kind[] = [
  'integration',
  'servicerequest',
  'fieldmapping',
  'validationrule',
  'valuemappingset',
  'valuemapping',
  'mask',
];

const HOOK = ['const needle = 1', 'if (Needle) {', '  return needle + needle', '}', ''].join('\n');

describe('searchIntegration', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let its: Furniture;
    before(async () => {
      scene = await sceneOn(await open());
      its = await scene.furnish();
      scene.next();
      await scene.furnish();
      await scene.update(its.id, {
        integration: { before_hook: HOOK, swagger_request: 'x: needle', description: 'needle' },
        servicerequests: [
          {
            id: its.get,
            call_if: 'needle',
            notes: 'needle',
            formula_variable: 'needle',
            after_overall_failure_hook: 'x\r\nneedle\r\ny',
          },
        ],
        fieldmappings: [{ id: its.mapping, field: 'a.needle', value: '"😀 needle"', include_if: 'x', notes: 'needle' }],
        validationrules: [{ id: its.rule, rule: 'needle', fail_hook: 'needle' }],
        valuemappingsets: [
          { id: its.set, description: 'needle', valuemappings: [{ from_value: true, to_value: 'needle' }] },
        ],
        masks: [{ id: its.mask, field: 'needle', apply_to_each: 'needle' }],
      });
    });

    const search = (pattern: string, context: Partial<SearchContext> = {}): Promise<Found> =>
      scene.queries.components.search({
        integrationId: its.id,
        pattern,
        kinds: ALL,
        caseSensitive: true,
        contextLines: 0,
        signal: new AbortController().signal,
        ...context,
      });
    const places = (found: Found) =>
      Object.entries(found.matches).flatMap(([kind, matches]) =>
        matches.map(({ field, line, column }) => `${kind}.${field} ${line}:${column}`),
      );

    const cases: [string, { given: [pattern: string, context?: Partial<SearchContext>]; want: string[] }][] = [
      [
        'every code field, and no other',
        {
          given: ['needle'],
          want: [
            'integration.before_hook 1:7',
            'integration.before_hook 3:10',
            'integration.before_hook 3:19',
            'integration.swagger_request 1:4',
            'servicerequest.call_if 1:1',
            'servicerequest.after_overall_failure_hook 2:1',
            'fieldmapping.field 1:3',
            'fieldmapping.value 1:5',
            'validationrule.rule 1:1',
            'validationrule.fail_hook 1:1',
            'valuemapping.to_value 1:1',
            'mask.field 1:1',
            'mask.apply_to_each 1:1',
          ],
        },
      ],
      [
        'any case',
        {
          given: ['NEEDLE', { caseSensitive: false, kinds: ['integration'] }],
          want: [
            'integration.before_hook 1:7',
            'integration.before_hook 2:5',
            'integration.before_hook 3:10',
            'integration.before_hook 3:19',
            'integration.swagger_request 1:4',
          ],
        },
      ],
      [
        'some kinds',
        {
          given: ['needle', { kinds: ['mask', 'valuemapping', 'valuemappingset'] }],
          want: ['valuemapping.to_value 1:1', 'mask.field 1:1', 'mask.apply_to_each 1:1'],
        },
      ],
      [
        'the ends of lines',
        {
          given: ['^needle$', { kinds: ['servicerequest'] }],
          want: ['servicerequest.call_if 1:1', 'servicerequest.after_overall_failure_hook 2:1'],
        },
      ],
      ['flags as text', { given: ['true', { kinds: ['valuemapping'] }], want: ['valuemapping.from_value 1:1'] }],
      ['an empty line', { given: ['^$', { kinds: ['integration'] }], want: ['integration.before_hook 5:1'] }],
      [
        'what may be empty, once a line',
        {
          given: ['n*', { kinds: ['validationrule'] }],
          want: ['validationrule.field 1:2', 'validationrule.rule 1:1', 'validationrule.fail_hook 1:1'],
        },
      ],
      ['nothing', { given: ['no such thing'], want: [] }],
      ['no line break', { given: ['1\\n'], want: [] }],
    ];
    for (const [name, { given, want }] of cases) {
      it(`finds ${name}`, async () => {
        const found = await search(...given);
        deepEqual(places(found), want);
        equal(found.total, want.length);
      });
    }

    it('shows the lines around a match', async () => {
      const found = await search('return', { contextLines: 2, kinds: ['integration'] });
      deepEqual(found.matches.integration, [
        {
          id: its.id,
          field: 'before_hook',
          line: 3,
          column: 3,
          match: 'return',
          text: '  return needle + needle',
          before: ['const needle = 1', 'if (Needle) {'],
          after: ['}', ''],
        },
      ]);
      const [first] = (await search('const', { contextLines: 1 })).matches.integration as Match[];
      deepEqual([first?.before, first?.after], [undefined, ['if (Needle) {']]);
      const { id, path_name, active, last_saved } = await scene.read(its.id);
      deepEqual(found.integration, { id, path_name, active, last_saved });
    });

    const bad: [string, RegExp][] = [
      ['(abc', /missing closing \): \(abc/],
      ['[z-a]', /invalid character class range: z-a at character 2\.$/],
      ['a**', /invalid nested repetition operator: \*\*/],
      ['(?=a)', /invalid or unsupported Perl syntax: \(\?=/],
      ['\\1', /invalid escape sequence: \\1/],
      ['a{1,2000}', /invalid repeat count/],
      ['\\', /trailing backslash/],
      [`${'('.repeat(500)}`, /missing closing/],
    ];
    for (const [pattern, reason] of bad) {
      it(`refuses ${pattern.slice(0, 20)}`, async () => {
        await rejects(search(pattern, { caseSensitive: false }), (error: Error & { code: string }) => {
          equal(error.code, 'bad_pattern');
          match(error.message, reason);
          ok(!error.message.includes('(?i)'), error.message);
          return true;
        });
      });
    }

    describe('stays answerable', () => {
      let long: Furniture;
      before(async () => {
        scene.next();
        long = await scene.furnish();
        await scene.update(long.id, {
          integration: { before_hook: 'x'.repeat(100_000), on_success_hook: 'x\n'.repeat(50_000) },
        });
      });

      it('however catastrophic a pattern would be elsewhere', async () => {
        const started = performance.now();
        for (const pattern of ['(x+x+)+!', '(x|x)*!', '(x*)*!', '^(([a-z])+.)+[A-Z]([a-z])+$']) {
          equal((await search(pattern, { integrationId: long.id })).total, 0);
        }
        ok(performance.now() - started < 5_000);
      });

      it('because it counts the matches beyond the first thousand and does not show them', async () => {
        const found = await search('x', { integrationId: long.id, contextLines: 20 });
        equal(found.total, 150_000);
        equal(found.matches.integration?.length, 1_000);
        const [first] = found.matches.integration as Match[];
        equal(first?.text, `${'x'.repeat(1_000)}…`);
        equal(found.matches.integration?.[999]?.text, `…${'x'.repeat(1_000)}…`);
        equal(
          (await search('x+', { integrationId: long.id })).matches.integration?.[0]?.match,
          `${'x'.repeat(1_000)}…`,
        );
      });

      it('because it refuses a pattern that is too large for a line', async () => {
        await rejects(search('(x?y?){300}', { integrationId: long.id }), {
          code: 'bad_pattern',
          message: `The pattern is too large for a line of 100000 characters in before_hook of integration ${long.id}.`,
        });
      });

      it('because it lets others have their turn, and stops when it is told to', async () => {
        const controller = new AbortController();
        let turns = 0;
        const timer = setInterval(() => ++turns === 3 && controller.abort(), 1);
        try {
          await rejects(search('(x?)x*y|x', { integrationId: long.id, signal: controller.signal }), {
            name: 'AbortError',
          });
        } finally {
          clearInterval(timer);
        }
      });

      it('because many at once keep others no longer than one does', async () => {
        const controller = new AbortController();
        const searches = Array.from({ length: 50 }, () =>
          search('(x?)x*y|x', { integrationId: long.id, signal: controller.signal }).catch((error) => error.name),
        );
        let longest = 0;
        for (let turn = 0, last = performance.now(); turn < 100; turn++) {
          await setImmediate();
          longest = Math.max(longest, performance.now() - last);
          last = performance.now();
        }
        controller.abort();
        deepEqual(new Set(await Promise.all(searches)), new Set(['AbortError']));
        ok(longest < 3_000, `${longest} ms`);
      });
    });

    it('says that an integration is gone', () =>
      rejects(search('x', { integrationId: 999_999 }), { code: 'not_found' }));
  });
});

import assert from 'node:assert/strict';
import { createDocumentation } from '../../src/documentation/documentation.js';
import { EXCERPT_LENGTH } from '../../src/documentation/excerpt.js';
import { questions } from './questions.js';

const PUBLIC_URL = 'https://gateway.example.com';

describe('the documentation', () => {
  const documentation = createDocumentation('.', PUBLIC_URL);
  const asked = async (question: string, goal?: string): Promise<string[]> =>
    (await documentation.ask(question, goal)).map(({ section }) => section.url);

  describe('has among its first three answers the one to', () => {
    for (const [question, ...want] of questions) {
      it(question, async () => {
        const first = (await asked(question)).slice(0, 3);
        assert(
          first.some((url) => want.includes(url)),
          first.join(' '),
        );
      });
    }
  });

  it('answers more often than not with the right one first', async () => {
    const first = await Promise.all(questions.map(async ([question]) => (await asked(question))[0] ?? ''));
    const right = questions.filter(([, ...want], at) => want.includes(first[at] as string));
    assert(right.length >= 0.6 * questions.length, `${right.length} of ${questions.length}`);
  });

  it('ranks what helps the goal higher, and finds nothing by the goal alone', async () => {
    const goal = 'a request with a body and headers';
    const place = (urls: string[]) => urls.indexOf('/docs/adapters#the-payload-of-http');
    const [without, within] = [await asked('payload'), await asked('payload', goal)];
    assert.equal(place(within), 0);
    assert(place(without) > 0, without.join(' '));
    assert.deepEqual(await asked('xqzzyw', goal), []);
    assert.deepEqual(await asked('', goal), []);
  });

  it('answers with ten sections at the most, and with excerpts of their words', async () => {
    const answers = await documentation.ask('run integration formula history payload');
    assert.equal(answers.length, 10);
    for (const { excerpt, section } of answers) {
      const text = excerpt.map((piece) => piece.text).join('');
      assert(text.length > 0 && text.length <= EXCERPT_LENGTH, `${section.url}: ${text.length}`);
      assert(
        excerpt.some(({ isMatch }) => isMatch),
        section.url,
      );
    }
  });

  const excerpts: [string, { given: string; want: RegExp }][] = [
    [
      'a row of a table',
      { given: 'store_run_history_for_x_days', want: /store_run_history_for_x_days \| runs that started earlier/ },
    ],
    [
      'a sentence',
      { given: 'regular expression RE2 line by line', want: /by a regular expression \(RE2\), line by line/ },
    ],
    [
      'code, with its lines',
      { given: "open_vault('counters'", want: /open_vault\('counters', async \(vault\) => \{\n {2}const next/ },
    ],
  ];
  for (const [name, { given, want }] of excerpts) {
    it(`shows ${name}`, async () => {
      const [best] = await documentation.ask(given);
      assert.match(best?.excerpt.map(({ text }) => text).join('') ?? '', want);
    });
  }

  it('is quick with questions of nothing', async () => {
    const letters = (seed: number) => (Math.abs(Math.sin(seed)) * 1e9).toString(36).replace(/[^a-z]/g, '');
    const nonsense = [
      Array.from({ length: 300 }, (_, at) => letters(at + 1)).join(' '),
      'q'.repeat(1000),
      '_'.repeat(1000),
      'a_'.repeat(500),
      'run integration formula history '.repeat(40),
      '((((\\\\**'.repeat(125),
    ].map((text) => text.slice(0, 1000));
    for (const text of nonsense) {
      // The quickest of some: a busy machine says nothing of the index.
      const times: number[] = [];
      for (let round = 0; round < 5; round++) {
        const start = performance.now();
        await documentation.ask(text, text);
        times.push(performance.now() - start);
      }
      assert(Math.min(...times) < 30, `${text.slice(0, 20)}: ${times} ms`);
    }
  });

  const places: [given: string, want: string | null][] = [
    ['/docs', 'index'],
    ['docs/', 'index'],
    ['/docs/index', 'index'],
    ['/docs/formulas', 'formulas'],
    ['/docs/formulas/', 'formulas'],
    ['docs/formulas.md', 'formulas'],
    ['docs/formulas.md#vaults', 'formulas#vaults'],
    ['formulas', 'formulas'],
    ['gateway://docs/run-history', 'run-history'],
    [`${PUBLIC_URL}/docs/run-history#reading`, 'run-history#reading'],
    ['/docs/readme#settings', 'readme#settings'],
    ['README.md', 'readme'],
    ['/docs/formulas#nothing', null],
    ['/docs/nothing', null],
    ['/docs/../README.md', null],
    ['../README.md', null],
    ['/docs/images/run.png', null],
    ['/docs/formulas/vaults', null],
    ['/docs/__proto__', null],
    ['/docs/%66ormulas', null],
    ['//docs/formulas', null],
    ['https://example.com/docs/formulas', null],
    [`${PUBLIC_URL}.example.com/docs/formulas`, null],
    ['file:///docs/formulas', null],
    ['', null],
  ];
  for (const [given, want] of places) {
    it(`${want === null ? 'has nothing' : `has ${want}`} at "${given}"`, async () => {
      const place = await documentation.find(given);
      const named = place && (place.section ? `${place.page.name}#${place.section.anchor}` : place.page.name);
      assert.equal(named, want);
    });
  }

  it('has a picture by its name alone', async () => {
    assert.equal((await documentation.picture('run.png'))?.subarray(1, 4).toString(), 'PNG');
    for (const name of ['../formulas.md', 'nothing.png', '']) assert.equal(await documentation.picture(name), null);
  });
});

import { deepEqual, equal } from 'node:assert/strict';
import { Phrase, wordsOf } from '../../src/queries/run-words.js';

const item = (content: string | null, rest: object = {}) => ({
  label: null,
  request: null,
  response: null,
  content,
  stack_trace: null,
  messages: null,
  ...rest,
});

describe('wordsOf', () => {
  it('takes letters and digits, in lower case, each once, and the integration', () =>
    deepEqual(wordsOf(item('{"Name":"Ann-Ann_b","n":[1.5,"É"]}', { label: 'get_it', stack_trace: 'at 3' }), 42), [
      ...['_42', 'get', 'it', 'name', 'ann', 'b', 'n', '1', '5', 'é', 'at', '3'],
    ]));

  it('reads what JSON escapes as what it is not: a word', () =>
    deepEqual(wordsOf(item(String.raw`"a\nb\t\"c\"\\d\u0000e"`), 1), ['_1', 'a', 'b', 'c', 'd', 'e']));

  it('takes two thousand words, and of a long one the beginning', () => {
    const words = wordsOf(item(Array.from({ length: 3_000 }, (_, i) => `w${i}`).join(' ')), 1);
    deepEqual([words.length, words.at(-1)], [2_001, 'w1999']);
    deepEqual(wordsOf(item('x'.repeat(100_000)), 1), ['_1', 'x'.repeat(64)]);
  });

  it('goes half a million characters far into a text', () =>
    deepEqual(wordsOf(item(`${'- '.repeat(250_000)}end`), 1), ['_1']));
});

describe('Phrase', () => {
  const cases: [string, { given: [phrase: string, text: string]; want: boolean }][] = [
    ['one word', { given: ['ann', '{"name":"Ann"}'], want: true }],
    ['words in sequence', { given: ['Marte  Hanssen!', '"marte\\nhanssen"'], want: true }],
    ['words with something between', { given: ['a c', 'a b c'], want: false }],
    ['the end of a word', { given: ['mark', 'denmark'], want: false }],
    ['the beginning of a word', { given: ['den', 'denmark'], want: false }],
    ['a word that begins like it, and then it', { given: ['a b', 'a bc a b'], want: true }],
    ['a long word by its beginning', { given: ['y'.repeat(80), 'y'.repeat(90)], want: true }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`finds ${name}: ${want}`, () => equal(new Phrase(given[0]).isIn(item(given[1])), want));
  }

  it('has no words where there is no letter or digit', () => deepEqual(new Phrase('!_?').words, []));
});

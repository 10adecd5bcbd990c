import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { leavesOf, MASK, Redactor } from '../../src/engine/redactor.js';

const hiding = (...values: unknown[]) => {
  const redactor = new Redactor();
  redactor.hide(values);
  return redactor;
};

const cases: [name: string, { given: [hidden: unknown[], value: unknown]; want: unknown }][] = [
  ['a text', { given: [['secret'], 'secret'], want: MASK }],
  ['a text within another', { given: [['secret'], 'a secret!'], want: `a ${MASK}!` }],
  [
    'a number, and where it is a text',
    { given: [[12345], { a: 12345, b: 'x12345' }], want: { a: MASK, b: `x${MASK}` } },
  ],
  ['a short text only where it stands alone', { given: [['ab'], ['ab', 'cab']], want: [MASK, 'cab'] }],
  [
    'no boolean, no null, no empty text',
    {
      given: [
        [true, null, '', ' '],
        [true, null, '', ' '],
      ],
      want: [true, null, '', ' '],
    },
  ],
  ['a name', { given: [['secret'], { secret: 1 }], want: { [MASK]: 1 } }],
  ['the longer of two that begin alike', { given: [['abcd', 'abcdef'], 'abcdefg'], want: `${MASK}g` }],
  ['two that touch', { given: [['abcd'], 'abcdabcd'], want: `${MASK}${MASK}` }],
  ['what a regular expression would take for more', { given: [['a.*b'], 'a.*b axxb'], want: `${MASK} axxb` }],
  ['it in an address', { given: [['a b&c'], '?q=a%20b%26c'], want: `?q=${MASK}` }],
  ['it in a form', { given: [["it's (me)"], 'q=it%27s+%28me%29'], want: `q=${MASK}` }],
  ['it in JSON as text', { given: [['say "hi"'], '{"a":"say \\"hi\\""}'], want: `{"a":"${MASK}"}` }],
  ['it in XML as text', { given: [['a<b & c'], '<x>a&lt;b &amp; c</x>'], want: `<x>${MASK}</x>` }],
  ['it without the spaces around it', { given: [[' secret\n'], 'a secret'], want: `a ${MASK}` }],
  ['half a character', { given: [['abc\ud800'], 'xabc\ud800'], want: `x${MASK}` }],
  [
    'a key that could be a prototype',
    { given: [['secret'], JSON.parse('{"__proto__":"secret"}')], want: JSON.parse(`{"__proto__":"${MASK}"}`) },
  ],
];

describe('a redactor', () => {
  for (const [name, { given, want }] of cases) {
    it(`hides ${name}`, () => {
      const redactor = hiding(...given[0]);
      deepEqual(redactor.value(given[1]), want);
      deepEqual(JSON.parse(redactor.json(JSON.stringify(given[1]))), want);
    });
  }

  it('changes nothing while it hides nothing', () => {
    equal(new Redactor().json('{ "a": 1 }'), '{ "a": 1 }');
    equal(new Redactor().text('abc'), 'abc');
  });

  it('hides whatever it is told, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.string(),
        (hidden, rest) => {
          const meant = hidden.filter((text) => text.trim().length >= 4 && !MASK.includes(text.trim()));
          const shown = hiding(...meant).text(rest + meant.join(rest) + rest);
          // What a mask and its neighbours make together was nobody's value.
          ok(meant.every((text) => !shown.split(MASK).join('\u0000').includes(text)));
        },
      ),
    );
  });

  it('hides many values, told one by one, in a long text without delay', () => {
    const redactor = new Redactor();
    for (let i = 0; i < 50_000; i++) redactor.hide([`account-${i}`]);
    const before = performance.now();
    const shown = redactor.text(`${'x'.repeat(1_000_000)} account-4711 ${'account-'.repeat(1_000)}`);
    ok(performance.now() - before < 2_000);
    ok(!shown.includes('4711'));
  });
});

describe('leavesOf', () => {
  it('finds texts and numbers however deep', () =>
    deepEqual(leavesOf({ a: [1, { b: 'x' }], c: null }), [1, 'x', null]));
});

import assert from 'node:assert/strict';
import { jsonMistake } from '../../src/request/json-mistake.js';

describe('jsonMistake', () => {
  const cases: [string, { given: string; want: string }][] = [
    ['nothing', { given: '', want: 'at line 1, column 1, a value is expected, but it ends there.' }],
    ['half an object', { given: '{"a":', want: 'at line 1, column 6, a value is expected, but it ends there.' }],
    [
      'a name without quotes',
      { given: '{a: 1}', want: 'at line 1, column 2, a name in double quotes or } is expected.' },
    ],
    [
      'a comma too many in an object',
      { given: '{"a":1,}', want: 'at line 1, column 8, a name in double quotes is expected.' },
    ],
    ['a comma too many in a list', { given: '[1,]', want: 'at line 1, column 4, a value is expected.' }],
    ['no colon', { given: '{"a" 1}', want: 'at line 1, column 6, : is expected.' }],
    ['no comma', { given: '{\n  "a": 1\n  "b": 2\n}', want: 'at line 3, column 3, , or } is expected.' }],
    ['the wrong bracket', { given: '[1}', want: 'at line 1, column 3, , or ] is expected.' }],
    ['something after the end', { given: '{} x', want: 'at line 1, column 4, nothing more is expected.' }],
    ['a string of a wrong escape', { given: '["\\q"]', want: 'at line 1, column 2, a value or ] is expected.' }],
    ['a number with a zero in front', { given: '01', want: 'at line 1, column 2, nothing more is expected.' }],
    ['a formula', { given: '[NaN]', want: 'at line 1, column 2, a value or ] is expected.' }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`finds ${name}`, () => {
      assert.throws(() => JSON.parse(given));
      assert.equal(jsonMistake(given), want);
    });
  }
});

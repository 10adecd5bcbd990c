import assert from 'node:assert/strict';
import { csv } from '../src/csv.js';

describe('csv', () => {
  const cases: [string, { given: (string | null)[]; want: string }][] = [
    ['plain cells', { given: ['a', 'b c', null, ''], want: 'a,b c,,' }],
    ['commas, quotes and lines', { given: ['a,b', 'say "x"', 'a\nb'], want: '"a,b","say ""x""","a\nb"' }],
    ['what a spreadsheet would calculate', { given: ['=1+1', '@a', '-2', '+3'], want: "'=1+1,'@a,'-2,'+3" }],
    ['that, quoted', { given: ['=HYPERLINK("x","y")'], want: `"'=HYPERLINK(""x"",""y"")"` }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`writes ${name}`, () => assert.equal(csv([given]), `${want}\r\n`));
  }
});

import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { formulaLines } from '../../../src/web/pages/integrations/formula-tokens.js';

/** The coloured pieces of each line, as `kind:text`. */
const coloured = (formula: string) =>
  formulaLines(formula).map((line) => line.flatMap(({ kind, text }) => (kind ? [`${kind}:${text}`] : [])));

describe('formulaLines', () => {
  const cases: [string, { given: string; want: string[][] }][] = [
    ['nothing', { given: '', want: [[]] }],
    ['words that are the language’s own', { given: 'return returned.return', want: [['word:return']] }],
    ['numbers', { given: 'a1 + 1.5e3', want: [['number:1.5e3']] }],
    ['texts', { given: `'a\\'b' + "c // d"`, want: [[`text:'a\\'b'`, 'text:"c // d"']] }],
    ['a text that does not end', { given: `'abc\n1`, want: [[`text:'abc`], ['number:1']] }],
    [
      'comments',
      {
        given: '1 // if\n/* a\nb */ 2',
        want: [['number:1', 'comment:// if'], ['comment:/* a'], ['comment:b */', 'number:2']],
      },
    ],
    ['a template over several lines', { given: '`a\n${b}`', want: [['text:`a'], ['text:${b}`']] }],
    [
      'line ends of whatever kind, without an empty last line',
      { given: '1\r\n2\r3\n', want: [['number:1'], ['number:2'], ['number:3']] },
    ],
  ];
  for (const [name, { given, want }] of cases) it(`finds ${name}`, () => deepEqual(coloured(given), want));

  it('loses nothing', () => {
    const pieces = fc.array(fc.constantFrom('"', "'", '`', '\\', '/', '*', '\n', 'if', ' ', '7', 'é', '${', '}'));
    fc.assert(
      fc.property(pieces, (parts) => {
        const formula = `${parts.join('')};`;
        const lines = formulaLines(formula).map((line) => line.map(({ text }) => text).join(''));
        deepEqual(lines.join('\n'), formula);
      }),
    );
  });
});

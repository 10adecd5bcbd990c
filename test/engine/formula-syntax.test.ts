import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { formulaProblem, parseFormula } from '../../src/engine/formula-syntax.js';

const expressions: [string, string][] = [
  ['"GET"', '"GET"'],
  // What stands before it stays, so that places in it are places in the formula.
  ['  "GET"; ', '  "GET"'],
  ['x // a comment\n', 'x'],
  ['{ a: 1 }', '{ a: 1 }'],
  ['{}', '{}'],
  ['await callint("x")', 'await callint("x")'],
  ['(a) => a', '(a) => a'],
  ['(input.a || 5)', '(input.a || 5)'],
  ['({ a: 1 });', '({ a: 1 })'],
  ['((("x"))) // so', '((("x")))'],
  ['a\n/b/g', 'a\n/b/g'],
  ['foo?.[0] ?? 1', 'foo?.[0] ?? 1'],
  ['`a${b}`', '`a${b}`'],
];

const statements = [
  'return 1',
  'const a = await f(); return a',
  'x = 1\nreturn x',
  'if (a) return 1; else return 2',
  'function f() {} return f()',
  '',
  '  ',
  '// nothing',
  'for (const x of y) keep({ x })',
];

const problems: [string, { message: string; line: number; column: number }][] = [
  ['(', { message: 'Unexpected token', line: 1, column: 2 }],
  ['a b', { message: 'Unexpected token', line: 1, column: 3 }],
  ['a) + (b', { message: 'Unexpected token', line: 1, column: 2 }],
  ['{ a: 1, b: }', { message: 'Unexpected token', line: 1, column: 12 }],
  ['return\n\n  x +* y', { message: 'Unexpected token', line: 3, column: 6 }],
  ['`${a', { message: 'Unexpected token', line: 1, column: 5 }],
  ['/re', { message: 'Unterminated regular expression', line: 1, column: 2 }],
  ['let let = 1', { message: 'let is disallowed as a lexically bound name', line: 1, column: 5 }],
  [
    'import x from "y"',
    { message: "'import' and 'export' may appear only with 'sourceType: module'", line: 1, column: 1 },
  ],
  ['lambda x: x', { message: 'Unexpected token', line: 1, column: 8 }],
];

/** What was read, without its tree. */
function read(source: string) {
  const formula = parseFormula(source);
  if ('message' in formula) return formula;
  const { tree, ...rest } = formula;
  ok(tree.type);
  return rest;
}

describe('parseFormula', () => {
  for (const [source, code] of expressions) {
    it(`reads ${JSON.stringify(source)} as an expression`, () => deepEqual(read(source), { kind: 'expression', code }));
  }
  for (const code of statements) {
    it(`reads ${JSON.stringify(code)} as statements`, () => deepEqual(read(code), { kind: 'statements', code }));
  }
});

describe('formulaProblem', () => {
  it('finds fault with what is nested deeper than can be read, and does not fall over it', () => {
    const regex = `/${'(?:'.repeat(12_000)}${')'.repeat(12_000)}/`;
    deepEqual(formulaProblem(regex), { message: 'Nested too deeply', line: 1, column: 1 });
    ok(formulaProblem('('.repeat(100_000)));
  });

  for (const [source, want] of problems) {
    it(`finds what is wrong with ${JSON.stringify(source)}`, () => deepEqual(formulaProblem(source), want));
  }

  for (const piece of ['(', '[', '{a:', '-', '!', '`${', '()=>', 'a?.b(', 'if(1){', 'async ()=>await ', 'new ']) {
    it(`survives ${piece} ten thousand times`, () => ok(formulaProblem(piece.repeat(10_000))?.message));
  }

  it('answers to whatever it is given', () => {
    const token = fc.constantFrom(
      'a',
      '1',
      '"',
      '`',
      '${',
      '}',
      '(',
      ')',
      '/',
      '\n',
      'return',
      ' ',
      ';',
      '=>',
      'await',
      '{',
      '\\',
      '\u2028',
      '#',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const problem = formulaProblem(tokens.join(''));
        return problem === null || (problem.line > 0 && problem.column > 0 && problem.message !== '');
      }),
    );
  });
});

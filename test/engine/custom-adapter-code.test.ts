import assert from 'node:assert/strict';
import { customCodeProblem } from '../../src/engine/custom-adapter-code.js';

const NO_CLASS = "Custom adapter code must define a class named 'CustomAdapter'.";
const NO_EXECUTE = "The class 'CustomAdapter' must have a method execute(request).";

const codes: [name: string, { given: string; want: string | null }][] = [
  ['a class', { given: 'class CustomAdapter extends BaseAdapter { execute(request) {} }', want: null }],
  ['a class that extends nothing', { given: 'class CustomAdapter { async execute() {} }', want: null }],
  ['a class in a constant', { given: 'const CustomAdapter = class { execute = () => null };', want: null }],
  [
    'other things beside it',
    { given: 'const A = 1;\nclass CustomAdapter { execute() {} }\nfunction f() {}', want: null },
  ],
  [
    'a class that takes its method from another one',
    { given: 'class Base { execute() {} }\nclass CustomAdapter extends Base {}', want: null },
  ],
  ['nothing', { given: '', want: NO_CLASS }],
  ['another class', { given: 'class Adapter { execute() {} }', want: NO_CLASS }],
  ['a class within a block', { given: '{ class CustomAdapter { execute() {} } }', want: NO_CLASS }],
  ['something else of that name', { given: 'const CustomAdapter = 1;', want: NO_CLASS }],
  ['no method', { given: 'class CustomAdapter extends BaseAdapter {}', want: NO_EXECUTE }],
  ['a static method', { given: 'class CustomAdapter { static execute() {} }', want: NO_EXECUTE }],
  ['a private method', { given: 'class CustomAdapter { #execute() {} }', want: NO_EXECUTE }],
  ['a syntax error', { given: 'class CustomAdapter {\n  execute( {\n}', want: 'line 3, column 2: Unexpected token.' }],
  ['a syntax error at once', { given: 'class {', want: 'line 1, column 7: Unexpected token.' }],
  ['what strict mode does not allow', { given: 'with (a) b;', want: "line 1, column 1: 'with' in strict mode." }],
  [
    'an import',
    {
      given: "import 'fs';",
      want: "line 1, column 1: 'import' and 'export' may appear only with 'sourceType: module'.",
    },
  ],
  ['a return', { given: 'return 1', want: "line 1, column 1: 'return' outside of function." }],
  [
    'a closing brace too many',
    { given: 'class CustomAdapter { execute() {} } } {', want: 'line 1, column 38: Unexpected token.' },
  ],
];

describe('customCodeProblem', () => {
  for (const [name, { given, want }] of codes) {
    it(name, () => assert.equal(customCodeProblem(given), want));
  }

  it('nesting without end', () => {
    assert.match(customCodeProblem('['.repeat(50_000)) ?? '', /stack space|Nested too deeply/);
  });
});

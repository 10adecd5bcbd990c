import { equal } from 'node:assert/strict';
import { isBuiltIn, systemOf } from '../../src/engine/custom-system.js';

const cases: [name: string, system: string][] = [
  ['acct-lookup (v2)', 'ACCT_LOOKUP_V2'],
  ['  Core  Banking ', 'CORE_BANKING'],
  ['__x__', 'X'],
  ['Überweisung 2', 'ÜBERWEISUNG_2'],
  ['http', 'HTTP'],
  ['!?*', ''],
];

describe('the system of a custom adapter', () => {
  for (const [name, system] of cases) {
    it(`${JSON.stringify(name)} makes ${system || 'none'}`, () => equal(systemOf(name), system));
  }

  for (const [system, want] of [
    ['HTTP', true],
    ['ECHO', true],
    ['CALLINT', true],
    ['ACCT_LOOKUP', false],
  ] as const) {
    it(`${system} is ${want ? 'one' : 'none'} of the gateway's own`, () => equal(isBuiltIn(system), want));
  }
});

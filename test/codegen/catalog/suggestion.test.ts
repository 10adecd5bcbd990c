import assert from 'node:assert/strict';
import { didYouMean } from '../../../codegen/catalog/suggestion.js';

const known = ['read', 'write', 'execute', 'integration_name', 'maxLength'];
const tests: [given: string, want: string | undefined][] = [
  ['raed', 'read'],
  ['reed', 'read'],
  ['writes', 'write'],
  ['Execute', 'execute'],
  ['integrationName', 'integration_name'],
  ['integraton_name', 'integration_name'],
  ['maxlength', 'maxLength'],
  ['delete', undefined],
  ['x', undefined],
  ['', undefined],
];

describe('codegen: suggestions', () => {
  for (const [given, want] of tests) {
    it(`${given || 'nothing'} -> ${want ?? 'nothing'}`, () => {
      assert.equal(didYouMean(given, known), want === undefined ? '' : `; did you mean \`${want}\`?`);
    });
  }
});

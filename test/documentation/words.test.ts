import assert from 'node:assert/strict';
import { partsOf, stem, termOf, termsOf } from '../../src/documentation/words.js';

describe('the words of the documentation', () => {
  const same: string[][] = [
    ['run', 'runs', 'running', 'ran'],
    ['encrypt', 'encrypts', 'encrypted', 'encryption', 'encrypting'],
    ['store', 'stores', 'stored', 'storing'],
    ['retry', 'retries', 'retried'],
    ['execute', 'executes', 'execution'],
    ['address', 'addresses'],
    ['validate', 'validation'],
    ['status'],
    ['keep', 'kept', 'keeps'],
  ];
  for (const words of same) {
    it(`has one stem for ${words.join(', ')}`, () => {
      assert.equal(new Set(words.map(stem)).size, 1, words.map(stem).join(' '));
    });
  }

  it('keeps different words apart', () => {
    const words = ['mask', 'map', 'rule', 'run', 'read', 'write', 'hook', 'keep', 'user', 'status', 'state', 'step'];
    assert.equal(new Set(words.map(stem)).size, words.length);
  });

  const names: [name: string, want: { term: string | null; parts: string[] }][] = [
    ['callint', { term: 'callint', parts: [] }],
    ['run_async', { term: 'run_async', parts: ['run', 'async'] }],
    ['formulaMs', { term: 'formulam', parts: ['formula', 'ms'] }],
    ['__adapter_config__', { term: 'adapter_config', parts: ['adapter', 'config'] }],
    ['_', { term: '_', parts: [] }],
    ['How', { term: null, parts: [] }],
    ['integration’s', { term: 'integrat', parts: [] }],
    ['constructor', { term: 'constructor', parts: [] }],
  ];
  for (const [name, want] of names) {
    it(`finds ${name} by ${want.term ?? 'nothing'}`, () => {
      assert.deepEqual({ term: termOf(name), parts: partsOf(name) }, want);
    });
  }

  it('leaves out what every question has', () => {
    assert.deepEqual(termsOf('How do I use output.payload in a hook?'), ['output', 'payload', 'hook']);
    assert.deepEqual(termsOf('¿What is it?'), []);
  });

  it('cuts words that are too long', () => assert.equal(termOf('q'.repeat(1000))?.length, 48));
});

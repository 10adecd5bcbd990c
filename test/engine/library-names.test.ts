import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFormula } from '../../src/engine/formula.js';
import { LIBRARY_NAMES, usesLibrary } from '../../src/engine/library-names.js';

describe('the names of the standard library', () => {
  it('are those that it defines', () => {
    const text = readFileSync(new URL('../../src/engine/guest/standard-library.js', import.meta.url), 'utf8');
    const block = /const names = \{([^}]*)\}/.exec(text)?.[1] ?? '';
    const utils = /const data_utils = Object\.freeze\(\{([^}]*)\}/.exec(text)?.[1] ?? '';
    const defined = [...`${block},${utils}`.matchAll(/\w+/g)].map(([name]) => name);
    assert.deepEqual([...new Set(defined)].sort(), [...LIBRARY_NAMES].sort());
  });

  const formulas: [string, boolean][] = [
    ['uuid()', true],
    ['input.payload.uuid', false],
    ['[1].map((x) => pad_left(x, 2))', true],
    ['globalThis["uuid"]()', true],
    ['eval("uuid()")', true],
    ['(() => {}).constructor("return uuid()")()', true],
    ['input.payload.a + 1', false],
  ];
  for (const [source, want] of formulas) {
    it(`${want ? 'are' : 'are not'} used by ${source}`, () => {
      const read = readFormula(source);
      assert(!('message' in read));
      assert.equal(read.usesLibrary, want);
      assert.equal(usesLibrary(read.names, source), want);
    });
  }
});

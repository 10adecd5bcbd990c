import assert from 'node:assert/strict';
import { GoldenCase } from './golden.js';

/** UPDATE_GOLDEN=1 writes what comes out as what is expected; read the difference before you commit it. */
const update = process.env.UPDATE_GOLDEN === '1';

describe('codegen: golden cases', () => {
  for (const golden of GoldenCase.all()) {
    it(golden.name, async () => {
      const actual = await golden.actual();
      if (update) golden.update(actual);
      const expected = golden.expected();
      assert.deepEqual([...actual.keys()].sort(), [...expected.keys()].sort());
      for (const [path, content] of actual) assert.equal(content, expected.get(path), path);
      assert.equal(actual.has('stderr.txt'), golden.isError);
    });
  }

  it('has at least thirty, half of them about errors', () => {
    const cases = GoldenCase.all();
    assert.ok(cases.length >= 30);
    assert.ok(cases.filter(({ isError }) => isError).length * 2 >= cases.length);
  });
});

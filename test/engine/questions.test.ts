import assert from 'node:assert/strict';
import { Questions } from '../../src/engine/questions.js';

describe('the questions of formulas', () => {
  it('are open until their answers are taken', async () => {
    const questions = new Questions();
    let answer: (value: unknown) => void = () => {};
    const late = new Promise((resolve) => {
      answer = resolve;
    });
    const ids = [Promise.resolve('a'), Promise.resolve('b'), late].map((promise) => questions.ask(promise));
    await questions.answer();
    // What has come by the time that somebody looks comes together.
    await Promise.resolve();
    assert.deepEqual(questions.take(), [
      { id: ids[0], ok: true, value: 'a' },
      { id: ids[1], ok: true, value: 'b' },
    ]);
    assert.equal(questions.areOpen, true);
    const waiting = questions.answer();
    answer('c');
    await waiting;
    assert.deepEqual(questions.take(), [{ id: ids[2], ok: true, value: 'c' }]);
    assert.equal(questions.areOpen, false);
  });

  it('are answered with errors as texts', async () => {
    const questions = new Questions();
    const id = questions.ask(Promise.reject(Object.assign(new TypeError('no'), { code: 'why', secret: 'x' })));
    await questions.answer();
    assert.deepEqual(questions.take(), [{ id, ok: false, value: { name: 'TypeError', message: 'no', code: 'why' } }]);
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { PROGRAM } from '../codegen/program.js';

describe('the second catalog', () => {
  it('has generated code that is current, and a handler for everything', function () {
    this.timeout(60_000);
    const options =
      '--catalog test/conformance/tools.yaml --out test/conformance/generated --handlers test/conformance --docs';
    const { status, stderr, stdout } = spawnSync(process.execPath, [...PROGRAM, ...options.split(' '), '', '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  });
});

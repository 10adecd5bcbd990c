import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const MAIN = 'dist/codegen/main.js';

/** As it is started by `npm run codegen:check`: compiled, with ts-morph in a thread of its own. */
describe('codegen: the built command line', () => {
  it('finds what is committed current', function () {
    // `npm test` builds first; mocha alone may find an older build, or none.
    if (!existsSync(MAIN) || statSync(MAIN).mtimeMs < statSync('codegen/main.ts').mtimeMs) this.skip();
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, '--check'], { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.match(stdout, /^\d+ files are current with tools\.yaml\n$/);
    assert.equal(status, 0);
  });
});

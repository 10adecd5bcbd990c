import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STUB_MARKER } from '../../codegen/emit/handler-stub.js';

describe('handlers', () => {
  for (const folder of ['src/tools', 'src/resources', 'src/prompts', 'test/conformance/tools']) {
    it(`of ${folder} are written, not stubs`, () => {
      const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
      const stubs = files
        .filter((name) => name.endsWith('.ts'))
        .filter((name) => readFileSync(join(folder, name), 'utf8').includes(STUB_MARKER));
      assert.deepEqual(stubs, []);
    });
  }
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const MOST_GROWTH_MB = 50;

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

describe('the memory of the process', function memory() {
  this.timeout(120_000);

  it('stays where it is over a thousand runs', async () => {
    // In a process of its own, in which no other test has left anything.
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import=tsx',
      `--import=${new URL('../typescript-in-threads.mjs', import.meta.url)}`,
      fileOf('memory-of-runs.ts'),
    ]);
    const [first, last]: [number, number] = JSON.parse(stdout.trim().split('\n').at(-1) as string);
    const said = `${first.toFixed(0)} MB after 300 runs, ${last.toFixed(0)} MB after 1,300`;
    assert.ok(last - first < MOST_GROWTH_MB, said);
    console.log(`      ${said}`);
  });
});

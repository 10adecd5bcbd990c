import type { Difference } from '../output/difference.js';
import type { StaleFile } from './report.js';

/** Shows what differs as unified diffs, from what is there to what should be. */
export async function staleFiles(differences: readonly Difference[]): Promise<StaleFile[]> {
  const { createTwoFilesPatch } = await import('diff');
  return differences.map(({ path, state, before, after }) => {
    const from = before === null ? '/dev/null' : path;
    const to = after === null ? '/dev/null' : path;
    const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', 'as it is', 'as the catalog wants it');
    return { path, state, diff: patch.replace(/^=+\n/, '') };
  });
}

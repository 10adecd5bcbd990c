import { equal, match, rejects } from 'node:assert/strict';
import { QueryError } from '../../src/queries/query-error.js';
import { MOST_CHANGES, MOST_COMMENTS, MOST_OF_A_KIND } from '../../src/queries/write-limits.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

const masks = (count: number) => Array.from({ length: count }, () => ({ type: 'INPUT' as const, field: 'a' }));
const comments = (count: number) => Array.from({ length: count }, () => ({ subject: 'why' }));

describe('the limits of a write', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
    });
    beforeEach(() => scene.next());

    const refused: [string, { given: WriteRequest; want: RegExp }][] = [
      [
        'too many components in one call',
        { given: { masks: masks(MOST_CHANGES + 1) }, want: /a call writes 2000 at the most, not 2001/ },
      ],
      [
        'too many comments in one call',
        {
          given: {
            integration: { comments: comments(MOST_COMMENTS) },
            masks: [{ ...masks(1)[0], comments: comments(1) }],
          },
          want: /a call writes 1000 at the most, not 1001/,
        },
      ],
    ];
    for (const [name, { given, want }] of refused) {
      it(`${name}: nothing is written`, async () => {
        const id = await scene.create(scene.name);
        await rejects(scene.update(id, given), (error: Error) => {
          match(error.message, want);
          return error instanceof QueryError && error.code === 'invalid_item';
        });
        equal((await scene.read(id)).components.mask?.length, 0);
      });
    }

    it('as many as fit in one call, until the integration has its fill', async function () {
      this.timeout(60_000);
      const id = await scene.create(scene.name);
      for (let left = MOST_OF_A_KIND; left > 0; left -= MOST_CHANGES) {
        await scene.update(id, { masks: masks(Math.min(left, MOST_CHANGES)) });
      }
      await rejects(scene.update(id, { masks: masks(1) }), /masks\[0\].*5000 of the kind mask at the most/);
      equal((await scene.read(id)).components.mask?.length, MOST_OF_A_KIND);
    });
  });
});

import assert from 'node:assert/strict';
import { SESSION_IDLE_MS, SESSION_LIFETIME_MS, WebSessions } from '../../src/auth/web-sessions.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('WebSessions', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let sessions: WebSessions;
    let now: number;
    before(async () => {
      scene = await sceneOn(await open());
      now = Date.now();
      sessions = new WebSessions(scene.queries, () => new Date(now));
    });

    const IDLE = SESSION_IDLE_MS;

    type Step = { readonly after: number; readonly by?: 'person' | 'page' };
    const cases: [string, { given: Step[]; want: boolean }][] = [
      ['know who has just signed in', { given: [{ after: 0 }], want: true }],
      ['forget who did nothing for too long', { given: [{ after: IDLE }], want: false }],
      ['stay with whoever does something', { given: [{ after: IDLE - 1 }, { after: IDLE - 1 }], want: true }],
      ['are not kept by a page alone', { given: [{ after: IDLE - 1, by: 'page' }, { after: 1 }], want: false }],
      [
        'end at last, whatever is done',
        { given: Array.from({ length: SESSION_LIFETIME_MS / 3_600_000 }, () => ({ after: 3_600_000 })), want: false },
      ],
    ];
    for (const [name, { given, want }] of cases) {
      it(name, async () => {
        const secret = await sessions.begin(scene.userId);
        let found = null;
        for (const { after: ms, by } of given) {
          now += ms;
          found = await sessions.find(secret, by);
        }
        assert.equal(found?.id ?? null, want ? scene.userId : null);
      });
    }

    it('end with their user', async () => {
      const secret = await sessions.begin(scene.userId);
      assert(await sessions.find(secret));
      await scene.db('users').where({ id: scene.userId }).update({ active: false });
      assert.equal(await sessions.find(secret), null);
      assert.equal(await sessions.find('another'), null);
    });
  });
});

import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('userQueries.signingIn', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
      const create = (username: string, email: string | null) =>
        scene.queries.users.create(
          { username, email, password_hash: `hash of ${username}`, is_staff: false, is_superuser: false },
          new Date(),
        );
      await create('bob', 'Bob@Bank.example');
      await create('eve', 'shared@bank.example');
      await create('kim', 'Shared@bank.example');
      await create('zed@bank.example', 'zed@bank.example');
      await create('imposter', 'ZED@bank.example');
    });

    const cases: [string, { given: string; want: string | undefined }][] = [
      ['a name', { given: 'bob', want: 'bob' }],
      ['a name in another case', { given: 'BOB', want: undefined }],
      ['an e-mail address', { given: 'Bob@Bank.example', want: 'bob' }],
      ['an e-mail address in another case', { given: 'bOB@bank.EXAMPLE', want: 'bob' }],
      ['an e-mail address that two share', { given: 'shared@bank.example', want: undefined }],
      ['a name that is somebody else’s e-mail address', { given: 'zed@bank.example', want: 'zed@bank.example' }],
      ['nothing', { given: '', want: undefined }],
      ['what no database keeps', { given: 'bob\0', want: undefined }],
      ['a pattern', { given: '%', want: undefined }],
    ];
    for (const [name, { given, want }] of cases) {
      it(`finds ${want ?? 'nobody'} by ${name}`, async () => {
        const found = await scene.queries.users.signingIn(given);
        assert.equal(found?.username, want);
        if (found) assert.equal(found.password_hash, `hash of ${want}`);
      });
    }
  });
});

import { deepEqual, equal } from 'node:assert/strict';
import { firstStart } from '../src/first-start.js';
import { createQueries } from '../src/queries/queries.js';
import { onEachDatabase } from './database/harness.js';

const NOW = new Date('2026-11-22T09:30:00.000Z');

describe('firstStart', () => {
  onEachDatabase((_name, open) => {
    it('makes one administrator, though several processes start at once', async () => {
      const queries = createQueries(await open());
      const secrets = await Promise.all([1, 2, 3].map(() => firstStart(queries, NOW)));
      equal(secrets.filter((made) => made !== null).length, 1);
      deepEqual(
        (await queries.users.list()).map((user) => user.username),
        ['admin'],
      );
      equal((await queries.tokens.list()).length, 1);
      equal(await queries.integrations.count(), 3);
    });

    it('lets the examples reach the mock core', async () => {
      const queries = createQueries(await open());
      await firstStart(queries, NOW, { port: 3001 });
      deepEqual(
        (await queries.adapterConfigs.bindings()).map(({ integration, system, name }) => [integration, system, name]),
        [
          ['User Management (Tutorial)', 'HTTP', 'randomuser API'],
          ['User Onboarding (Tutorial)', 'HTTP', 'randomuser API'],
          ['User Onboarding (Tutorial)', 'MOCKCORE', 'mock core'],
          ['hackernews_email_digest', 'HTTP', 'hackernews'],
        ],
      );
    });
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { adapterCommand } from '../../src/cli/adapter.js';
import { applicationCommand } from '../../src/cli/application.js';
import { endpointCommand } from '../../src/cli/endpoint.js';
import { groupCommand } from '../../src/cli/group.js';
import { keyCommand } from '../../src/cli/key.js';
import { moduleCommand } from '../../src/cli/module.js';
import { permissionCommand } from '../../src/cli/permission.js';
import { scheduleCommand } from '../../src/cli/schedule.js';
import { tokenCommand } from '../../src/cli/token.js';
import { userCommand } from '../../src/cli/user.js';
import { vaultCommand } from '../../src/cli/vault.js';
import { type Config, readConfig } from '../../src/config.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { firstStart } from '../../src/first-start.js';
import { createQueries } from '../../src/queries/queries.js';
import { runCommand } from '../cli/command-run.js';
import { blocksOf } from './blocks.js';

const COMMANDS: Readonly<Record<string, (config: () => Config) => Command>> = {
  adapter: adapterCommand,
  application: applicationCommand,
  endpoint: endpointCommand,
  group: groupCommand,
  key: keyCommand,
  module: moduleCommand,
  permission: permissionCommand,
  schedule: scheduleCommand,
  token: tokenCommand,
  user: userCommand,
  vault: vaultCommand,
};

/** The command lines of a page's blocks, without what is to come from standard input, and without what calls other machines. */
const linesOf = (page: string): string[] =>
  blocksOf(readFileSync(`docs/${page}.md`, 'utf8'))
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line.startsWith('npx gateway '))
    .map((line) => line.replace(/\s+#.*$/, '').replace(/(\w+)=- < \S+$/, '$1=secret'))
    .filter((line) => !line.includes(' < ') && !line.endsWith(' validate') && !line.includes(' tool '));

describe('docs: the command lines', () => {
  for (const page of [
    'adapters',
    'connect',
    'formulas',
    'http-api',
    'oauth',
    'permissions',
    'run-history',
    'schedules',
    'shared-modules',
  ]) {
    it(`those of ${page}.md can be given after the first start`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'gateway-docs-'));
      const config = readConfig({ GATEWAY_DATA_DIR: folder });
      const db = await openDatabase({ url: config.databaseUrl });
      try {
        await migrate(db);
        const queries = createQueries(db);
        await firstStart(queries, new Date(), { port: 3001 });
        for (const name of ['new_customer', 'get_customer']) {
          const { signal } = new AbortController();
          await queries.components.write({}, { integrationId: null, name, userId: 1, now: new Date(), signal });
        }
        await writeFile(join(folder, 'pricing.js'), 'export const rate = 0.08\n');
        const lines = linesOf(page);
        assert.ok(lines.length > 0);
        // The README makes her, if the page does not.
        const ann = ['create', 'ann', '--staff'];
        if (!lines.some((line) => line.includes(ann.join(' '))))
          await runCommand(
            userCommand(() => config),
            ann,
          );
        for (const line of lines) {
          const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
          const [, , name = '', ...given] = words;
          const args = given.map((word) => (word.endsWith('.js') ? join(folder, word) : word));
          const command = COMMANDS[name];
          assert.ok(command, line);
          await runCommand(
            command(() => config),
            args,
          );
        }
      } finally {
        await db.destroy();
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});

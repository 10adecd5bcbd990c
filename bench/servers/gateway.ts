import { dirname } from 'node:path';
import { built } from './built.js';
import { tell } from './listening.js';
import { registryOf } from './tools.js';

/*
 * The whole gateway, as it is started, with another catalog in place of its own, and with rate limits that no load reaches.
 * Arguments: the module of a generated registry, a database file in a folder of its own.
 */
const [registryFile, databaseFile] = process.argv.slice(2) as [string, string];
const { catalog } = await built<typeof import('../../src/catalog.js')>('catalog.js');
const { readConfig } = await built<typeof import('../../src/config.js')>('config.js');
const { startGateway } = await built<typeof import('../../src/main.js')>('main.js');
const registry = await registryOf(registryFile);
const CALLS_A_MINUTE = 1_000_000_000;

catalog.registry = {
  ...registry,
  tools: registry.tools.map((tool) => ({
    ...tool,
    operations: tool.operations.map(({ limits, ...operation }) => ({
      ...operation,
      limits: { ...limits, rate: CALLS_A_MINUTE },
    })),
  })),
};
const { mcpUrl } = await startGateway(
  readConfig({
    PORT: '0',
    GATEWAY_DATA_DIR: dirname(databaseFile),
    DATABASE_URL: `sqlite:${databaseFile}`,
    GATEWAY_LOG_LEVEL: 'silent',
  }),
);
// By its number, as the others are called: no name is looked up for some of them alone.
tell(mcpUrl.replace('localhost', '127.0.0.1'));

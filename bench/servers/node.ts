import { built } from './built.js';
import { tell } from './listening.js';

/*
 * The whole gateway, as its environment says, with rate limits that no load reaches. They are still asked for, as anywhere.
 */
const { catalog } = await built<typeof import('../../src/catalog.js')>('catalog.js');
const { readConfig } = await built<typeof import('../../src/config.js')>('config.js');
const { startGateway } = await built<typeof import('../../src/main.js')>('main.js');
const CALLS_A_MINUTE = 1_000_000_000;

catalog.registry = {
  ...catalog.registry,
  tools: catalog.registry.tools.map((tool) => ({
    ...tool,
    operations: tool.operations.map(({ limits, ...operation }) => ({
      ...operation,
      limits: { ...limits, rate: CALLS_A_MINUTE },
    })),
  })),
};
const { url } = await startGateway(readConfig(process.env));
tell(url.replace('localhost', '127.0.0.1'));

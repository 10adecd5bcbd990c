import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MockCore } from './mock-core.js';
import { createMockCoreApp } from './mock-core-app.js';

/** A mock core that answers. */
export interface RunningMockCore {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly core: MockCore;
  stop(): Promise<void>;
}

/** @param port 0 for any that is free */
export async function startMockCore({
  port,
  host = '127.0.0.1',
  now = () => new Date(),
}: {
  port: number;
  host?: string;
  now?: () => Date;
}): Promise<RunningMockCore> {
  const core = new MockCore(now);
  const server = createServer(createMockCoreApp(core, now).callback());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    core,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Tells the process that started this one where the server listens, and ends with it. */
export function tell(url: string): void {
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}

/** Serves on a free port, and tells the address. */
export function listenAndTell(listener: RequestListener, path = '/mcp'): void {
  const server = createServer(listener);
  // The pauses of a busy machine are no reason to close connections.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => tell(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`));
}

/** A port for a server that cannot choose one itself. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

/** A server of a test on a free port of this machine. */
export interface Stub {
  readonly port: number;
  close(): Promise<void>;
}

export const httpStub = (listener: RequestListener): Promise<Stub> => listening(createServer(listener));

export const tlsStub = (options: ServerOptions, listener: RequestListener): Promise<Stub> =>
  listening(createTlsServer(options, listener));

export const tcpStub = (listener: (socket: Socket) => void): Promise<Stub> =>
  listening(createTcpServer((socket) => listener(socket.on('error', () => {}))));

async function listening(server: Server): Promise<Stub> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

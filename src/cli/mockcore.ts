import { Command } from 'commander';
import { startMockCore } from '../mockcore/start-mock-core.js';
import { CommandError } from './command-error.js';

export function mockcoreCommand(): Command {
  return new Command('mockcore')
    .description('serve the mock banking core on this machine, with a page that shows what it received')
    .option('--port <port>', 'where to listen', '3001')
    .action(async ({ port }: { port: string }) => {
      if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
        throw new CommandError(`--port is "${port}"; it must be a whole number from 0 to 65535.`);
      }
      const {
        url,
        port: taken,
        stop,
      } = await startMockCore({ port: Number(port) }).catch((error) => {
        if (error.code !== 'EADDRINUSE') throw error;
        throw new CommandError(`port ${port} is in use; give another one with --port.`);
      });
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
      console.log(
        [
          `The mock core is ready: ${url}`,
          '',
          'A gateway reaches it when it is started with',
          `  GATEWAY_ALLOWED_HOSTS=127.0.0.1:${taken}`,
          'and an integration through a configuration that is bound to it:',
          `  npx gateway adapter create MOCKCORE "mock core" host=127.0.0.1 port=${taken} tls=false`,
          '  npx gateway adapter bind --integration NAME --adapter "MOCKCORE/mock core"',
        ].join('\n'),
      );
    });
}

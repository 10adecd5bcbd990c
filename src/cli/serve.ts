import { Command } from 'commander';
import { type Config, roleOf, roles } from '../config.js';
import { firstStart } from '../first-start.js';
import { CommandError } from './command-error.js';
import { welcome } from './welcome.js';

export function serveCommand(config: () => Config): Command {
  return new Command('serve')
    .description('start the gateway')
    .option('--mock-core [port]', 'with a mock banking core on this machine, for the examples and for practice')
    .option('--role <role>', `what this process does: ${roles.join(', ')} (GATEWAY_ROLE otherwise)`)
    .action(async ({ mockCore: asked, role: askedRole }: { mockCore?: string | true; role?: string }) => {
      // What starts can be broken off anywhere. The first process of a container has to be told that it ends by a signal at all.
      let stop = async () => {};
      stopOnSignal(() => stop());
      const known = config();
      const given = askedRole === undefined ? known : { ...known, role: roleOf(askedRole, known.databaseUrl) };
      const mockCore = asked === undefined ? null : await startMockCore(portOf(asked));
      const reachable = mockCore ? [`127.0.0.1:${mockCore.port}`] : [];
      // Half of what the command line would load, and no other command needs it.
      const { startGateway } = await import('../main.js');
      const gateway = await startGateway({ ...given, allowedHosts: [...given.allowedHosts, ...reachable] });
      stop = async () => {
        await gateway.stop();
        await mockCore?.stop();
      };
      // Nobody asks it for anything; who is welcomed is told by the processes that serve.
      if (given.role === 'worker')
        return console.log(`This gateway does jobs: ${gateway.url} answers who looks after it.`);
      const secrets = await firstStart(gateway.queries, new Date(), mockCore).catch(async (error) => {
        // Else it would listen on, though the command has failed.
        await stop();
        throw error;
      });
      console.log(welcome(gateway, secrets, mockCore?.url ?? null));
    });
}

async function startMockCore(port: number) {
  const mockCore = await import('../mockcore/start-mock-core.js');
  return mockCore.startMockCore({ port }).catch(explainPort);
}

const MOCK_CORE_PORT = 3001;

function portOf(text: string | true): number {
  if (text === true) return MOCK_CORE_PORT;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new CommandError(`--mock-core is "${text}"; it must be a port, a whole number from 0 to 65535.`);
}

function explainPort(error: NodeJS.ErrnoException & { port?: number }): never {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new CommandError(
    `port ${error.port}, the mock core's, is in use; start with "gateway serve" alone, or give another port: --mock-core 3002`,
  );
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Whoever asks a second time does not want to wait.
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error) => {
          console.error('gateway: could not stop in order:', error);
          process.exit(1);
        },
      );
    });
  }
}

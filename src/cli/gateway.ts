import { Command } from 'commander';
import { readConfig } from '../config.js';
import { ConfigError } from '../config-error.js';
import { KeyError } from '../crypto/key-file.js';
import { SealError } from '../crypto/keyring.js';
import { classify } from '../database/classify.js';
import { NewerDatabaseError } from '../database/migrate.js';
import { AdapterConfigError } from '../engine/adapter-config-error.js';
import { CustomError } from '../engine/custom-error.js';
import { SharedModuleError } from '../engine/shared-module-error.js';
import { FrontendError } from '../frontends/frontend-error.js';
import { CopyError } from '../queries/database-copy.js';
import { QueryError } from '../queries/query-error.js';
import { ScheduleError } from '../schedules/schedule-error.js';
import { VERSION } from '../version.js';
import { CommandError } from './command-error.js';

/** Errors whose message is one line for the person who gave the command. */
const MENDABLE = [
  ConfigError,
  CommandError,
  CopyError,
  AdapterConfigError,
  CustomError,
  NewerDatabaseError,
  KeyError,
  SealError,
  QueryError,
  SharedModuleError,
  FrontendError,
  ScheduleError,
];

const config = () => readConfig(process.env);

/** In the order of the help. The one that is asked for is loaded, and not all the others. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.js')).serveCommand(config),
  database: async () => (await import('./database-copy.js')).databaseCommand(config),
  migrate: async () => (await import('./migrate.js')).migrateCommand(config),
  user: async () => (await import('./user.js')).userCommand(config),
  group: async () => (await import('./group.js')).groupCommand(config),
  token: async () => (await import('./token.js')).tokenCommand(config),
  application: async () => (await import('./application.js')).applicationCommand(config),
  adapter: async () => (await import('./adapter.js')).adapterCommand(config),
  'custom-adapter': async () => (await import('./custom-adapter.js')).customAdapterCommand(config),
  key: async () => (await import('./key.js')).keyCommand(config),
  mockcore: async () => (await import('./mockcore.js')).mockcoreCommand(),
  vault: async () => (await import('./vault.js')).vaultCommand(config),
  module: async () => (await import('./module.js')).moduleCommand(config),
  permission: async () => (await import('./permission.js')).permissionCommand(config),
  endpoint: async () => (await import('./endpoint.js')).endpointCommand(config),
  frontend: async () => (await import('./frontend.js')).frontendCommand(config),
  tool: async () => (await import('./tool.js')).toolCommand(config),
  schedule: async () => (await import('./schedule.js')).scheduleCommand(config),
  buildhelper: async () => (await import('./buildhelper.js')).buildhelperCommand(config),
};

const asked = process.argv.slice(2).find((word) => !word.startsWith('-')) ?? '';
const wanted = Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands);

const program = new Command('gateway')
  .description('The Integration Gateway: build, run and debug integrations over the Model Context Protocol.')
  .version(VERSION)
  .addHelpText(
    'after',
    `
Environment:
  PORT                 where to listen (3000)
  HOST                 on which address (127.0.0.1)
  DATABASE_URL         sqlite:PATH or postgres://… (sqlite: in the data folder)
  GATEWAY_LISTEN_URL   the same PostgreSQL without PgBouncer, for LISTEN (DATABASE_URL)
  GATEWAY_POOL_SIZE    connections to PostgreSQL (web 10, worker half its jobs at once, all both)
  GATEWAY_PREPARED     on or off: prepare statements on PostgreSQL (on)
  GATEWAY_ROLE         what a process on PostgreSQL does: web, worker or all (all)
  GATEWAY_JOBS_AT_ONCE how many queued runs a process does at once (20)
  GATEWAY_PUBLIC_URL   the address that clients use (http://localhost:PORT)
  GATEWAY_DATA_DIR     the data folder (data)
  GATEWAY_LOG_LEVEL    trace, debug, info, warn, error, fatal or silent (info)
  GATEWAY_ALLOWED_HOSTS     hosts on this machine or in private networks that integrations may reach (none)
  GATEWAY_ENCRYPTION_KEYS   the keys of what is secret, the newest first (those of the key file)
  GATEWAY_KEY_FILE          where the keys are (encryption.key in the data folder)
  GATEWAY_BUILDHELPER_DIR   the site's own files of the build helper (buildhelper in the data folder)
  GATEWAY_PROXIES           how many reverse proxies stand in front (0)
  GATEWAY_CLIENT_METADATA   hosts whose pages may describe an MCP client, *.example.com (none)
  GATEWAY_CLIENT_REGISTRATION   hosts to which clients that register themselves send people back (none)
  GATEWAY_ACCESS_TOKEN_SECONDS  how long an access token is good (3600)
  GATEWAY_SMTP_URL     the server that takes result mails and invitations, smtp://user:password@host:587 (none are sent)
  GATEWAY_MAIL_FROM    the sender of these mails
  GATEWAY_METRICS_TOKEN   what whoever reads /metrics has to show (there are no metrics)
  GATEWAY_DRAIN_SECONDS   for how long to serve on when told to stop (0)
  OTEL_EXPORTER_OTLP_ENDPOINT   where traces go (there are none)`,
  );
for (const name of wanted) program.addCommand(await (commands[name] as () => Promise<Command>)());

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 1;
  console.error(`gateway: ${explain(error)}`);
}

/** One clear line for what a person can mend; the whole error for what only we can. */
function explain(error: unknown): string {
  if (MENDABLE.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code, address, port, syscall, message } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (code === 'EADDRINUSE') return `port ${port} on ${address} is in use; set PORT to another one.`;
  if (code === 'EACCES' && syscall === 'listen') return `port ${port} may not be used; set PORT to one above 1023.`;
  if (classify(error)) return `the database cannot be used (see DATABASE_URL): ${message || code}`;
  if (code !== undefined) return `${message || code} (${code})`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

import { Command } from 'commander';
import { ConfigError, readConfig } from '../config.js';
import { classify } from '../database/classify.js';
import { NewerDatabaseError } from '../database/migrate.js';
import { VERSION } from '../version.js';
import { CommandError } from './command-error.js';
import { migrateCommand } from './migrate.js';
import { serveCommand } from './serve.js';
import { tokenCommand } from './token.js';
import { userCommand } from './user.js';

const config = () => readConfig(process.env);

const program = new Command('gateway')
  .description('The Integration Gateway: build, run and debug integrations over the Model Context Protocol.')
  .version(VERSION)
  .addCommand(serveCommand(config))
  .addCommand(migrateCommand(config))
  .addCommand(userCommand(config))
  .addCommand(tokenCommand(config))
  .addHelpText(
    'after',
    `
Environment:
  PORT                 where to listen (3000)
  HOST                 on which address (127.0.0.1)
  DATABASE_URL         sqlite:PATH or postgres://… (sqlite: in the data folder)
  GATEWAY_PUBLIC_URL   the address that clients use (http://localhost:PORT)
  GATEWAY_DATA_DIR     the data folder (data)
  GATEWAY_LOG_LEVEL    trace, debug, info, warn, error, fatal or silent (info)`,
  );

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 1;
  console.error(`gateway: ${explain(error)}`);
}

/** One clear line for what a person can mend; the whole error for what only we can. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof CommandError || error instanceof NewerDatabaseError) {
    return error.message;
  }
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

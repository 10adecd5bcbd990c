import type { Command } from 'commander';
import { type Config, readConfig } from '../../src/config.js';

/** The configuration of a database. */
export const configOf = (databaseUrl: string): Config => readConfig({ DATABASE_URL: databaseUrl });

/** Runs a command in this process, and answers with what it prints. */
export async function runCommand(command: Command, args: readonly string[]): Promise<string> {
  const { log } = console;
  const printed: string[] = [];
  console.log = (text: string) => void printed.push(text);
  try {
    await command.parseAsync([...args], { from: 'user' });
  } finally {
    console.log = log;
  }
  return printed.join('\n');
}

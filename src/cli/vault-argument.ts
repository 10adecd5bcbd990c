import { readFileSync } from 'node:fs';
import { CommandError } from './command-error.js';

/**
 * An item's value: JSON, or `-` for JSON from standard input.
 * @throws CommandError
 */
export function valueFrom(argument: string): unknown {
  try {
    return JSON.parse(argument === '-' ? readFileSync(0, 'utf8') : argument);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandError(`the value is not JSON (a text needs quotes: '"text"').`);
  }
}

/**
 * A secret's value from standard input: a text, without the line's end, or JSON.
 * @throws CommandError
 */
export function secretFrom(argument: string, json: boolean): unknown {
  // It is not repeated, since it could be the secret.
  if (argument !== '-') throw new CommandError('a secret is read from standard input; give - in its place.');
  if (json) return valueFrom('-');
  const text = readFileSync(0, 'utf8').replace(/\r?\n$/, '');
  if (text === '') throw new CommandError('a secret is read from standard input, but nothing came from there.');
  return text;
}

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Adapter } from '../adapters/adapter.js';
import { settingFromText } from '../adapters/settings.js';
import { CommandError } from './command-error.js';

/**
 * Settings from the arguments of a command, `name=value`, over those of a YAML file. `name=-` takes its value from standard
 * input, and `name=` is null.
 * @throws CommandError
 */
export function settingsFrom(
  { fields }: Pick<Adapter, 'fields'>,
  given: readonly string[],
  file: string | undefined,
): Record<string, unknown> {
  const settings: Record<string, unknown> = file === undefined ? {} : fromFile(file);
  let input: string | null = null;
  for (const argument of given) {
    const at = argument.indexOf('=');
    // The argument is not repeated: what has no name could be a password.
    if (at < 1) throw new CommandError('settings are given as name=value, for example host=api.example.com.');
    const name = argument.slice(0, at);
    let text = argument.slice(at + 1);
    if (text === '-') {
      if (input !== null)
        throw new CommandError('only one setting can be read from standard input; use --from for more.');
      input = readFileSync(0, 'utf8').replace(/\r?\n$/, '');
      if (input === '') throw new CommandError(`${name}=- reads standard input, but nothing came from there.`);
      text = input;
    }
    const field = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
    settings[name] = text === '' ? null : field ? settingFromText(field, text) : text;
  }
  return settings;
}

function fromFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  let settings: unknown;
  try {
    settings = parse(text);
  } catch {
    // What the parser says repeats lines of the file, which may hold secrets.
    throw new CommandError(`${file} is not YAML.`);
  }
  if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return { ...settings };
  throw new CommandError(`${file} must hold settings, one a line: name: value.`);
}

import type { SettingField } from '../adapters/adapter.js';
import type { ConfigFieldType, ConfigSchema } from './config-schema.js';

/** The fields of a custom adapter's configurations, as the pages and the command line know fields: all but three types are texts. */
export const customFields = (schema: ConfigSchema): Readonly<Record<string, SettingField>> =>
  Object.fromEntries(
    Object.entries(schema).map(([name, type]) => [name, { ...FIELDS[type], title: titleOf(name, type) }]),
  );

const FIELDS: Readonly<Record<ConfigFieldType, Omit<SettingField, 'title'>>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  float: { type: 'string' },
  boolean: { type: 'boolean' },
  array: { type: 'string', lines: true },
  object: { type: 'string', lines: true },
  encrypted_string: { type: 'string', secret: true },
  file: { type: 'string', secret: true, lines: true },
};

function titleOf(name: string, type: ConfigFieldType): string {
  const how = HOW[type];
  return how ? `${name} (${how})` : name;
}

const HOW: Partial<Record<ConfigFieldType, string>> = {
  float: 'a number',
  array: 'a list, as JSON',
  object: 'an object, as JSON',
  file: 'a file, in base64',
};

import { type ConfigSchema, isSealed } from './config-schema.js';
import { coerced, WANTED } from './config-value.js';

/** The values of a configuration, by field; those of sealed fields among them. */
export type ConfigValues = Readonly<Record<string, unknown>>;

/** Values as their schema wants them, or everything that is wrong with them, each as `field: why`. */
export type ValuesCheck =
  | { readonly values: ConfigValues; readonly problems: null }
  | { readonly values: null; readonly problems: readonly string[] };

export const valuesLimits = {
  /** Bytes of what is not sealed, as JSON: the list of an adapter's configurations shows all of it. */
  plain: 16 * 1024,
  /** Bytes of what is sealed, as JSON. */
  sealed: 3 * 1024 * 1024,
} as const;

/**
 * Checks that values match a schema exactly: every field has a value, null is none, and there is no other. What is plainly meant
 * becomes what the type wants.
 */
export function checkConfigValues(schema: ConfigSchema, given: ConfigValues): ValuesCheck {
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(schema, name))
    .map((name) => `${shownName(name)}: there is no such field; ${fieldsOf(schema)}`);
  const values: [string, unknown][] = [];
  for (const [name, type] of Object.entries(schema)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) {
      problems.push(`${name}: is missing; it wants ${WANTED[type]}`);
      continue;
    }
    const made = coerced(type, value);
    if (made.want === null) values.push([name, made.value]);
    else problems.push(`${name}: wants ${made.want}`);
  }
  if (problems.length > 0) return { values: null, problems };
  const complete = Object.fromEntries(values);
  const tooLarge = sizeProblems(schema, complete);
  return tooLarge.length > 0 ? { values: null, problems: tooLarge } : { values: complete, problems: null };
}

/** Tells what may be stored and shown from what must be sealed. */
export function splitConfigValues(
  schema: ConfigSchema,
  values: ConfigValues,
): { plain: ConfigValues; sealed: ConfigValues } {
  const part = (wanted: boolean) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => isSealed(schema[name]) === wanted));
  return { plain: part(false), sealed: part(true) };
}

function sizeProblems(schema: ConfigSchema, values: ConfigValues): string[] {
  const { plain, sealed } = splitConfigValues(schema, values);
  const problems: string[] = [];
  if (bytesOf(plain) > valuesLimits.plain) {
    problems.push(
      `the values have more than ${valuesLimits.plain / 1024} KB together; what is larger goes into a field of the type ` +
        'encrypted_string or file',
    );
  }
  if (bytesOf(sealed) > valuesLimits.sealed)
    problems.push(`the encrypted values and files have more than ${valuesLimits.sealed / 1024 ** 2} MB together`);
  return problems;
}

const bytesOf = (values: ConfigValues): number => Buffer.byteLength(JSON.stringify(values));

const shownName = (name: string): string => JSON.stringify(name.slice(0, 64)).slice(1, -1);

const fieldsOf = (schema: ConfigSchema): string =>
  Object.keys(schema).length === 0 ? 'the schema has none' : `there are ${Object.keys(schema).join(', ')}`;

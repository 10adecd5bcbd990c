import type { ConfigFieldType } from './config-schema.js';
import { isNestedDeeper } from './nesting.js';

/** A value as its field's type wants it, or what the type wants instead. What was given is never repeated: it may be a secret. */
export type Coerced = { readonly value: unknown; readonly want: null } | { readonly want: string };

export const valueLimits = {
  /** Bytes of a file, decoded. */
  file: 1024 * 1024,
  /** Lists and objects in one another. */
  depth: 100,
} as const;

/** Makes of a value what its field's type wants, where that is plain: "30" is the integer 30, a JSON text is the list in it. */
export function coerced(type: ConfigFieldType, given: unknown): Coerced {
  const value = coercions[type](given);
  return value === undefined ? { want: WANTED[type] } : { value, want: null };
}

/** How a value of a field is to be given. */
export const WANTED: Readonly<Record<ConfigFieldType, string>> = {
  string: 'a text',
  integer: 'a whole number (integer)',
  float: 'a number (float)',
  boolean: 'true or false (boolean)',
  array: 'a list (array)',
  object: 'an object',
  encrypted_string: 'a text (encrypted_string)',
  file: 'a file of at most 1 MB in base64 (file)',
};

const coercions: Readonly<Record<ConfigFieldType, (given: unknown) => unknown>> = {
  string: textOf,
  integer: (given) => numberOf(given, Number.isSafeInteger),
  float: (given) => numberOf(given, Number.isFinite),
  boolean: booleanOf,
  array: (given) => structureOf(given, Array.isArray),
  object: (given) => structureOf(given, isObject),
  encrypted_string: textOf,
  file: fileOf,
};

function textOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  return typeof given === 'number' || typeof given === 'boolean' ? String(given) : undefined;
}

function numberOf(given: unknown, fits: (number: number) => boolean): number | undefined {
  const number = typeof given === 'string' && NUMBER.test(given) ? Number(given) : given;
  return typeof number === 'number' && fits(number) ? number : undefined;
}

const NUMBER = /^\s*[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})(e[+-]?\d{1,3})?\s*$/i;

function booleanOf(given: unknown): boolean | undefined {
  if (typeof given === 'boolean') return given;
  const text = typeof given === 'string' ? given.trim().toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function structureOf(given: unknown, fits: (value: unknown) => boolean): unknown {
  const value = typeof given === 'string' ? parsed(given) : given;
  if (!fits(value)) return undefined;
  return isNestedDeeper(JSON.stringify(value), valueLimits.depth) ? undefined : value;
}

function parsed(text: string): unknown {
  if (isNestedDeeper(text, valueLimits.depth)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Base64 in one line, padded. Tools that make it break the lines. */
function fileOf(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > LONGEST_FILE) return undefined;
  const text = given.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > valueLimits.file) return undefined;
  const padded = bytes.toString('base64');
  // What is missing or too much at the end would be lost without a word.
  return padded === text || padded.replace(/=+$/, '') === text ? padded : undefined;
}

/** Four characters are three bytes; the line breaks come on top. */
const LONGEST_FILE = valueLimits.file * 2;

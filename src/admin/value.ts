import { unstorable } from '../queries/cell.js';
import type { Field, TextField } from './field.js';

/** A value as its field takes it, or why it does not. */
export type Checked = { readonly value: unknown } | { readonly problem: string };

const LEAST_INTEGER = -(2 ** 31);
const LARGEST_INTEGER = 2 ** 31 - 1;
const LONGEST_TEXT = 20_000;
const LONGEST_CODE = 100_000;
const LONGEST_SECRET = 10_000;
const LARGEST_JSON = 100_000;
const MOST_REFERENCES = 1000;
const DEEPEST_JSON = 50;

const bad = (problem: string): Checked => ({ problem });
const good = (value: unknown): Checked => ({ value });

/**
 * A value that is to be written into a field, or that a field is compared with: of its type, within its limits, and storable.
 * Null, and blank text for a field that may be null, come out as null; whether they may, others say.
 */
export function checkValue(field: Field, given: unknown): Checked {
  if (given === null) return good(null);
  switch (field.type) {
    case 'integer':
    case 'number':
      return number(given, field.type, field.min, field.max);
    case 'text':
    case 'code':
      return text(given, field);
    case 'boolean':
      return typeof given === 'boolean' ? good(given) : bad('must be true or false.');
    case 'moment':
      return moment(given);
    case 'choice':
      return field.choices.includes(given as string) ? good(given) : bad(`must be one of ${field.choices.join(', ')}.`);
    case 'reference':
      return id(given) ? good(given) : bad('must be the id of an instance, a whole number from 1 to 2147483647.');
    case 'references':
      return ids(given);
    case 'encrypted':
      return secret(given, field.maxLength ?? LONGEST_SECRET);
    case 'json':
      return json(given, field.of, field.maxBytes ?? LARGEST_JSON);
    case 'file':
      return bad('is a file, which cannot be written here.');
  }
}

function number(given: unknown, type: 'integer' | 'number', min?: number, max?: number): Checked {
  const whole = type === 'integer';
  if (typeof given !== 'number' || !Number.isFinite(given) || (whole && !Number.isInteger(given))) {
    return bad(whole ? 'must be a whole number.' : 'must be a number.');
  }
  const [least, most] = whole ? [min ?? LEAST_INTEGER, max ?? LARGEST_INTEGER] : [min ?? -Infinity, max ?? Infinity];
  if (given >= least && given <= most) return good(given);
  if (most === Infinity) return bad(`must be ${least} at least.`);
  return bad(least === -Infinity ? `must be ${most} at most.` : `must be from ${least} to ${most}.`);
}

function text(given: unknown, field: TextField): Checked {
  if (typeof given !== 'string') return bad('must be text.');
  const longest = field.maxLength ?? (field.type === 'code' ? LONGEST_CODE : LONGEST_TEXT);
  // In code units first: a text that long is not to be split into its characters.
  if (given.length > longest * 2 || [...given].length > longest) return bad(`must have ${longest} characters at most.`);
  const problem = unstorable(given);
  if (problem) return bad(problem);
  if (given.trim() === '') return good(field.nullable ? null : '');
  const kept = field.type === 'code' ? given : given.trim();
  if (field.pattern && !matchesAll(field.pattern.is, kept)) return bad(`${field.pattern.says}.`.replace(/\.\.$/, '.'));
  return good(kept);
}

const matchesAll = ({ source, flags }: RegExp, text: string): boolean =>
  new RegExp(`^(?:${source})$`, flags).test(text);

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

const FIRST_MOMENT = new Date('0001-01-01T00:00:00.000Z');
const LAST_MOMENT = new Date('9999-12-31T23:59:59.999Z');

function moment(given: unknown): Checked {
  const wanted = 'must be a moment, such as 2026-11-22T09:30:00Z.';
  if (typeof given !== 'string' || !MOMENT.test(given)) return bad(wanted);
  const at = new Date(given);
  if (Number.isNaN(at.getTime())) return bad(wanted);
  // PostgreSQL knows no year 0, and beyond these years moments are written with a sign, which has no order as a text.
  if (at < FIRST_MOMENT || at > LAST_MOMENT) return bad('must be in the years 1 to 9999, in UTC.');
  // A day that a month does not have becomes one of the next.
  const day = new Date(`${given.slice(0, 10)}T00:00:00Z`);
  return day.toISOString().startsWith(given.slice(0, 10)) ? good(at.toISOString()) : bad('is a day that there is not.');
}

const id = (given: unknown): given is number =>
  typeof given === 'number' && Number.isInteger(given) && given > 0 && given <= LARGEST_INTEGER;

function ids(given: unknown): Checked {
  if (!Array.isArray(given) || !given.every(id)) return bad('must be a list of ids, which are whole numbers.');
  if (given.length > MOST_REFERENCES) return bad(`must have ${MOST_REFERENCES} ids at most.`);
  return good([...new Set(given)].toSorted((a, b) => a - b));
}

function secret(given: unknown, longest: number): Checked {
  if (typeof given !== 'string') return bad('must be text.');
  if (given === '') return bad('must not be empty; null takes a secret away, where that may be.');
  if (given.length > longest) return bad(`must have ${longest} characters at most.`);
  const problem = unstorable(given);
  return problem ? bad(problem) : good(given);
}

function json(given: unknown, of: 'object' | 'array' | 'texts' | undefined, largest: number): Checked {
  const isList = Array.isArray(given);
  if (of === 'object' && (typeof given !== 'object' || isList)) return bad('must be an object.');
  if (of === 'array' && !isList) return bad('must be a list.');
  if (of === 'texts' && !(isList && given.every((each) => typeof each === 'string')))
    return bad('must be a list of texts.');
  if (depthOf(given) > DEEPEST_JSON) return bad(`must not be nested deeper than ${DEEPEST_JSON}.`);
  const written = JSON.stringify(given);
  if (Buffer.byteLength(written) > largest) return bad(`must have ${largest} bytes at most, as JSON.`);
  const problem = unstorableIn(given);
  return problem ? bad(problem) : good(given);
}

/** How deep it is nested, as far as it matters. */
function depthOf(value: unknown, depth = 0): number {
  if (depth > DEEPEST_JSON || typeof value !== 'object' || value === null) return depth;
  // Not all at once: a function takes no list of 100,000 arguments.
  return Object.values(value).reduce<number>((deepest, inner) => Math.max(deepest, depthOf(inner, depth + 1)), depth);
}

/** Why one of its texts cannot be stored, or one of its keys. */
function unstorableIn(value: unknown): string | null {
  if (typeof value === 'string') return unstorable(value);
  if (typeof value !== 'object' || value === null) return null;
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    const problem = (isList ? null : unstorable(key)) ?? unstorableIn(inner);
    if (problem !== null) return problem;
  }
  return null;
}

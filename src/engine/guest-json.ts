import type { RunFiles } from './run-files.js';
import { LimitError } from './sandbox-error.js';

/*
 * Between the formulas and the engine goes JSON, in which bytes are `{"$bytes": base64}` and a file is
 * `{"$file": name, mode, encoding}`.
 */

interface FileMark {
  readonly $file: string;
  readonly mode?: string;
  readonly encoding?: string | null;
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';
const isBytes = (value: unknown): value is { $bytes: string } => isObject(value) && typeof value.$bytes === 'string';
const isFile = (value: unknown): value is FileMark => isObject(value) && typeof value.$file === 'string';

export const hasSpecials = (json: string): boolean => json.includes('"$bytes"') || json.includes('"$file"');

/**
 * What came from the formulas: bytes as `Uint8Array`, a file as its content.
 * @param files null where there are none: what says that it is a file is no more than that
 */
export function fromGuest(json: string, files: RunFiles | null): unknown {
  const value: unknown = JSON.parse(json);
  return hasSpecials(json) ? whole(value, files) : value;
}

function whole(value: unknown, files: RunFiles | null): unknown {
  if (Array.isArray(value)) return value.map((item) => whole(item, files));
  if (isBytes(value)) return new Uint8Array(Buffer.from(value.$bytes, 'base64'));
  if (files && isFile(value)) return new Uint8Array(files.content(value.$file) ?? []);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, whole(item, files)]));
}

/** What goes to the formulas, as JSON. @throws LimitError when it is nested too deeply */
export function toGuest(value: unknown): string {
  try {
    return JSON.stringify(hasBytes(value) ? marked(value) : (value ?? null));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LimitError('what the formulas are given is nested too deeply', null);
  }
}

function hasBytes(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value instanceof Uint8Array) return true;
  for (const name in value) if (hasBytes(value[name])) return true;
  return false;
}

function marked(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(marked);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item)]));
}

/** The same JSON with a file as the run history shows it (domain.md 3.14). */
export function shownFiles(json: string, files: RunFiles): string {
  if (!json.includes('"$file"')) return json;
  return JSON.stringify(JSON.parse(json), (_, value) =>
    isFile(value)
      ? `<GlyueFileHandle name='${value.$file}' id=${files.number(value.$file)} mode='${value.mode ?? 'r'}' encoding='${value.encoding ?? ''}'>`
      : value,
  );
}

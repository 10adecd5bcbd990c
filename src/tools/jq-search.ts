import { raw } from 'jq-wasm';
import type { FullRunItem } from '../queries/run-history.js';
import type { BatchAnswer, ItemMatch } from './item-search.js';

/** How much is shown of one result, in characters, and of all results of a batch, in bytes. */
const LONGEST_VALUE = 20_000;
const MOST_OUTPUT = 80_000;

const FOUND = 0;
const FAILED = 1;
const FULL = 2;

/** A result, a failure, or the end: the step's id, which of these, its JSON or message, and whether that is cut. */
type Line = [id: number, kind: number, text: string, cut: boolean];

/**
 * Runs a program on each step. To be called in a thread of its own, for it cannot be stopped, and it needs the thread's
 * TextEncoder: jq-wasm copies what is left of its input for each byte that it reads, unless that can be read bit by bit.
 */
export async function searchWithJq(program: string, items: readonly FullRunItem[], most: number): Promise<BatchAnswer> {
  globalThis.TextEncoder = StreamingEncoder as unknown as typeof TextEncoder;
  const problem = await problemOf(program);
  if (problem !== null) return { kind: 'unusable', message: problem };
  const types = new Map(items.map(({ id, type }) => [id, type]));
  let output: string;
  try {
    output = await raw(items.map(inputOf).join('\n'), wrapped(program, most), ['-c', '-n']);
  } catch (error) {
    return { kind: 'unusable', message: firstLine(error) };
  }
  const matches: ItemMatch[] = [];
  let failed = 0;
  let full = false;
  let firstFailure: string | null = null;
  for (const line of output.split('\n').filter((each) => each !== '')) {
    const [id, kind, text, cut] = JSON.parse(line) as Line;
    const item_type = types.get(id);
    if (kind === FULL) full = true;
    if (item_type === undefined) continue;
    if (kind === FAILED) {
      failed++;
      firstFailure ??= text;
    } else if (kind === FOUND) {
      if (matches.length === most) full = true;
      else if (cut) matches.push({ item_id: id, item_type, value: text, cut: true });
      else matches.push({ item_id: id, item_type, value: JSON.parse(text) });
    }
  }
  return { kind: 'found', matches, full, failed, firstFailure };
}

/** What is wrong with a program, in jq's words; null when nothing is. It is compiled, and not run. */
async function problemOf(program: string): Promise<string | null> {
  try {
    await raw('null', `if false then ${program}\nelse empty end`, ['-c', '-n']);
    return null;
  } catch (error) {
    return firstLine(error);
  }
}

const firstLine = (error: unknown): string =>
  (error as Error).message
    .replace(/^Failed to execute raw query: /, '')
    .replace(/^jq: error: /, '')
    .replace(' (Unix shell quoting issues?)', '')
    .split('\n')[0]
    ?.slice(0, 500) ?? '';

/** The program, applied to each input with its results counted and cut. It sees no environment. */
const wrapped = (program: string, most: number): string => `
  {} as $ENV | def env: {};
  label $__done
  | foreach (
      inputs as $__item
      | try (
          $__item
          | limit(${most + 1}; (
${program}
          ))
          | select(. != null)
          | tojson
          | [$__item.id, ${FOUND}, .[:${LONGEST_VALUE}], length > ${LONGEST_VALUE}]
        ) catch [$__item.id, ${FAILED}, (tostring | .[:300]), false]
    ) as $__line (
      0;
      . + ($__line[2] | utf8bytelength);
      if . > ${MOST_OUTPUT} then [0, ${FULL}, "", false], break $__done else $__line end
    )`;

/** A step as the program sees it. */
function inputOf(item: FullRunItem): string {
  const { id, sequence, type, label, failed, request, response, content, stack_trace, messages } = item;
  const head = JSON.stringify({ id, sequence, type, label, failed, stack_trace });
  const parts = { request, response, content, messages };
  const texts = Object.entries(parts).map(([name, text]) => `,"${name}":${text === null ? 'null' : json(text)}`);
  return `${head.slice(0, -1)}${texts.join('')}}`;
}

/** What is no JSON is given as the text that it is. */
function json(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

const Encoder = globalThis.TextEncoder;

/** Encodes a text to what reads like the rest of a buffer: its first byte, its length, and what comes after the first byte. */
class StreamingEncoder {
  encode(text: string): object {
    const bytes = new Encoder().encode(text);
    let at = 0;
    return {
      get 0() {
        return bytes[at];
      },
      get length() {
        return bytes.length - at;
      },
      slice() {
        at++;
        return this;
      },
    };
  }
}

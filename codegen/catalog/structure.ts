import type { z } from 'zod';
import { ADVICE } from './advice.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';
import { catalogShape } from './shape.js';
import { didYouMean } from './suggestion.js';

type Issue = z.core.$ZodIssue;

/** Checks which keys stand where, and the types of their values. */
export function checkStructure(value: unknown, problems: Problems): void {
  const result = catalogShape().safeParse(value, { reportInput: true });
  for (const issue of result.error?.issues ?? []) report(issue, [], problems);
}

function report(issue: Issue, above: Path, problems: Problems): void {
  const path = [...above, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const value = (issue.input as Record<string, unknown>)[key];
      problems.atKey([...path, key], unknownKey(key, value, issue.message.split(' ')));
    }
    return;
  }
  if (issue.code === 'invalid_union') {
    const branch = meantBranch(issue.errors);
    if (branch) for (const inner of branch) report(inner, path, problems);
    else problems.atValue(path, mismatch(issue));
    return;
  }
  if (issue.input === undefined && issue.code === 'invalid_type') {
    problems.atKey(path.slice(0, -1), `\`${String(path.at(-1))}\` is missing`);
    return;
  }
  problems.atValue(path, message(issue));
}

function message(issue: Issue): string {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') return mismatch(issue);
  if (issue.code === 'too_small' && issue.origin === 'string') return 'expected some text, found none';
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return `expected at least ${issue.minimum} ${issue.minimum === 1 ? 'item' : 'items'}`;
  }
  if (issue.code === 'too_small') return `expected a number from ${issue.minimum} up, found ${found(issue.input)}`;
  return issue.message;
}

function mismatch(issue: Issue): string {
  const suggestion = typeof issue.input === 'string' ? didYouMean(issue.input, valuesOf(issue)) : '';
  return `expected ${expectedOf(issue)}, found ${found(issue.input)}${suggestion}`;
}

/** The values that a place would have taken, when they are few enough to be listed. */
function valuesOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union') return issue.errors.flatMap((issues) => issues.flatMap(valuesOf));
  return [];
}

function unknownKey(key: string, value: unknown, known: readonly string[]): string {
  const inSchema = known.includes('additionalProperties') || known.includes('allOf');
  const advice = inSchema && Object.hasOwn(ADVICE, key) ? ADVICE[key] : undefined;
  if (advice) return `\`${key}\` is not supported: ${advice}`;
  if (key === '<<') return 'merge keys are not part of YAML 1.2; repeat the keys, or use a fragment under `schemas`';
  if (value === null && key.includes(' ')) {
    return `unknown key \`${key}\`; between braces, a comma ends a text unless it stands in quotes`;
  }
  const list = known.length > 14 ? '' : `; expected ${known.map((name) => `\`${name}\``).join(', ')}`;
  return `unknown key \`${key}\`${didYouMean(key, known) || list}`;
}

/** The alternative of a union whose type fits: the others complain about the value as a whole. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find(
    (issues) =>
      !issues.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys' && code !== 'too_small'),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys and values',
  record: 'keys and values',
  null: 'null',
};

function expectedOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map((value) => `\`${String(value)}\``).join(', ');
  if (issue.code === 'invalid_union') {
    const expected = issue.errors.flatMap(([first]) => (first ? [expectedOf(first)] : []));
    return [...new Set(expected)].join(' or ');
  }
  return 'something else';
}

function found(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys and values';
  return `\`${String(value)}\``;
}

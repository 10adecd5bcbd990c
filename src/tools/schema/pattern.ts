import { RE2JS } from 're2js';
import type { Work } from './work.js';

/** Larger programs than any pattern that a person writes; a repetition multiplies what it repeats. */
const LARGEST_PROGRAM = 2_000;
/** How many instructions RE2 tries on a character for a step. */
const INSTRUCTIONS_A_STEP = 8;

interface Pattern {
  test(text: string): boolean;
  toString(): string;
}

/** Compiles patterns with RE2, which never backtracks, and counts what running them costs: characters times instructions. */
export function patternsOf(work: Work): { (pattern: string, flags: string): Pattern; code: string } {
  const compile = (pattern: string): Pattern => {
    const regex = compileRe2(pattern);
    const steps = (1 + regex.programSize()) / INSTRUCTIONS_A_STEP;
    return {
      test: (text) => {
        work.spend(text.length * steps);
        return regex.matcher(text).find();
      },
      toString: () => pattern,
    };
  };
  return Object.assign(compile, { code: 'a pattern is never written out' });
}

function compileRe2(pattern: string): RE2JS {
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch (error) {
    throw new Error(`the pattern ${JSON.stringify(pattern)} cannot be used (RE2): ${(error as Error).message}`);
  }
  if (regex.programSize() <= LARGEST_PROGRAM) return regex;
  throw new Error(`the pattern ${JSON.stringify(pattern.slice(0, 100))} repeats too much`);
}

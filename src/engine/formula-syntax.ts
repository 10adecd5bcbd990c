import { type Node, type Options, Parser, parse, parseExpressionAt, tokTypes } from 'acorn';

/** A formula or hook: an expression, whose value it has, or statements, of which `return` gives the value. */
export interface Formula {
  readonly kind: 'expression' | 'statements';
  readonly code: string;
  readonly tree: Node;
}

/** Why a formula cannot be run, and where. */
export interface SyntaxProblem {
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

const options: Options = {
  ecmaVersion: 2023,
  sourceType: 'script',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  // Else an expression in parentheses would end before the last of them.
  preserveParens: true,
  locations: true,
};

/**
 * Reads a formula the way the engine runs it: as an expression if it is one, with or without a semicolon behind it, and else
 * as statements.
 */
export function parseFormula(source: string): Formula | SyntaxProblem {
  let problem: AcornError | null = null;
  try {
    const tree = parseExpressionAt(source, 0, options);
    // From its beginning on, so that places in it stay what they are.
    if (endsAfter(source, tree.end)) return { kind: 'expression', code: source.slice(0, tree.end), tree };
  } catch (error) {
    problem = acornError(error);
  }
  try {
    return { kind: 'statements', code: source, tree: parse(source, options) };
  } catch (error) {
    const other = acornError(error);
    // Behind a brace may be an object or statements: what was meant is what could be read further.
    return problemOf(problem && /^\s*\{/.test(source) && problem.pos > other.pos ? problem : other);
  }
}

/** Why a formula cannot be run; null when it can. */
export function formulaProblem(source: string): SyntaxProblem | null {
  const parsed = parseFormula(source);
  return 'message' in parsed ? parsed : null;
}

/** Whether nothing but semicolons and comments is left behind a place. */
function endsAfter(source: string, end: number): boolean {
  const tokens = Parser.tokenizer(source.slice(end), options);
  let token = tokens.getToken();
  while (token.type === tokTypes.semi) token = tokens.getToken();
  return token.type === tokTypes.eof;
}

interface AcornError {
  readonly message: string;
  readonly pos: number;
  readonly loc: { readonly line: number; readonly column: number };
}

const TOO_DEEP: AcornError = { message: 'Nested too deeply', pos: 0, loc: { line: 1, column: 0 } };

function acornError(error: unknown): AcornError {
  if (error instanceof SyntaxError && 'pos' in error && 'loc' in error) return error as unknown as AcornError;
  // Acorn says so itself of code, but not of a regular expression in it.
  if (error instanceof RangeError) return TOO_DEEP;
  throw error;
}

/** What acorn has thrown, for a person. */
export const acornProblem = (error: unknown): SyntaxProblem => problemOf(acornError(error));

function problemOf({ message, loc }: AcornError): SyntaxProblem {
  // Acorn appends the place, and counts columns from 0.
  return { message: message.replace(/ \(\d+:\d+\)$/, ''), line: loc.line, column: loc.column + 1 };
}

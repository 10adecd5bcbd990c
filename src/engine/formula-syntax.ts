import { type Options, Parser, parse, parseExpressionAt, tokTypes } from 'acorn';

/** A formula or hook: an expression, whose value it has, or statements, of which `return` gives the value. */
export type Formula =
  | { readonly kind: 'expression'; readonly code: string }
  | { readonly kind: 'statements'; readonly code: string };

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
  locations: true,
};

/**
 * Reads a formula the way the engine runs it: as an expression if it is one, with or without a semicolon behind it, and else
 * as statements.
 */
export function parseFormula(source: string): Formula | SyntaxProblem {
  try {
    const { start, end } = parseExpressionAt(source, 0, options);
    if (endsAfter(source, end)) return { kind: 'expression', code: source.slice(start, end) };
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    // It may still be statements.
  }
  try {
    parse(source, options);
    return { kind: 'statements', code: source };
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    return problemOf(error);
  }
}

/** Why a formula cannot be run; null when it can. */
export function formulaProblem(source: string): SyntaxProblem | null {
  const parsed = parseFormula(source);
  return 'message' in parsed ? parsed : null;
}

/** The parser is recursive, and so has no place for it. */
const TOO_DEEP: SyntaxProblem = { message: 'It is nested too deeply', line: 1, column: 1 };

/** Whether nothing but semicolons and comments is left behind a place. */
function endsAfter(source: string, end: number): boolean {
  const tokens = Parser.tokenizer(source.slice(end), options);
  let token = tokens.getToken();
  while (token.type === tokTypes.semi) token = tokens.getToken();
  return token.type === tokTypes.eof;
}

function problemOf(error: unknown): SyntaxProblem {
  const { message, loc } = error as SyntaxError & { loc?: { line: number; column: number } };
  if (!loc) throw error;
  // Acorn's own place, which counts columns from 0.
  return { message: message.replace(/ \(\d+:\d+\)$/, ''), line: loc.line, column: loc.column + 1 };
}

import type { Literal, Node } from 'acorn';
import type { Kind } from '../queries/kind.js';
import { type FormulaNames, namesIn } from './formula-names.js';
import { type Formula, parseFormula, type SyntaxProblem } from './formula-syntax.js';

/** Which component and which of its fields something is of. */
export interface FormulaPlace {
  readonly kind: Kind;
  readonly id: number;
  readonly field: string;
  /** How a sentence names the component: `field mapping url_path`. */
  readonly title: string;
}

/** A formula that can be run. */
export interface Analysed extends FormulaNames {
  readonly source: string;
  readonly kind: 'expression' | 'statements';
  readonly code: string;
  /** The value of a formula that is nothing but a text, a number, true, false or null; it need not be run. */
  readonly constant: { readonly value: unknown } | null;
  readonly place: FormulaPlace;
}

type Read = SyntaxProblem | Omit<Analysed, 'place'>;

/** How many formulas a thread remembers. */
const MOST_REMEMBERED = 5_000;
const remembered = new Map<string, Read>();

/** Reads a formula; the same text is read once a thread. */
export function readFormula(source: string): Read {
  const known = remembered.get(source);
  if (known) return known;
  const parsed = parseFormula(source);
  const read = 'message' in parsed ? parsed : analysed(source, parsed);
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string);
  remembered.set(source, read);
  return read;
}

function constantOf(tree: Node): Analysed['constant'] {
  if (tree.type !== 'Literal') return null;
  const { value } = tree as Literal;
  const isPlain =
    value === null ? !('regex' in tree || 'bigint' in tree) : /^(string|number|boolean)$/.test(typeof value);
  return isPlain ? { value } : null;
}

function analysed(source: string, { kind, code, tree }: Formula): Omit<Analysed, 'place'> {
  return { source, kind, code, ...namesIn(tree), constant: constantOf(tree) };
}

/**
 * A function of some names that has the formula as its body. The body is a block, so that it may declare what is a parameter; it
 * begins on a line of its own, so that the formula's columns are its columns.
 */
export function wrapped({ kind, code, awaits }: Analysed, parameters: string): string {
  const head = `(${awaits ? 'async ' : ''}function(${parameters}){"use strict";`;
  return kind === 'expression' ? `${head}return(\n${code}\n)})` : `${head}{\n${code}\n}})`;
}

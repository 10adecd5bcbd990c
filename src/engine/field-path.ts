import { type Analysed, type FormulaPlace, readFormula } from './formula.js';

/** One step of a path: a key, an index, or a formula in brackets. */
export type Segment = string | number | { readonly formula: Analysed };

/** Why a path cannot be used. */
export interface PathProblem {
  readonly message: string;
}

/**
 * Reads the path of a field: `a.b.c`, `list[0].x`, `list[fidx].x`, `headers['Content-Type']`, `["key:12"].special`
 * (domain.md 3.3, 3.6).
 */
export function parsePath(text: string, place: FormulaPlace): readonly Segment[] | PathProblem {
  const segments: Segment[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '[') {
      const end = closing(text, at);
      if (end === -1) return { message: `the bracket at column ${at + 1} of ${text} is not closed` };
      const inner = text.slice(at + 1, end).trim();
      const segment = bracket(inner, place);
      if ('message' in Object(segment)) return segment as PathProblem;
      segments.push(segment as Segment);
      at = end + 1;
    } else {
      if (text[at] === '.') at++;
      else if (segments.length > 0) return { message: `a dot or a bracket is missing at column ${at + 1} of ${text}` };
      const name = /^[^.[\]]+/.exec(text.slice(at))?.[0];
      if (!name) return { message: `a name is missing at column ${at + 1} of ${text}` };
      segments.push(name.trim());
      at += name.length;
    }
  }
  return segments.length > 0 ? segments : { message: 'the path is empty' };
}

/** Where a bracket is closed; texts within it may hold brackets. */
function closing(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const char = text[i] as string;
    if (quote) {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '[') depth++;
    else if (char === ']' && --depth === 0) return i;
  }
  return -1;
}

function bracket(inner: string, place: FormulaPlace): Segment | PathProblem {
  if (inner === '') return { message: 'a bracket holds nothing' };
  if (/^\d{1,9}$/.test(inner)) return Number(inner);
  const text = /^'([^'\\]*)'$|^"([^"\\]*)"$/.exec(inner);
  if (text) return (text[1] ?? text[2]) as string;
  const read = readFormula(inner);
  if ('message' in read) return { message: `[${inner}] cannot be read: ${read.message}` };
  return { formula: { ...read, place } };
}

/** A script where none may be (domain.md 1.2), or a way to one. */
export interface MarkupProblem {
  /** The element, in small letters; `!` for what is none, such as a document type. */
  readonly tag: string;
  /** Left out when the element itself is the problem. */
  readonly attribute?: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly problem: string;
}

/** `line 3, column 5: <button onclick>: …` */
export const problemText = ({ tag, attribute, line, column, problem }: MarkupProblem): string =>
  `line ${line}, column ${column}: ${tag === '!' ? '' : `<${tag}${attribute ? ` ${attribute}` : ''}>: `}${problem}.`;

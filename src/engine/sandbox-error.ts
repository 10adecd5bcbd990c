import type { FormulaPlace } from './formula.js';

interface Position {
  /** Counted from 1, within the formula. */
  readonly line: number;
  readonly column: number;
  readonly source: string;
}

/** A formula failed. It says where: which component, which field, which line and column, and shows the line. */
export class SandboxError extends Error {
  override readonly name: string = 'SandboxError';
  readonly type: 'formula_failed' | 'limit_exceeded' = 'formula_failed';

  constructor(
    /** The name of the error that the formula threw. */
    readonly thrown: string,
    message: string,
    readonly place: FormulaPlace | null,
    readonly position: Position | null,
  ) {
    super(thrown === 'Error' || thrown === 'Thrown' ? message : `${thrown}: ${message}`);
  }

  /** Everything that helps to find it, on several lines. */
  get report(): string {
    const { place, position } = this;
    if (!place) return this.message;
    const where = `${place.title}, ${place.field}`;
    if (!position) return `${this.message}\n  in ${where}`;
    const { line, column, source } = position;
    const text = source.split('\n')[line - 1] ?? '';
    const cut = Math.max(0, column - 60);
    const excerpt = text.slice(cut, cut + 120);
    return `${this.message}\n  in ${where}, line ${line}, column ${column}\n  ${line} | ${excerpt}\n  ${' '.repeat(String(line).length)} | ${' '.repeat(Math.max(0, column - 1 - cut))}^`;
  }
}

/** A formula took more than it may. */
export class LimitError extends SandboxError {
  override readonly name = 'LimitError';
  override readonly type = 'limit_exceeded';

  constructor(message: string, place: FormulaPlace | null, position: Position | null = null) {
    super('Error', message, place, position);
  }
}

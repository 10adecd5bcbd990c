import type { FormulaPlace } from './formula.js';

interface Position {
  /** Counted from 1, within the formula or the module. */
  readonly line: number;
  readonly column: number;
  readonly source: string;
}

/** A place in a shared module. */
export interface ModulePosition extends Position {
  readonly name: string;
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
    /** Where in a shared module, when it was not in the formula itself. */
    readonly module: ModulePosition | null = null,
  ) {
    super(thrown === 'Error' || thrown === 'Thrown' ? message : `${thrown}: ${message}`);
  }

  /** Everything that helps to find it, on several lines. */
  get report(): string {
    const { place, position, module } = this;
    return [
      this.message,
      ...(module ? [`  in shared module ${module.name}${shown(module)}`] : []),
      ...(place
        ? [`  ${module ? 'called ' : ''}in ${place.title}, ${place.field}${position ? shown(position) : ''}`]
        : []),
    ].join('\n');
  }

  /** The line and column as a message ends with them; nothing when they are not known. */
  get at(): string {
    const { position, module } = this;
    const inFormula = position ? `line ${position.line}, column ${position.column}` : '';
    if (!module) return inFormula && ` (${inFormula})`;
    const inModule = `shared module ${module.name}, line ${module.line}, column ${module.column}`;
    return ` (${inModule}${inFormula && `; called in ${inFormula}`})`;
  }
}

/** A place, and its line with a mark below it. */
function shown({ line, column, source }: Position): string {
  const text = source.split('\n')[line - 1] ?? '';
  const cut = Math.max(0, column - 60);
  const margin = ' '.repeat(String(line).length);
  const mark = `${' '.repeat(Math.max(0, column - 1 - cut))}^`;
  return `, line ${line}, column ${column}\n  ${line} | ${text.slice(cut, cut + 120)}\n  ${margin} | ${mark}`;
}

/** A formula took more than it may. */
export class LimitError extends SandboxError {
  override readonly name = 'LimitError';
  override readonly type = 'limit_exceeded';

  constructor(
    message: string,
    place: FormulaPlace | null,
    position: Position | null = null,
    module: ModulePosition | null = null,
  ) {
    super('Error', message, place, position, module);
  }
}

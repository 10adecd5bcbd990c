import type { Analysed, FormulaPlace } from './formula.js';
import type { GuestProgram } from './guest-program.js';
import type { Limits } from './limits.js';
import { LimitError, type ModulePosition, SandboxError } from './sandbox-error.js';

/** What was thrown in QuickJS, as texts, and what was being worked on. */
export interface GuestError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly place: FormulaPlace | null;
}

export const INTERRUPTED = { name: 'InternalError', message: 'interrupted', stack: '' };
/** When there is not even enough for an error, nothing is thrown. */
const OUT_OF_MEMORY = { name: 'InternalError', message: 'out of memory', stack: '' };

/** What ended a call without the guest's own catching it. */
export function uncaughtError(thrown: unknown, place: FormulaPlace | null): GuestError {
  const known: Partial<GuestError> = Object(thrown ?? OUT_OF_MEMORY);
  const { name, message, stack } = { name: 'Error', message: 'it ended for no known reason', stack: '', ...known };
  return { name: String(name), message: String(message), stack: String(stack), place };
}

/** The error for the run: it says in which formula, and where in it. */
export function sandboxErrorOf(
  { name, message, stack, place }: GuestError,
  {
    formulas,
    modules,
    limits,
    stopped,
    program,
  }: {
    formulas: readonly Analysed[];
    modules?: ReadonlyMap<string, string> | undefined;
    limits: Limits;
    stopped: boolean;
    program: GuestProgram;
  },
): SandboxError {
  const at = /formula-(\d+):(\d+):(\d+)/.exec(stack);
  const formula = at ? formulas[Number(at[1])] : undefined;
  const position = at && formula ? positionIn(formula.source, Number(at[2]), Number(at[3])) : null;
  const where = formula?.place ?? place;
  const within = moduleAt(at ? stack.slice(0, at.index) : stack, modules);
  if (name === INTERRUPTED.name && message === INTERRUPTED.message) {
    return stopped
      ? new LimitError('the run was stopped', where, position, within)
      : new LimitError(`${program.one} computes for more than ${limits.formulaMs} ms`, where, position, within);
  }
  if (name === OUT_OF_MEMORY.name && message === OUT_OF_MEMORY.message) {
    return new LimitError(
      `${program.all} asked for more than ${limits.memory} bytes of memory`,
      where,
      position,
      within,
    );
  }
  if (message === 'stack overflow')
    return new LimitError(`${program.one} calls itself too deeply`, where, position, within);
  return new SandboxError(name, message, where, position, within);
}

/** The place in a shared module, when that is where it was thrown: the innermost, above the formula that called it. */
function moduleAt(stack: string, modules: ReadonlyMap<string, string> | undefined): ModulePosition | null {
  const [, name = '', line, column] = /module-(\w+):(\d+):(\d+)/.exec(stack) ?? [];
  const source = modules?.get(name);
  return source === undefined ? null : { name, line: Number(line), column: Number(column), source };
}

/** A place in a formula. The first line of what was compiled is the engine's: to QuickJS, what a call throws is thrown there. */
function positionIn(source: string, line: number, column: number) {
  return line > 1 ? { line: line - 1, column, source } : { line: 1, column: 1, source };
}

import type { FormulaPlace } from './formula.js';

/** What the formulas' world may ask of the engine. Texts are JSON. */
export interface SandboxHost {
  /** Something that takes time; its answer goes into the formula that awaits it. */
  ask(operation: string, given: unknown): Promise<unknown>;
  /** Something that is done at once. */
  tell(what: string, given: unknown, place: FormulaPlace | null): void;
  file(operation: string, given: readonly unknown[]): unknown;
  now(): number;
  /** The code of the shared modules that may be imported, by their names. */
  readonly modules?: ReadonlyMap<string, string>;
}

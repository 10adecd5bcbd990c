/** What a run may use. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** How long one formula or hook may compute; waiting for an answer does not count. */
  readonly formulaMs: number;
  /** How long a run may take, waiting included. */
  readonly runMs: number;
  /** The memory of a run's formulas. */
  readonly memory: number;
  /** The stack of a run's formulas. */
  readonly stack: number;
  /** What one formula, request or answer may hand over, as JSON. */
  readonly result: number;
  /** How deep lists and objects may lie in one another in what is handed over. */
  readonly nesting: number;
  /** How many items a formula may give to iterate over, and a list may have. */
  readonly items: number;
  /** How many steps a run's history keeps. */
  readonly steps: number;
  /** How much of one part of a step the history keeps. */
  readonly storedPart: number;
  /** How much of all parts of all steps of a run the history keeps. */
  readonly storedRun: number;
  /** All files of a run together. */
  readonly files: number;
  /** How many files a run may have, and how many of them open. */
  readonly fileCount: number;
  /** How deep integrations may call one another. */
  readonly depth: number;
  /** How deep shared modules may import one another. */
  readonly moduleDepth: number;
}

const MB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = Object.freeze({
  formulaMs: 2_000,
  runMs: 600_000,
  memory: 128 * MB,
  stack: 256 * 1024,
  result: 20 * MB,
  nesting: 500,
  items: 100_000,
  steps: 20_000,
  storedPart: MB,
  storedRun: 100 * MB,
  files: 50 * MB,
  fileCount: 1_000,
  depth: 10,
  moduleDepth: 10,
});

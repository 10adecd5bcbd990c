/** Validating went on for longer than anybody may wait for it. */
export class WorkExceeded extends Error {
  override readonly name = 'WorkExceeded';
}

/**
 * Counts the steps of validating a payload, because neither the size of the schema nor that of the payload bounds them:
 * alternatives that refer to themselves double at every level. A step takes a part of a microsecond.
 */
export class Work {
  #left = 0;

  begin(steps: number): void {
    this.#left = steps;
  }

  /** @throws WorkExceeded */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new WorkExceeded('too many steps');
  }
}

/** What it costs to look at a value once, not counting what is in it. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length * 4;
  return 1;
}

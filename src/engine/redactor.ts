/** What stands in place of what is hidden (domain.md 3.6). */
export const MASK = 'XXXXXXXXXXXX';

/** A text shorter than this is hidden only where it stands alone: it may be a part of anything. */
const SHORTEST_WITHIN = 4;

/**
 * Hides values wherever they turn up in what is kept of a run: masked ones are copied into requests, messages and outputs by the
 * integration, and so are the secrets that it was given.
 */
export class Redactor {
  readonly #exact = new Set<string>();
  readonly #within = new Set<string>();
  #pattern: RegExp | null = null;

  /** @param values texts, numbers and booleans; of the last there is nothing to hide elsewhere */
  hide(values: readonly unknown[]): void {
    for (const value of values) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const text = String(value);
      if (text.trim() === '') continue;
      this.#exact.add(text);
      if (text.length < SHORTEST_WITHIN) continue;
      // In a form, an address, or a body that is JSON as text, it looks different.
      for (const form of [text, encoded(text), JSON.stringify(text).slice(1, -1)]) this.#within.add(form);
    }
    const longestFirst = [...this.#within].sort((a, b) => b.length - a.length);
    this.#pattern = longestFirst.length > 0 ? new RegExp(longestFirst.map(escaped).join('|'), 'g') : null;
  }

  /** All that is hidden, for another redactor. */
  get hidden(): readonly string[] {
    return [...this.#exact];
  }

  get hides(): boolean {
    return this.#exact.size > 0;
  }

  text(text: string): string {
    if (this.#exact.has(text)) return MASK;
    return this.#pattern ? text.replace(this.#pattern, MASK) : text;
  }

  /** A JSON text, with what is hidden replaced in texts, numbers and names. */
  json(json: string): string {
    return this.hides ? JSON.stringify(this.value(JSON.parse(json))) : json;
  }

  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.text(String(value)) === String(value) ? value : MASK;
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.text(name), this.value(item)]));
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a character cannot be encoded, and so nobody has.
    return text;
  }
}

/** The texts and numbers in a JSON value. */
export function leavesOf(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return [value];
  return Object.values(value).flatMap(leavesOf);
}

import { createHash } from 'node:crypto';

/** A statement that has been used this often is prepared under a name; until then, it may be one of many that come once. */
const NAMED_FROM = 3;
/** How many statements have a name: each connection keeps each of them, with its plan. */
const MOST_NAMED = 100;
/** Longer ones are rare, and their texts differ by how many values are in them. */
const LONGEST_NAMED = 3_000;
/** How many texts are counted that have no name yet. */
const MOST_COUNTED = 1_000;

/**
 * The names under which PostgreSQL keeps the statements that come again and again, so that it need not read and plan them anew.
 * A name is made of the text: whatever stands between hands out connections, a name never means another statement.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #works = true;

  /** Null for a statement that is not to be prepared under a name. */
  nameOf(text: string): string | null {
    const known = this.#names.get(text);
    if (known) return known;
    if (!this.#works || text.length > LONGEST_NAMED || this.#names.size >= MOST_NAMED) return null;
    const count = (this.#counts.get(text) ?? 0) + 1;
    if (count < NAMED_FROM) {
      if (this.#counts.size >= MOST_COUNTED) this.#counts.clear();
      this.#counts.set(text, count);
      return null;
    }
    this.#counts.delete(text);
    const name = `gateway_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`;
    this.#names.set(text, name);
    return name;
  }

  /** Names no more: what stands between, PgBouncer for example, loses prepared statements. */
  giveUp(): void {
    this.#works = false;
    this.#names.clear();
    this.#counts.clear();
  }
}

import { DocumentError } from './document-error.js';
import type { ImportLimits } from './limits.js';
import { at, type Node, type Placed } from './node.js';
import type { UnexpressedList } from './unexpressed.js';

/** Follows the references of a document, on demand. */
export class References {
  readonly #root: Node;
  readonly #limits: ImportLimits;
  readonly #list: UnexpressedList;
  #visits = 0;

  constructor(root: Node, limits: ImportLimits, list: UnexpressedList) {
    this.#root = root;
    this.#limits = limits;
    this.#list = list;
  }

  /**
   * What a `$ref` stands for, or the value itself. What leads nowhere is reported, and stands for an empty object.
   * @throws DocumentError when the document costs too much
   */
  resolve(from: Placed): Placed {
    let current = from;
    for (let count = 0; ; count++) {
      this.visit();
      const reference = at(current.value, '$ref');
      if (typeof reference !== 'string') return current;
      const target =
        count < this.#limits.references ? this.#target(reference) : `leads in a circle, or too far: ${reference}`;
      if (typeof target === 'string') {
        this.#list.add('reference', current.place, target);
        return { value: {}, place: current.place };
      }
      current = target;
    }
  }

  /** Counts a look at the document. A small one can be woven so that it never ends. */
  visit(): void {
    this.#visits++;
    if (this.#visits > this.#limits.visits) {
      throw new DocumentError(
        `The document refers to itself too much: more than ${this.#limits.visits} schemas were looked at.`,
      );
    }
  }

  #target(reference: string): Placed | string {
    if (reference === '#') return { value: this.#root, place: '#' };
    if (!reference.startsWith('#/')) return `points out of the document, or to an anchor: ${reference}`;
    let value: unknown = this.#root;
    for (const part of reference.slice(2).split('/')) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      value = Array.isArray(value) && /^\d+$/.test(key) ? value[Number(key)] : at(value, key);
      if (value === undefined) return `points to nothing: ${reference}`;
    }
    return { value, place: reference };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

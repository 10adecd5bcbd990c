import { type Document, isAlias, isCollection, isMap, isNode, isScalar, type Node, type Pair } from 'yaml';
import type { Path } from './path.js';

/** Finds the place of a value, or of its key, in a document; the nearest thing around it when it is not there. */
export class NodeFinder {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  range(path: Path, at: 'key' | 'value'): [start: number, end: number] {
    let node = this.#resolved(this.#document.contents);
    let range = node?.range;
    for (const [index, step] of path.entries()) {
      const pair = isMap(node) ? node.items.find(({ key }) => keyText(key) === String(step)) : undefined;
      const child = pair ? pair.value : isCollection(node) ? node.get(step, true) : undefined;
      const last = index === path.length - 1;
      const keyRange = pair && isNode(pair.key) ? pair.key.range : undefined;
      const childRange = isNode(child) ? child.range : undefined;
      if (pair === undefined && child === undefined) break;
      range =
        (last && at === 'key' ? (keyRange ?? childRange) : emptyRange(childRange) ? keyRange : childRange) ?? range;
      node = this.#resolved(child);
      // A block that goes on for lines is better pointed to by its key.
      if (last && at === 'value' && keyRange && isCollection(child) && !child.flow) range = keyRange;
    }
    return range ? [range[0], range[1]] : [0, 1];
  }

  #resolved(node: unknown): Node | undefined {
    if (isAlias(node)) return node.resolve(this.#document);
    return isNode(node) ? node : undefined;
  }
}

function keyText(key: Pair['key']): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function emptyRange(range: Node['range']): boolean {
  return !range || range[0] === range[1];
}

import type { Node } from 'acorn';

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && typeof (value as Node).type === 'string';

/** A syntax tree's nodes in the order in which they stand, however deep they lie, without those below what is not entered. */
export function* nodesOf(tree: Node, enters: (node: Node) => boolean = () => true): Generator<Node> {
  const stack = [tree];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (!enters(node)) continue;
    const children = Object.values(node).flat().filter(isNode);
    stack.push(...children.reverse());
  }
}

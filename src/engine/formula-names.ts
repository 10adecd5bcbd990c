import type { Node } from 'acorn';

/** What the engine needs to know of a formula before it can run it. */
export interface FormulaNames {
  /** Every name that may refer to something outside of the formula; a few that do not do no harm. */
  readonly names: readonly string[];
  /** Whether it awaits something itself, not in a function within it. */
  readonly awaits: boolean;
}

/** No parameter of a strict function may be called so. */
const NO_PARAMETERS: ReadonlySet<string> = new Set([
  'eval',
  'arguments',
  'undefined',
  'await',
  'yield',
  'let',
  'static',
]);

type AnyNode = Node & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is AnyNode =>
  value !== null && typeof value === 'object' && typeof (value as Node).type === 'string';

/** Reads the names from a formula's syntax tree. */
export function namesIn(tree: Node): FormulaNames {
  const names = new Set<string>();
  let awaits = false;
  const stack: { node: AnyNode; inFunction: boolean }[] = [{ node: tree as AnyNode, inFunction: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, inFunction } = next;
    if (node.type === 'Identifier') names.add(node.name as string);
    if (!inFunction && (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)))
      awaits = true;
    const within = inFunction || /Function/.test(node.type) || node.type === 'PropertyDefinition';
    for (const [key, value] of Object.entries(node)) {
      if (isConstantKey(node, key)) continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) stack.push({ node: child, inFunction: within });
      }
    }
  }
  return { names: [...names].filter((name) => !NO_PARAMETERS.has(name)).sort(), awaits };
}

/** A property's name after a dot or before a colon, which refers to nothing. */
function isConstantKey(node: AnyNode, key: string): boolean {
  if (node.computed === true) return false;
  if (node.type === 'MemberExpression') return key === 'property';
  return key === 'key' && ['Property', 'MethodDefinition', 'PropertyDefinition'].includes(node.type);
}

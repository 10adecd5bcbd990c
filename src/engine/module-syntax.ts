import { type CallExpression, type ForOfStatement, type Identifier, type Literal, type Node, parse } from 'acorn';
import { acornProblem, type SyntaxProblem } from './formula-syntax.js';
import { nodesOf } from './syntax-nodes.js';

/**
 * Why the code of a shared module cannot be run, or what in it could never work; null when it is an ECMAScript module that shared
 * modules may be (docs/shared-modules.md).
 */
export function moduleProblem(code: string): SyntaxProblem | null {
  let tree: Node;
  try {
    tree = parse(code, { ecmaVersion: 2023, sourceType: 'module', locations: true });
  } catch (error) {
    return acornProblem(error);
  }
  for (const node of nodesOf(tree)) {
    const message = mistakeIn(node);
    if (message !== null) return { message, ...startOf(node) };
  }
  for (const node of nodesOf(tree, isNoFunction)) {
    if (node.type !== 'AwaitExpression' && !(node as Partial<ForOfStatement>).await) continue;
    return { message: 'A shared module may await something in its functions alone', ...startOf(node) };
  }
  return null;
}

const isNoFunction = ({ type }: Node): boolean => !/Function/.test(type);

function startOf({ loc }: Node): { line: number; column: number } {
  const { line, column } = (loc as NonNullable<Node['loc']>).start;
  return { line, column: column + 1 };
}

const IMPORTED = "another shared module is imported by import_module('its name')";

function mistakeIn(node: Node): string | null {
  const { source } = node as Node & { source?: unknown };
  if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') return `There is no import: ${IMPORTED}`;
  if (/^Export/.test(node.type) && source) return `Nothing is exported from elsewhere: ${IMPORTED}`;
  if (node.type === 'MetaProperty' && (node as Node & { meta: Identifier }).meta.name === 'import')
    return 'There is no import.meta';
  if (calls(node, 'keep')) return 'A shared module cannot call keep: return what the formula is to keep';
  return null;
}

/** The names that a formula imports shared modules by, as far as they are written in it. */
export function importedNames(tree: Node): string[] {
  return [...nodesOf(tree)].flatMap((node) => {
    if (!calls(node, 'import_module')) return [];
    const [name] = (node as CallExpression).arguments;
    const { value } = (name ?? {}) as Partial<Literal>;
    return typeof value === 'string' ? value : [];
  });
}

function calls(node: Node, name: string): boolean {
  if (node.type !== 'CallExpression') return false;
  const { callee } = node as CallExpression;
  return callee.type === 'Identifier' && callee.name === name;
}

import type { CallExpression, Identifier, Literal, Node } from 'acorn';
import { parse } from 'acorn';
import type { SyntaxProblem } from './formula-syntax.js';
import { acornProblem } from './formula-syntax.js';
import { nodesOf } from './syntax-nodes.js';

/**
 * Why the code of a shared module cannot be run, or what in it could never work; null when it is an ECMAScript module that shared
 * modules may be (docs/shared-modules.md).
 */
export function moduleProblem(code: string): SyntaxProblem | null {
  let tree: Node;
  try {
    const options = { ecmaVersion: 2023, sourceType: 'module', locations: true } as const;
    tree = parse(code, { ...options, allowAwaitOutsideFunction: false });
  } catch (error) {
    return acornProblem(error);
  }
  for (const node of nodesOf(tree)) {
    const message = mistakeIn(node);
    if (message === null) continue;
    const { line, column } = (node.loc as NonNullable<Node['loc']>).start;
    return { message, line, column: column + 1 };
  }
  return null;
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

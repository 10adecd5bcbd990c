import { type ClassDeclaration, type ClassExpression, type Node, type Program, parse } from 'acorn';
import { namesIn } from './formula-names.js';
import { acornProblem } from './formula-syntax.js';

/** The code of a custom adapter, read but not run. */
export interface CustomAdapterCode {
  readonly source: string;
  readonly names: readonly string[];
}

const CLASS = 'CustomAdapter';
/** The engine's own; what else the class extends may bring its methods along. */
const BASE = 'BaseAdapter';
/** The code runs in strict mode; on a line of its own, so that columns stay what they are. */
const STRICT = '"use strict";\n';

/** Reads the code of a custom adapter, without running anything of it. Answers with why it cannot be used where it cannot. */
export function readCustomAdapter(source: string): CustomAdapterCode | { readonly problem: string } {
  let tree: Program;
  try {
    tree = parse(STRICT + source, { ecmaVersion: 2023, sourceType: 'script', locations: true });
  } catch (error) {
    const { message, line, column } = acornProblem(error);
    return { problem: `line ${Math.max(1, line - 1)}, column ${column}: ${message}.` };
  }
  const found = tree.body.flatMap(classesOf).at(-1);
  if (!found) return { problem: `Custom adapter code must define a class named '${CLASS}'.` };
  if (!mayExecute(found)) return { problem: `The class '${CLASS}' must have a method execute(request).` };
  return { source, names: namesIn(tree).names };
}

/** Why the code of a custom adapter cannot be used (domain.md 5.10), for a person; null when it can as far as can be told unrun. */
export function customCodeProblem(code: string): string | null {
  const read = readCustomAdapter(code);
  return 'problem' in read ? read.problem : null;
}

type Class = ClassDeclaration | ClassExpression;

/** `class CustomAdapter …` and `const CustomAdapter = class …`, at the top of the code. */
function classesOf(node: Program['body'][number]): Class[] {
  if (node.type === 'ClassDeclaration') return node.id.name === CLASS ? [node] : [];
  if (node.type !== 'VariableDeclaration') return [];
  return node.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && id.name === CLASS && init?.type === 'ClassExpression' ? [init] : [],
  );
}

function mayExecute({ superClass, body }: Class): boolean {
  if (superClass && !isNamed(superClass, BASE)) return true;
  return body.body.some(
    (member) => 'key' in member && !member.static && !member.computed && isNamed(member.key, 'execute'),
  );
}

const isNamed = (node: Node, name: string): boolean =>
  node.type === 'Identifier' && (node as Node & { name: string }).name === name;

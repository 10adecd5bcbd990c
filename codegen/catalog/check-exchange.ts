import { fragmentName, inner } from '../schema/joined.js';
import { CONDITIONS, type Condition, type InputNode, type SchemaNode, typesOf } from '../schema/schema.js';
import { ADVICE } from './advice.js';
import type { SchemaChecker } from './check-schema.js';
import type { Declared } from './declared.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';
import { didYouMean } from './suggestion.js';

const HEADER_TYPES = ['string', 'integer', 'boolean'];

/** Checks an input schema as a whole: what clients and the gateway want of the object that holds the arguments. */
export function checkInput(
  input: InputNode,
  path: Path,
  portable: boolean,
  checker: SchemaChecker,
  problems: Problems,
): void {
  if (input.anyOf) {
    const message = 'clients refuse alternatives at the top of an input; use `actions`, or put them into a property';
    problems.atKey([...path, 'anyOf'], `\`anyOf\` cannot stand here: ${message}`);
    return;
  }
  const whole = checker.joined(input);
  if (typesOf(whole).join() !== 'object') {
    problems.atKey(path, 'an input is an object: list the arguments under `properties`');
    return;
  }
  for (const key of ['$schema', '$defs', ...CONDITIONS] as const) {
    if (input[key] === undefined || !portable) continue;
    problems.atKey(
      [...path, key],
      `\`${key}\` is not supported, because some clients refuse it: ${ADVICE[key]} (\`portable: false\` in the tool allows it)`,
    );
  }
  for (const [name, definition] of Object.entries(input.$defs ?? {})) {
    checker.check(definition, [...path, '$defs', name], 'alternative');
  }
  checkConditions(input, whole, path, checker, problems);
  checkHeaders(input, whole, path, problems, checker);
}

/** Conditions see the arguments with their defaults filled in, so they may not speak of those. */
function checkConditions(
  input: InputNode,
  whole: SchemaNode,
  path: Path,
  checker: SchemaChecker,
  problems: Problems,
): void {
  const named = (name: string, at: Path, isKey: boolean) => {
    const property = whole.properties?.[name];
    const report = (message: string) => (isKey ? problems.atKey(at, message) : problems.atValue(at, message));
    if (!property) report(`there is no argument \`${name}\`${didYouMean(name, Object.keys(whole.properties ?? {}))}`);
    else if (checker.joined(property).default !== undefined) report(`\`${name}\` has a default, so it is always there`);
  };
  const visit = (condition: Condition, at: Path) => {
    for (const [index, name] of (condition.required ?? []).entries()) named(name, [...at, 'required', index], false);
    for (const name of Object.keys(condition.properties ?? {})) named(name, [...at, 'properties', name], true);
    visitInner(condition, at);
  };
  const visitInner = (condition: Condition, at: Path) => {
    for (const key of ['allOf', 'anyOf'] as const) {
      for (const [index, each] of (condition[key] ?? []).entries()) visit(each, [...at, key, index]);
    }
    for (const key of ['if', 'then', 'else'] as const) if (condition[key]) visit(condition[key], [...at, key]);
    if (condition.if && !condition.then && !condition.else)
      problems.atKey([...at, 'if'], '`if` needs a `then` or an `else`');
    for (const key of ['then', 'else'] as const) {
      if (condition[key] && !condition.if) problems.atKey([...at, key], `\`${key}\` needs an \`if\` beside it`);
    }
  };
  visitInner(input as Condition, path);
}

/** `x-mcp-header`: the argument that clients repeat in a header, so that what stands in between can route by it. */
function checkHeaders(
  input: InputNode,
  whole: SchemaNode,
  path: Path,
  problems: Problems,
  checker: SchemaChecker,
): void {
  const seen = new Set<string>();
  for (const [name, property] of Object.entries(input.properties ?? {})) {
    const header = property['x-mcp-header'];
    if (header === undefined) continue;
    const at = [...path, 'properties', name, 'x-mcp-header'];
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(header)) problems.atValue(at, `\`${header}\` cannot name a header`);
    if (seen.has(header.toLowerCase())) problems.atValue(at, `another argument has the header \`${header}\` already`);
    seen.add(header.toLowerCase());
    const types = typesOf(checker.joined(whole.properties?.[name] ?? {}));
    if (types.length !== 1 || !HEADER_TYPES.includes(types[0] as string)) {
      problems.atKey(at, `only an argument of type ${HEADER_TYPES.join(', ')} fits into a header`);
    }
  }
}

/** Checks an output schema as a whole. */
export function checkOutput(
  output: SchemaNode,
  path: Path,
  declared: Declared,
  checker: SchemaChecker,
  problems: Problems,
): void {
  const whole = checker.joined(output);
  const isObject = (node: SchemaNode) => typesOf(checker.joined(node)).join() === 'object';
  if (whole.anyOf ? !whole.anyOf.every(isObject) : !isObject(output)) {
    const message = 'list its parts under `properties`, or object schemas under `anyOf`';
    problems.atKey(path, `clients want an object as the answer: ${message}`);
  }
  for (const at of defaultsIn(output, path, declared)) {
    const message = 'an answer is what the handler gives; a `default` is for arguments that were left out';
    problems.atKey(at, at.at(-1) === '$ref' ? `the fragment holds a \`default\`: ${message}` : message);
  }
}

/** Where a schema holds a default, or refers to a fragment that does. */
function defaultsIn(node: SchemaNode, path: Path, declared: Declared): Path[] {
  const own: Path[] = node.default === undefined ? [] : [[...path, 'default']];
  const fragment = node.$ref === undefined ? undefined : declared.fragments.get(fragmentName(node.$ref) ?? '');
  if (fragment && holdsDefault(fragment, declared)) own.push([...path, '$ref']);
  for (const [steps, schema] of inner(node)) own.push(...defaultsIn(schema, [...path, ...steps], declared));
  return own;
}

const known = new WeakMap<SchemaNode, boolean>();

function holdsDefault(fragment: SchemaNode, declared: Declared): boolean {
  const before = known.get(fragment);
  if (before !== undefined) return before;
  const holds = defaultsIn(fragment, [], declared).length > 0;
  known.set(fragment, holds);
  return holds;
}

/** Checks that `x-mcp-header` stands nowhere but on an argument. */
export function checkNoHeaders(node: SchemaNode, path: Path, problems: Problems): void {
  if (node['x-mcp-header'] !== undefined) {
    problems.atKey(
      [...path, 'x-mcp-header'],
      '`x-mcp-header` belongs to an argument of a tool, not to what is inside of one',
    );
  }
  for (const [steps, schema] of inner(node)) checkNoHeaders(schema, [...path, ...steps], problems);
}

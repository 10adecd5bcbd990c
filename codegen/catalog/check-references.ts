import { fragmentName, inner } from '../schema/joined.js';
import type { SchemaNode } from '../schema/schema.js';
import type { Declared } from './declared.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';
import { didYouMean } from './suggestion.js';

/** Checks that every `$ref` in a schema leads to a fragment. */
export function checkReferences(
  node: SchemaNode,
  path: Path,
  declared: Declared,
  problems: Problems,
  local: readonly string[] = [],
): void {
  for (const [reference, at] of referencesIn(node, path)) {
    const name = fragmentName(reference);
    if (name !== undefined && declared.fragments.has(name)) continue;
    if (reference.startsWith('#/$defs/') && local.includes(reference.slice('#/$defs/'.length))) continue;
    const known = [...declared.fragments.keys()];
    const message =
      name === undefined
        ? `\`${reference}\` leads nowhere; write \`#/schemas/NAME\`${didYouMean(
            reference,
            known.map((each) => `#/schemas/${each}`),
          )}`
        : `there is no fragment \`${name}\` under \`schemas\`${didYouMean(name, known)}`;
    problems.atValue(at, message);
  }
}

/** Checks that no fragment holds itself, directly or through others: a value of such a schema could have no end. */
export function checkCircles(declared: Declared, problems: Problems): void {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]) => {
    if (done.has(name)) return;
    for (const [reference, at] of referencesIn(declared.fragments.get(name) as SchemaNode, ['schemas', name])) {
      const next = fragmentName(reference);
      if (next === undefined || !declared.fragments.has(next)) continue;
      const start = [...above, name].indexOf(next);
      if (start === -1) visit(next, [...above, name]);
      else {
        const circle = [...[...above, name].slice(start), next].join(' -> ');
        problems.atValue(at, `recursive schemas are not supported (${circle}); describe as many levels as are needed`);
      }
    }
    done.add(name);
  };
  for (const name of declared.fragments.keys()) visit(name, []);
}

/** Every `$ref` in a schema, and where it stands. */
export function referencesIn(node: SchemaNode, path: Path): [reference: string, at: Path][] {
  const found: [string, Path][] = [];
  collect(node, [...path], found);
  return found;
}

function collect(node: SchemaNode, path: (string | number)[], found: [string, Path][]): void {
  if (node.$ref !== undefined) found.push([node.$ref, [...path, '$ref']]);
  for (const [steps, schema] of inner(node)) {
    path.push(...steps);
    collect(schema, path, found);
    path.length -= steps.length;
  }
}

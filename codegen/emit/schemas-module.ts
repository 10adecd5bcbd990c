import { fragmentName, type Resolver } from '../schema/resolver.js';
import type { SchemaNode } from '../schema/schema.js';
import type { CheckName } from './check.js';
import { exportedConst, exportedType, importNames, importNamespace, printModule } from './module.js';
import { TypeWriter } from './type.js';
import { ValidatorWriter } from './validator.js';

/** `schemas.ts`: the type and the validator of each fragment under `schemas:`, of the same name. */
export function schemasModule(
  fragments: Readonly<Record<string, SchemaNode>>,
  resolver: Resolver,
  used: Set<CheckName>,
): string {
  const types = new TypeWriter(resolver, '');
  const validators = new ValidatorWriter(resolver, '');
  const statements: string[] = [];
  for (const name of definitionOrder(fragments)) {
    const schema = resolver.resolve(fragments[name] as SchemaNode);
    const code = validators.write(schema);
    statements.push(exportedType(name, types.write(schema), schema.description));
    // What tools may extend keeps zod's own type; the rest is spared the inference.
    const extensible = schema.properties !== undefined && schema.additionalProperties === false;
    statements.push(
      extensible
        ? exportedConst(name, `${code} satisfies z.ZodType<${name}>`)
        : exportedConst(name, code, `z.ZodType<${name}>`),
    );
  }
  for (const check of validators.checks) used.add(check);
  const imports = [importNames(['z'], 'zod')];
  if (validators.checks.size > 0) imports.push(importNamespace('checks', './checks.js'));
  return printModule('schemas.ts', { imports, statements });
}

/** The fragments' names, each after those that it refers to. */
function definitionOrder(fragments: Readonly<Record<string, SchemaNode>>): string[] {
  const order = new Set<string>();
  const visit = (name: string) => {
    if (order.has(name)) return;
    for (const reference of references(fragments[name] as SchemaNode)) visit(reference);
    order.add(name);
  };
  for (const name of Object.keys(fragments)) visit(name);
  return [...order];
}

function references(node: SchemaNode): string[] {
  const rest = typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
  const inner = [
    ...Object.values(node.properties ?? {}),
    ...(node.items ? [node.items] : []),
    ...(node.anyOf ?? []),
    ...rest,
  ];
  const own = node.$ref === undefined ? [] : [fragmentName(node.$ref) as string];
  return [...own, ...inner.flatMap(references)];
}

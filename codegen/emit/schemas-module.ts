import type { Model } from '../model/model.js';
import type { SchemaNode } from '../schema/schema.js';
import { exportedConst, exportedType, type Module } from './module.js';
import type { Import } from './printing.js';
import { TypeWriter } from './type.js';
import type { ValidatorBook } from './validator-book.js';

/** `schemas.ts`: the type and the validator of each fragment under `schemas:`, of the same name. */
export function schemasModule({ catalog, resolver }: Model, book: ValidatorBook): Module {
  const types = new TypeWriter(resolver, '');
  const statements: string[] = [];
  for (const [name, code] of book.fragments) {
    const schema = resolver.resolve(catalog.schemas?.[name] as SchemaNode);
    statements.push(exportedType(name, types.write(schema), schema.description));
    // What tools may extend keeps zod's own type; the rest is spared the inference.
    const extensible = schema.properties !== undefined && schema.additionalProperties === false;
    statements.push(
      extensible
        ? exportedConst(name, `${code} satisfies z.ZodType<${name}>`)
        : exportedConst(name, code, `z.ZodType<${name}>`),
    );
  }
  const imports: Import[] = [{ names: ['z'], from: 'zod' }];
  if (book.fragmentChecks.size > 0) imports.push({ namespace: 'checks', from: './checks.js' });
  return { imports, statements };
}

import type { Model } from '../model/model.js';
import type { SchemaNode } from '../schema/schema.js';
import { exportedConst, type Module } from './module.js';
import { PublishedWriter } from './published.js';
import type { ValidatorBook } from './validator-book.js';

/** `json-schemas.ts`: each fragment under `schemas:` as clients see it. */
export function jsonSchemasModule({ catalog, resolver }: Model, book: ValidatorBook): Module {
  const writer = new PublishedWriter(resolver, '');
  const statements = [...book.fragments.keys()].map((name) => {
    const schema = resolver.resolve(catalog.schemas?.[name] as SchemaNode);
    const code = writer.write(schema, '');
    return exportedConst(name, /^\w+$/.test(code) ? code : `${code} as const`);
  });
  return { statements };
}

import { z } from 'zod';
import { catalogShape } from '../catalog/shape.js';
import type { Model } from '../model/model.js';
import { BANNER } from './banner.js';

/** `catalog.schema.json`: with it, editors complete and check the catalog, down to the names that this one declares. */
export function catalogSchema({ scopes, levels, errors, catalog }: Model): string {
  const shape = catalogShape({
    scopes: Object.keys(scopes),
    levels: Object.keys(levels),
    parts: Object.keys(catalog.parts ?? {}),
    errors: Object.keys(errors),
    fragments: Object.keys(catalog.schemas ?? {}),
  });
  const { $schema, ...schema } = z.toJSONSchema(shape);
  return `${JSON.stringify({ $schema, $comment: BANNER, ...schema }, null, 2)}\n`;
}

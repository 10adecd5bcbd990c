import type { Row, Values } from './field.js';
import { fieldsOf } from './fields.js';
import type { Model } from './model.js';

/** Values as the model's table keeps them: by column, JSON as text, without those that stand in no column of it. */
export function storedOf(model: Model, values: Values): Row {
  const fields = fieldsOf(model);
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const known = fields.get(name);
    if (known?.column) row[known.column] = known.field.type === 'json' ? JSON.stringify(value) : value;
  }
  return row;
}

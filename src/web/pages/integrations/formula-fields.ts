import type { Column } from '../../../queries/column.js';
import { components } from '../../../queries/components.js';
import type { Kind } from '../../../queries/kind.js';

/** The fields of a kind that hold JavaScript. */
export const formulaFields = (kind: Kind): string[] =>
  Object.entries<Column>(components[kind].columns)
    .filter(([, column]) => 'formula' in column)
    .map(([name]) => name);

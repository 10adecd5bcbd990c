import { deepEqual } from 'node:assert/strict';
import { registry } from '../../generated/registry.js';
import type { Column } from '../../src/queries/column.js';
import { components, configColumns } from '../../src/queries/components.js';
import { type Kind, kinds } from '../../src/queries/kind.js';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly items: Schema;
  readonly enum?: readonly unknown[];
}

/** What the catalog lets callers write, beside the columns. */
const BESIDE = new Set(['id', 'tags', 'comments', 'config', 'fieldmappings', 'validationrules', 'valuemappings']);

describe('the catalog and the columns', () => {
  const write = registry.tools.find(({ name }) => name === 'write_integration');
  if (!write) throw new Error('there is no write_integration');
  const { properties } = write.definition.inputSchema as unknown as Schema;
  const schemas = kinds.map((kind): [string, Schema, Readonly<Record<string, Column>>] => [
    kind,
    kind === 'integration' ? (properties.integration as Schema) : (properties[`${kind}s`] as Schema).items,
    components[kind as Kind].columns,
  ]);
  const config = (properties.integration as Schema).properties.config as Schema;

  for (const [kind, schema, columns] of [...schemas, ['config', config, configColumns] as const]) {
    it(`name the same fields of a ${kind}`, () => {
      const fields = Object.keys(schema.properties).filter((field) => !BESIDE.has(field));
      deepEqual(fields.toSorted(), Object.keys(columns).toSorted());
    });

    it(`name the same choices of a ${kind}`, () => {
      for (const [name, column] of Object.entries<Column>(columns)) {
        const choices = schema.properties[name]?.enum?.filter((choice) => choice !== null);
        deepEqual(choices, column.type === 'choice' ? column.of : undefined, name);
      }
    });
  }
});

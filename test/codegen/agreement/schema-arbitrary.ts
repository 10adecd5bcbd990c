import fc from 'fast-check';
import type { SchemaNode } from '../../../codegen/schema/schema.js';

const scalar = fc.constantFrom('a', 'b', '', "it's", '😀', 0, 1, -1, 1.5, 1e21, true, false, null);
const description = fc.constantFrom('A word.', 'It ends */ here', 'Two\nlines');
const count = fc.nat(4);
const bound = fc.constantFrom(-2, 0, 0.5, 1, 3, 1e21);
const name = fc.constantFrom('a', 'b', 'c-d', 'e f', '1', '日', 'new');

const string = fc.record<SchemaNode>(
  {
    type: fc.constant('string'),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom('a', '^.$', '^[a-c]+$', '😀', '/', '\\d{2}'),
  },
  { requiredKeys: ['type'] },
);

const number = fc.record<SchemaNode>(
  {
    type: fc.constantFrom('integer', 'number'),
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    multipleOf: fc.constantFrom(1, 2, 7),
  },
  { requiredKeys: ['type'] },
);

/** Schemas as a catalog might hold them. Some contradict themselves; the catalog's checks tell which. */
export const schemas: fc.Arbitrary<SchemaNode> = fc.letrec<{ schema: SchemaNode; property: SchemaNode }>((tie) => ({
  property: fc
    .tuple(tie('schema'), fc.option(scalar, { freq: 4 }), fc.option(description, { freq: 3 }))
    .map(([schema, value, text]) => ({
      ...schema,
      ...(value === null ? {} : { default: value }),
      ...(text === null ? {} : { description: text }),
    })),
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    string,
    number,
    fc.constantFrom<SchemaNode>(
      { type: 'boolean' },
      { type: 'null' },
      {},
      { $ref: '#/schemas/Text' },
      { $ref: '#/schemas/Thing' },
    ),
    fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }).map((values): SchemaNode => ({ enum: values })),
    scalar.map((value): SchemaNode => ({ const: value })),
    fc.record<SchemaNode>(
      {
        type: fc.constantFrom(['string', 'null'], ['integer', 'string'], ['boolean', 'number', 'null']),
        minLength: count,
        minimum: bound,
      },
      { requiredKeys: ['type'] },
    ),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf): SchemaNode => ({ anyOf })),
    fc.record<SchemaNode>(
      { type: fc.constant('array'), items: tie('schema'), minItems: count, maxItems: count, uniqueItems: fc.boolean() },
      { requiredKeys: ['type'] },
    ),
    fc
      .tuple(
        fc.dictionary(name, tie('property'), { maxKeys: 3, noNullPrototype: true }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        fc.option(fc.oneof(fc.boolean(), tie('schema')), { freq: 2 }),
        fc.option(fc.constant('#/schemas/Thing'), { freq: 1 }),
      )
      .map(([properties, needed, rest, base]): SchemaNode => {
        const required = Object.keys(properties).filter(
          (key, index) => needed[index] && !('default' in (properties[key] ?? {})),
        );
        const node = { ...(required.length > 0 ? { required } : {}), properties };
        if (base !== null && rest === null) return { $ref: base, ...node };
        return rest === null ? node : { ...node, additionalProperties: rest };
      }),
  ),
})).property;

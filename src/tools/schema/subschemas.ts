/** A JSON Schema that is an object; the others are true and false. */
export type Schema = Readonly<Record<string, unknown>>;

const ONE = [
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAP = ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties'];

/** A schema and what stands in it, each put through `change`, from the inside out. */
export function mapSubschemas(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const changed = (value: unknown) => (isSchema(value) ? mapSubschemas(value, change) : value);
  const copy: Record<string, unknown> = { ...schema };
  for (const [keyword, value] of Object.entries(schema)) {
    if (ONE.includes(keyword)) copy[keyword] = changed(value);
    if (LIST.includes(keyword) && Array.isArray(value)) copy[keyword] = value.map(changed);
    if (MAP.includes(keyword) && isSchema(value)) {
      copy[keyword] = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, changed(part)]));
    }
  }
  return change(copy);
}

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keywords whose values are no schemas. */
export function ownKeywords(schema: Schema): [string, unknown][] {
  return Object.entries(schema).filter(([keyword]) => ![ONE, LIST, MAP].some((known) => known.includes(keyword)));
}

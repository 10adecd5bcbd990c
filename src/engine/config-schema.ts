/** What a field of a custom adapter's configuration holds (domain.md 1.2, 5.10). */
export const configFieldTypes = [
  'string',
  'integer',
  'float',
  'boolean',
  'array',
  'object',
  'encrypted_string',
  'file',
] as const;

export type ConfigFieldType = (typeof configFieldTypes)[number];

/** The types of a configuration's fields, by name. */
export type ConfigSchema = Readonly<Record<string, ConfigFieldType>>;

/** Whether values of the type are sealed where they are stored, and shown to nobody. */
export const isSealed = (type: ConfigFieldType | undefined): boolean => type === 'encrypted_string' || type === 'file';

export const schemaLimits = { fields: 50, name: 64 } as const;

/** Names that code can write after a dot. Two underscores begin what belongs to JavaScript or to the gateway. */
const NAME = /^(?!__)[A-Za-z_]\w*$/;

/** What is wrong with a schema, each as `field: why`. */
export function schemaProblems(schema: Readonly<Record<string, string>>): string[] {
  const fields = Object.entries(schema);
  if (fields.length > schemaLimits.fields)
    return [`config_schema: has ${fields.length} fields; ${schemaLimits.fields} are the most`];
  return fields.flatMap(([name, type]) => {
    if (name.length > schemaLimits.name || !NAME.test(name)) {
      const shown = JSON.stringify(name.slice(0, schemaLimits.name));
      return `${shown}: is no name for a field; use up to ${schemaLimits.name} letters (a to z), digits and _, a letter first`;
    }
    if (!configFieldTypes.includes(type as ConfigFieldType))
      return `${name}: has the type ${type}; there are ${configFieldTypes.join(', ')}`;
    return [];
  });
}

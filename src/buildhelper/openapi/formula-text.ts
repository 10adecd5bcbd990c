/** Pieces of JavaScript, written so that nothing that a document says can become code. */

/** A JSON value as a formula. */
export function literal(value: unknown): string {
  const json = (JSON.stringify(value) ?? 'null')
    .replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
    // What the catalogue replaces with the name of the service request.
    .replaceAll('$variable', '\\u0024variable');
  // As a key it would not be one.
  return json.includes('__proto__') && !json.startsWith('"') ? `JSON.parse(${literal(json)})` : json;
}

/** A text within a template literal. */
export const templateText = (text: string): string =>
  literal(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('`', '\\`').replaceAll('${', '\\${');

const NAME = /^[A-Za-z_$][\w$]*$/;

/** A member of what a formula gives, where there is one: `input.payload?.name`. */
export const memberOf = (source: string, name: string): string =>
  NAME.test(name) && name !== '$variable' ? `${source}?.${name}` : `${source}?.[${literal(name)}]`;

/** The path of a field below another one, or null when no path can name it. */
export function fieldBelow(field: string, name: string): string | null {
  if (NAME.test(name)) return `${field}.${name}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
  if (name === '' || /[\\\x00-\x1f]/.test(name)) return null;
  if (!name.includes("'")) return `${field}['${name}']`;
  return name.includes('"') ? null : `${field}["${name}"]`;
}

const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for
  function if implements import in instanceof interface let new null package private protected public return static super switch
  this throw true try typeof undefined var void while with yield input output keep debug info end`.split(/\s+/),
);

/** A variable's name made of what a document calls something. */
export function variableName(text: string): string {
  const name = text
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 50)
    .replace(/_$/, '');
  if (name === '' || /^\d/.test(name)) return `call_${name}`.replace(/_$/, '');
  return RESERVED.has(name) ? `${name}_call` : name;
}

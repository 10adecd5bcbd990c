import { fieldBelow, literal, memberOf } from './formula-text.js';
import type { MappingList } from './mapping-list.js';
import { formulaOf, type ObjectMappings } from './object-mappings.js';
import type { Parameter } from './parameter.js';
import { type Shapes, valueTypeOf } from './shape.js';
import type { UnexpressedList } from './unexpressed.js';

/** Headers that other field mappings decide, which OpenAPI ignores here, too. */
const IGNORED = ['accept', 'content-type', 'authorization'];
/** Headers that the HTTP adapter does not take (src/adapters/http-request.ts). */
const REFUSED = /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|proxy-.*)$/i;

interface Parts {
  readonly mappings: MappingList;
  readonly objects: ObjectMappings;
  readonly shapes: Shapes;
  readonly list: UnexpressedList;
}

/** The field mappings of the query, the headers and the cookies. */
export function mapParameters(parameters: readonly Parameter[], parts: Parts): void {
  for (const parameter of parameters) {
    if (parameter.in === 'query') mapQuery(parameter, parts);
    if (parameter.in === 'header') mapHeader(parameter, parts);
  }
  mapCookies(
    parameters.filter((parameter) => parameter.in === 'cookie'),
    parts,
  );
}

function mapQuery(parameter: Parameter, { mappings, objects, shapes, list }: Parts): void {
  const { name, place, required, style, explode, shape, notes } = parameter;
  const source = memberOf('input.payload', name);
  const add = (value: string, type = valueTypeOf(shape)) =>
    mappings.add({
      field: fieldBelow('params', name),
      value,
      type,
      required,
      nullable: shape.nullable,
      record: 'query',
      name,
      notes,
    });
  if (parameter.isJson) return void add(`JSON.stringify(${source})`, 'str');
  if (shape.type === 'array') {
    const separator = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
    if (!explode) return void add(`${source}?.join('${separator}')`, 'str');
    return void add(formulaOf(shape, source, required));
  }
  if (shape.type !== 'object') return void add(formulaOf(shape, source, required));
  if (style === 'form' && !explode) return void add(`Object.entries(${source}).flat().join(',')`, 'str');
  if (shape.properties.size === 0) {
    list.add('parameter', place, `${name} is an object whose members are not known: map params.NAME for each of them`);
    return;
  }
  for (const [key, schema] of shape.properties) {
    const member = shapes.of(schema);
    if (member.type === 'object') {
      list.add('parameter', place, `${key} of ${name} is an object within an object, for which there is no style`);
      continue;
    }
    const sent = style === 'deepObject' ? `${name}[${key}]` : key;
    const isRequired = required && shape.required.has(key);
    const target = {
      field: fieldBelow('params', sent),
      source: memberOf(source, key),
      required: isRequired,
      record: 'query',
      name: sent,
    };
    objects.leaf(member, { ...target, notes: [`Of ${name}.`] });
  }
}

function mapHeader(
  { name, place, required, explode, isJson, shape, notes }: Parameter,
  { mappings, list }: Parts,
): void {
  if (IGNORED.includes(name.toLowerCase())) return;
  if (REFUSED.test(name))
    return void list.add('parameter', place, `the HTTP adapter decides the header ${name} itself`);
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return void list.add('parameter', place, 'no header can be called so');
  const source = memberOf('input.payload', name);
  const plain = formulaOf(shape, source, required);
  const value = isJson
    ? `JSON.stringify(${source})`
    : shape.type === 'array'
      ? `${source}?.join(',')`
      : shape.type === 'object'
        ? `Object.entries(${source})${explode ? ".map((pair) => pair.join('='))" : '.flat()'}.join(',')`
        : plain;
  mappings.add({ field: fieldBelow('headers', name), value, type: 'str', required, record: 'headers', name, notes });
}

/** All cookies are one header, so they are one field mapping. */
function mapCookies(cookies: readonly Parameter[], { mappings, list }: Parts): void {
  if (cookies.length === 0) return;
  const pairs = cookies.map(({ name, place, shape, explode }) => {
    if (shape.type === 'object' || (shape.type === 'array' && explode)) {
      list.add('parameter', place, `the cookie ${name} is a list or an object, which is written with commas`);
    }
    return `[${literal(name)}, ${formulaOf(shape, memberOf('input.payload', name), false)}]`;
  });
  const required = cookies.some((cookie) => cookie.required);
  mappings.add({
    field: 'headers.Cookie',
    value: `[${pairs.join(', ')}]\n  .filter(([, value]) => value != null)\n  .map(([name, value]) => \`\${name}=\${encodeURIComponent(value)}\`)\n  .join('; ')`,
    type: 'str',
    required,
    record: 'cookies',
    name: cookies.map(({ name }) => name).join(', '),
    notes: cookies.flatMap(({ name, notes }) => [`${name}:`, ...notes]),
  });
}

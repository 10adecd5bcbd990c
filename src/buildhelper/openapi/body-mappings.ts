import { fieldBelow, literal, memberOf } from './formula-text.js';
import type { MappingList } from './mapping-list.js';
import { at, below, membersOf, type Placed, textOf } from './node.js';
import { formulaOf, type ObjectMappings } from './object-mappings.js';
import type { Shape, Shapes } from './shape.js';
import type { UnexpressedList } from './unexpressed.js';

interface Parts {
  readonly mappings: MappingList;
  readonly objects: ObjectMappings;
  readonly shapes: Shapes;
  readonly list: UnexpressedList;
}

type Kind = 'json' | 'form' | 'multipart' | 'whole';

/** The whole body, as an integration is given it, where it has no members to map. */
const WHOLE = 'input.payload?.body';
/** The body as the field mappings before have put it together. */
const MADE = '$variable.request.payload.body';
/** The parts of a form with files; the HTTP adapter does not look at them, and gets a body that is made of them. */
const FORM_PARTS = '$variable.request.payload.parts';

/** The field mappings of a request body (resolved), and of the header that says what it is. */
export function mapBody(body: Placed, parts: Parts): void {
  const { list } = parts;
  const types = membersOf(at(body.value, 'content')).map(([type]) => type);
  const ranked = [...types].sort((a, b) => rankOf(a) - rankOf(b));
  const [type] = ranked;
  if (type === undefined) return void list.add('request body', body.place, 'it has no content');
  const others = ranked.slice(1);
  if (others.length > 0) {
    list.add(
      'request body',
      below(body, 'content').place,
      `only ${type} was taken, not ${others.join(', ').slice(0, 200)}`,
    );
  }
  const media = below(body, 'content', type);
  const schema = below(media, 'schema');
  const shape = parts.shapes.of(schema.value === undefined ? { value: {}, place: media.place } : schema);
  // Most documents forget to say it of a body that has fields which are required.
  const required = at(body.value, 'required') ?? shape.required.size > 0;
  // Any type is possible: objects and lists go as JSON, the rest as it is.
  const any = shape.type === 'object' || shape.type === 'array' ? 'application/json' : 'application/octet-stream';
  const sent = type.includes('*') ? any : type;
  const given: Given = {
    media,
    type: sent,
    required: required === true,
    shape,
    notes: [textOf(at(body.value, 'description')), others.length > 0 ? `Also possible: ${others.join(', ')}.` : ''],
  };
  if (type.includes('*')) list.add('request body', media.place, `${type} was taken for ${sent}`);
  MAPPERS[kindOf(given.type)](given, parts);
}

interface Given {
  readonly media: Placed;
  readonly type: string;
  readonly required: boolean;
  readonly shape: Shape;
  readonly notes: readonly string[];
}

const kindOf = (type: string): Kind => {
  if (/^application\/json\b|[/+]json\b/i.test(type)) return 'json';
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return 'form';
  return /^multipart\/form-data\b/i.test(type) ? 'multipart' : 'whole';
};

const RANKS: Kind[] = ['json', 'form', 'multipart', 'whole'];
const rankOf = (type: string): number => (type.includes('*') ? 0.5 : RANKS.indexOf(kindOf(type)));

const MAPPERS: Record<Kind, (given: Given, parts: Parts) => void> = {
  json({ type, required, shape, notes }, { mappings, objects }) {
    const hasMembers = shape.type === 'object' && shape.properties.size > 0;
    if (hasMembers) objects.members(shape, { field: 'body', source: 'input.payload', required }, 'body');
    // A body that is not wanted is left out, unless something was put into it.
    const value = hasMembers ? `${MADE}${required ? ' ?? {}' : ''}` : WHOLE;
    const [sent, header] = [`JSON.stringify(${value})`, literal(type)];
    mappings.add(
      {
        field: 'body',
        value: sent,
        type: 'str',
        required,
        active: required || hasMembers,
        nullable: !required,
        notes: ['JSON is sent as a text.', ...notes, ...(hasMembers ? [] : shape.facts)],
      },
      true,
    );
    mappings.add(
      {
        field: fieldBelow('headers', 'Content-Type'),
        value: required ? header : `${MADE} == null ? null : ${header}`,
        type: 'str',
        required,
        active: required || hasMembers,
        nullable: !required,
        record: 'headers',
        name: 'Content-Type',
      },
      true,
    );
  },

  form({ media, required, shape, notes }, { mappings, objects, shapes, list }) {
    if (shape.properties.size === 0) {
      return void mappings.add({
        field: 'body',
        value: WHOLE,
        type: 'dict',
        required,
        notes: ['Names and values of a form.', ...notes],
      });
    }
    for (const [name, schema] of shape.properties) {
      const member = shapes.of(schema);
      if (member.readOnly) continue;
      const isRequired = required && shape.required.has(name);
      const encoding = below(media, 'encoding', name).value;
      const target = { source: memberOf('input.payload', name), required: isRequired, record: 'body', name };
      if (member.type === 'object' && at(encoding, 'style') === 'deepObject' && member.properties.size > 0) {
        for (const [key, inner] of member.properties) {
          const sent = `${name}[${key}]`;
          const innerRequired = isRequired && member.required.has(key);
          const field = fieldBelow('body', sent);
          objects.leaf(shapes.of(inner), {
            ...target,
            field,
            source: memberOf(target.source, key),
            required: innerRequired,
            name: sent,
          });
        }
      } else if (
        member.type === 'object' ||
        (member.type === 'array' && member.items && shapes.of(member.items).type === 'object')
      ) {
        list.add('request body', schema.place, `${name} is put into the form as JSON`);
        const value = `JSON.stringify(${target.source})`;
        mappings.add({
          ...target,
          field: fieldBelow('body', name),
          value,
          type: 'str',
          notes: [member.description, 'As JSON.'],
        });
      } else objects.leaf(member, { ...target, field: fieldBelow('body', name) });
    }
    if (required && !mappings.mappings.some(({ field, required: wanted }) => field.startsWith('body') && wanted)) {
      list.add('request body', media.place, 'the body is required, but none of its fields is: map at least one');
    }
  },

  multipart({ required, shape, notes }, { mappings, shapes, list, objects }) {
    if (shape.properties.size === 0) {
      return void list.add(
        'request body',
        shape.place,
        'a form with files whose parts are not known: put it together in a formula',
      );
    }
    for (const [name, schema] of shape.properties) {
      const member = shapes.of(schema);
      if (member.readOnly) continue;
      const isFile = member.binary || (member.items !== null && shapes.of(member.items).binary);
      const hint = isFile ? ['A file: bytes or a text, or { name, type, payload }.'] : [];
      const target = {
        source: memberOf('input.payload', name),
        required: required && shape.required.has(name),
        record: 'parts',
        name,
      };
      objects.leaf(member, { ...target, field: fieldBelow('parts', name), notes: hint });
    }
    const boundary = 'gateway-0b7f0e9c5d3a4c1e';
    const any = mappings.mappings.some(({ field, required: wanted }) => field.startsWith('parts') && wanted);
    const active = required || any;
    mappings.add(
      {
        field: 'body',
        value: multipartFormula(boundary),
        required: active,
        nullable: !active,
        active: true,
        notes: ['The form, put together.', ...notes],
      },
      true,
    );
    const type = literal(`multipart/form-data; boundary=${boundary}`);
    const value = active ? type : `${MADE} == null ? null : ${type}`;
    mappings.add(
      {
        field: fieldBelow('headers', 'Content-Type'),
        value,
        type: 'str',
        required: active,
        nullable: !active,
        active: true,
      },
      true,
    );
  },

  whole({ type, required, shape, notes }, { mappings, list }) {
    list.add('request body', shape.place, `a body of ${type} has to be put together in the formula`);
    mappings.add(
      {
        field: 'body',
        value: formulaOf(shape, WHOLE, required),
        required,
        notes: [`${type}: a text or bytes.`, ...notes, ...shape.facts],
      },
      true,
    );
    mappings.add({ field: fieldBelow('headers', 'Content-Type'), value: literal(type), type: 'str', required }, true);
  },
};

/** A form with files as the bytes that are sent (RFC 7578). */
const multipartFormula = (
  boundary: string,
): string => `const parts = Object.entries(${FORM_PARTS} ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
if (parts.length === 0) return null
const quoted = (text) => String(text).replace(/["\\r\\n]/g, (char) => encodeURIComponent(char))
const chunks = parts.flatMap(([name, one]) => {
  const isBytes = one instanceof Uint8Array
  const isFile = isBytes || one?.payload !== undefined
  const content = isFile && !isBytes ? one.payload : one
  const file = isFile ? \`; filename="\${quoted(one.name ?? name)}"\\r\\nContent-Type: \${one.type ?? 'application/octet-stream'}\` : ''
  const text = typeof content === 'object' && !(content instanceof Uint8Array) ? JSON.stringify(content) : content
  const head = \`--${boundary}\\r\\nContent-Disposition: form-data; name="\${quoted(name)}"\${file}\\r\\n\\r\\n\`
  return [utf8_encode(head), text instanceof Uint8Array ? text : utf8_encode(String(text)), utf8_encode('\\r\\n')]
})
const all = [...chunks, utf8_encode('--${boundary}--\\r\\n')]
const bytes = new Uint8Array(all.reduce((sum, chunk) => sum + chunk.length, 0))
all.reduce((at, chunk) => (bytes.set(chunk, at), at + chunk.length), 0)
return bytes`;

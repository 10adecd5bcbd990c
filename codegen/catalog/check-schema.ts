import { inner, joined } from '../schema/joined.js';
import { typesWith } from '../schema/keyword.js';
import { type JsonType, type Scalar, type SchemaNode, typesOf } from '../schema/schema.js';
import type { Declared } from './declared.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';
import { didYouMean } from './suggestion.js';

/** What a schema is there for: `default` and some keywords have a meaning only in some places. */
export type Role = 'input' | 'output' | 'fragment' | 'property' | 'item' | 'alternative' | 'rest';

/** A `default`, to be compared with its schema once validators are written. */
export interface FoundDefault {
  readonly path: Path;
  readonly node: SchemaNode;
}

/** What a schema is inside of another one, by the keyword that holds it. */
const ROLES = { properties: 'property', items: 'item', additionalProperties: 'rest', anyOf: 'alternative' } as const;

const ANNOTATIONS: readonly string[] = ['$ref', 'title', 'description', 'default', 'x-mcp-header'];
const ROOT_ONLY: readonly string[] = ['$schema', '$defs', '$anchor', 'allOf', 'if', 'then', 'else'];

/** Checks that schemas say what can be honoured, and nothing that contradicts itself. */
export class SchemaChecker {
  readonly defaults: FoundDefault[] = [];
  readonly #declared: Declared;
  readonly #problems: Problems;

  constructor(declared: Declared, problems: Problems) {
    this.#declared = declared;
    this.#problems = problems;
  }

  check(node: SchemaNode, path: Path, role: Role): void {
    this.#check(node, [...path], role);
  }

  /** One path is lengthened and shortened on the way, and copied only into problems: most schemas have none. */
  #check(node: SchemaNode, path: (string | number)[], role: Role): void {
    const whole = this.joined(node);
    this.#checkDefault(node, whole, path, role);
    if (node.$ref !== undefined && Object.keys(node).every((key) => ANNOTATIONS.includes(key))) return;
    this.#checkKeywords(node, whole, path);
    this.#checkChoices(node, whole, path);
    this.#checkBounds(node, whole, path);
    if (node.pattern !== undefined) this.#checkPattern(node.pattern, [...path, 'pattern']);
    if (node.multipleOf !== undefined && !(Number.isSafeInteger(node.multipleOf) && node.multipleOf > 0)) {
      const message =
        'must be a whole number above 0: validators divide fractions differently; count in a smaller unit';
      this.#problems.atValue([...path, 'multipleOf'], message);
    }
    if (node.uniqueItems && !this.#isScalar(whole.items)) {
      const message = 'works for items that are texts, numbers, true or false; compare others in the handler';
      this.#problems.atKey([...path, 'uniqueItems'], `\`uniqueItems\` ${message}`);
    }
    this.#checkObject(node, whole, path);
    for (const [steps, schema] of inner(node)) {
      path.push(...steps);
      this.#check(schema, path, ROLES[steps[0] as keyof typeof ROLES]);
      path.length -= steps.length;
    }
  }

  /** The node with its fragments', and the type that `properties` implies. */
  joined(node: SchemaNode): SchemaNode {
    const whole = joined(node, (name) => this.#declared.fragments.get(name));
    return whole.properties && whole.type === undefined ? { ...whole, type: 'object' } : whole;
  }

  #checkKeywords(node: SchemaNode, whole: SchemaNode, path: Path): void {
    const types = typesOf(whole);
    for (const key of Object.keys(node)) {
      if (ANNOTATIONS.includes(key) || ROOT_ONLY.includes(key)) continue;
      if (key === 'type' || key === 'enum' || key === 'const' || key === 'anyOf') continue;
      const wanted = typesWith(key as keyof SchemaNode);
      if (whole.enum !== undefined || whole.const !== undefined || whole.anyOf !== undefined) {
        const other = whole.anyOf ? 'anyOf' : whole.enum ? 'enum' : 'const';
        const message = whole.anyOf
          ? 'put it into each alternative'
          : `\`${other}\` already says which values there are`;
        this.#problems.atKey([...path, key], `\`${key}\` cannot stand beside \`${other}\`: ${message}`);
      } else if (types.length === 0) {
        this.#problems.atKey([...path, key], `\`${key}\` needs a type beside it: \`type: ${wanted[0]}\``);
      } else if (!types.some((type) => wanted.includes(type))) {
        const text = `\`${key}\` says nothing about ${types.join(' or ')}; it belongs to ${wanted.join(' or ')}`;
        this.#problems.atKey([...path, key], text);
      }
    }
  }

  /** `enum`, `const` and `anyOf`: which values there are to choose from. */
  #checkChoices(node: SchemaNode, whole: SchemaNode, path: Path): void {
    const types = typesOf(whole);
    if (types.length > 1 && new Set(types).size < types.length) {
      this.#problems.atValue([...path, 'type'], 'the same type is named twice');
    }
    if (!whole.enum && !whole.anyOf && whole.const === undefined) return;
    const stated = (['const', 'enum', 'anyOf'] as const).filter((key) => whole[key] !== undefined);
    if (stated.length > 1) {
      const key = [...stated].reverse().find((name) => node[name] !== undefined);
      if (key)
        this.#problems.atKey(
          [...path, key],
          `${stated.map((name) => `\`${name}\``).join(' and ')} contradict each other: write one`,
        );
    }
    if (whole.anyOf && whole.type !== undefined && (node.anyOf || node.type)) {
      const key = node.type === undefined ? 'anyOf' : 'type';
      this.#problems.atKey([...path, key], 'each alternative of `anyOf` has a type of its own; leave `type` out');
    }
    const values: [Path, Scalar][] = (node.enum ?? []).map((value, index) => [[...path, 'enum', index], value]);
    if (node.const !== undefined) values.push([[...path, 'const'], node.const]);
    const seen = new Set<Scalar>();
    for (const [at, value] of values) {
      if (seen.has(value)) this.#problems.atValue(at, `\`${value}\` is listed twice`);
      seen.add(value);
      if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
        this.#problems.atValue(at, `\`${value}\` is not of type ${types.join(' or ')}`);
      }
    }
  }

  #checkBounds(node: SchemaNode, whole: SchemaNode, path: Path): void {
    for (const [least, most] of [['minLength', 'maxLength'] as const, ['minItems', 'maxItems'] as const]) {
      if ((whole[least] ?? 0) <= (whole[most] ?? Number.POSITIVE_INFINITY)) continue;
      const key = node[most] === undefined ? least : most;
      if (node[key] === undefined) continue;
      this.#problems.atValue([...path, key], `no value fits: \`${least}\` is above \`${most}\``);
    }
    const key = BOUNDS.findLast((bound) => node[bound] !== undefined);
    if (key === undefined || hasNumber(whole)) return;
    this.#problems.atValue([...path, key], 'no value fits: there is no such number between the bounds');
  }

  #checkPattern(pattern: string, path: Path): void {
    try {
      new RegExp(pattern, 'u');
    } catch (error) {
      const reason = (error as Error).message.replace(/^.*\/u: /, '');
      this.#problems.atValue(path, `not a regular expression (with JavaScript's \`u\` flag): ${reason}`);
    }
  }

  #checkObject(node: SchemaNode, whole: SchemaNode, path: Path): void {
    for (const name of Object.keys(node.properties ?? {})) {
      if (!(name in Object.prototype)) continue;
      const message = `every JavaScript object has a \`${name}\`, which validators take for the caller's; choose another name`;
      this.#problems.atKey([...path, 'properties', name], message);
    }
    const named = node.required ?? [];
    for (const [index, name] of named.entries()) {
      if (!Object.hasOwn(whole.properties ?? {}, name)) {
        const suggestion = didYouMean(name, Object.keys(whole.properties ?? {}));
        this.#problems.atValue([...path, 'required', index], `there is no property \`${name}\`${suggestion}`);
      } else if (named.indexOf(name) < index) {
        this.#problems.atValue([...path, 'required', index], `\`${name}\` is listed twice`);
      }
    }
    this.#checkRequiredDefaults(node, whole, path);
    if (!typesOf(whole).includes('object') || whole.properties || whole.additionalProperties !== undefined) return;
    if (node.type === undefined && node.$ref === undefined) return;
    const message = 'an object needs `properties`, or `additionalProperties: true` to hold anything';
    this.#problems.atKey(node.type === undefined ? path : [...path, 'type'], message);
  }

  #checkRequiredDefaults(node: SchemaNode, whole: SchemaNode, path: Path): void {
    for (const [name, property] of Object.entries(whole.properties ?? {})) {
      if (!whole.required?.includes(name) || this.joined(property).default === undefined) continue;
      const index = node.required?.indexOf(name) ?? -1;
      if (index === -1 && !Object.hasOwn(node.properties ?? {}, name)) continue;
      const at = index === -1 ? [...path, 'properties', name] : [...path, 'required', index];
      this.#problems.atValue(at, `\`${name}\` has a default, so it is not required: write one or the other`);
    }
  }

  #checkDefault(node: SchemaNode, whole: SchemaNode, path: Path, role: Role): void {
    if (whole.default === undefined) return;
    if (role === 'property' || role === 'fragment') {
      if (node.default !== undefined) this.defaults.push({ path: [...path, 'default'], node });
      return;
    }
    const own = node.default !== undefined;
    const message = 'a `default` is for a property that was left out; here it would never be used';
    this.#problems.atKey(
      [...path, own ? 'default' : '$ref'],
      own ? message : `the fragment has a \`default\`: ${message}`,
    );
  }

  #isScalar(items: SchemaNode | undefined): boolean {
    if (!items) return false;
    const whole = this.joined(items);
    if (whole.enum || whole.const !== undefined) return true;
    const types = typesOf(whole);
    return types.length > 0 && !types.includes('object') && !types.includes('array');
  }
}

function isOfType(value: Scalar, type: JsonType): boolean {
  if (value === null) return type === 'null';
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

const BOUNDS = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;

/** Whether any number is within the bounds. */
function hasNumber(schema: SchemaNode): boolean {
  const { exclusiveMinimum = Number.NEGATIVE_INFINITY, exclusiveMaximum = Number.POSITIVE_INFINITY } = schema;
  const low = Math.max(schema.minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum);
  const high = Math.min(schema.maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum);
  const isWhole = typesOf(schema).includes('integer') && !typesOf(schema).includes('number');
  const step = schema.multipleOf ?? (isWhole ? 1 : 0);
  if (step <= 0 || !Number.isFinite(low))
    return low < high || (low === high && exclusiveMinimum < low && exclusiveMaximum > high);
  const first = Math.ceil(low / step) * step;
  const least = first === exclusiveMinimum ? first + step : first;
  return least < exclusiveMaximum && least <= high;
}

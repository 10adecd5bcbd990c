import { fieldBelow, literal, memberOf } from './formula-text.js';
import type { ImportLimits } from './limits.js';
import type { MappingList } from './mapping-list.js';
import type { Placed } from './node.js';
import { type Shape, type Shapes, valueTypeOf } from './shape.js';
import type { UnexpressedList } from './unexpressed.js';

/** A value to be sent: where it goes, and what of the integration's input it is. */
export interface Target {
  readonly field: string | null;
  readonly source: string;
  readonly required: boolean;
  readonly record: string;
  readonly name: string;
  readonly notes?: readonly string[];
}

/** Takes the schema of a value apart, into a field mapping for each value that is no object. */
export class ObjectMappings {
  readonly #shapes: Shapes;
  readonly #list: UnexpressedList;
  readonly #limits: ImportLimits;
  readonly #mappings: MappingList;

  constructor(shapes: Shapes, list: UnexpressedList, limits: ImportLimits, mappings: MappingList) {
    this.#shapes = shapes;
    this.#list = list;
    this.#limits = limits;
    this.#mappings = mappings;
  }

  /** The members of an object, those that may only be read left out. Returns whether one of them is required. */
  members(
    shape: Shape,
    { field, source, required }: Omit<Target, 'record' | 'name'>,
    record: string,
    above: readonly unknown[] = [],
  ): boolean {
    let anyRequired = false;
    for (const [name, schema] of shape.properties) {
      if (this.#mappings.isFull) {
        this.#mappings.leaveOut();
        continue;
      }
      const member = this.#shapes.of(schema);
      if (member.readOnly) continue;
      const isRequired = shape.required.has(name);
      anyRequired ||= isRequired;
      const notes = isRequired && !required ? [`Required in ${record}.`] : [];
      this.#value(
        schema,
        {
          field: field === null ? null : fieldBelow(field, name),
          source: memberOf(source, name),
          required: required && isRequired,
          record,
          name,
          notes,
        },
        [...above, shape.origin],
      );
    }
    return anyRequired;
  }

  #value(schema: Placed, target: Target, above: readonly unknown[]): void {
    const shape = this.#shapes.of(schema);
    const { field, source, required, name } = target;
    const isRecursive = above.includes(shape.origin);
    if (isRecursive)
      this.#list.add(
        'recursion',
        schema.place,
        'the schema holds itself; the value is one field mapping from there on',
      );
    const isWhole = isRecursive || above.length > this.#limits.depth;
    if (shape.type === 'object' && shape.properties.size > 0 && shape.fixed === null) {
      if (isWhole) return void this.leaf(shape, target);
      const anyRequired = [...shape.required].some((key) => shape.properties.has(key));
      if (required && !anyRequired) this.leaf(shape, target);
      this.members(shape, { field, source, required: required && anyRequired }, name, above);
      return;
    }
    this.leaf(shape, target);
    if (shape.type !== 'array' || !shape.items || isWhole) return;
    const item = this.#shapes.of(shape.items);
    if (item.type !== 'object' || above.includes(item.origin)) return;
    const first = { field: field === null ? null : `${field}[0]`, source: `${source}?.[0]`, required: false };
    this.members(item, first, `an item of ${name}`, [...above, shape.origin]);
  }

  /** One field mapping for the whole value. */
  leaf(shape: Shape, { field, source, required, record, name, notes = [] }: Target): void {
    this.#mappings.add({
      field,
      value: formulaOf(shape, source, required),
      type: valueTypeOf(shape),
      required,
      nullable: shape.nullable,
      record,
      name,
      notes: [...notes, shape.description, ...shape.facts],
    });
  }
}

/** The only value there is; else what the integration was given, or what the system would take in its place. */
export function formulaOf({ fixed, initial }: Shape, source: string, required: boolean): string {
  if (fixed) return literal(fixed.value);
  return required && initial && initial.value !== null ? `${source} ?? ${literal(initial.value)}` : source;
}

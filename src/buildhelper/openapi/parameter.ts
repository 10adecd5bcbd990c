import { at, below, isNode, itemOf, listOf, membersOf, type Placed, textOf } from './node.js';
import type { References } from './references.js';
import type { Shape, Shapes } from './shape.js';
import type { UnexpressedList } from './unexpressed.js';

/** A parameter of an operation: how it is called, where it goes, and how its value is written there. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly place: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  /** Its value is written as JSON. */
  readonly isJson: boolean;
  readonly shape: Shape;
  readonly notes: readonly string[];
}

const PLACES = ['path', 'query', 'header', 'cookie'] as const;
const STYLES: Record<Parameter['in'], readonly string[]> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/** The parameters of an operation and of its path; of two that are called the same, the operation's own. */
export function parametersOf(
  path: Placed,
  operation: Placed,
  { references, shapes, list }: { references: References; shapes: Shapes; list: UnexpressedList },
): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const holder of [path, operation]) {
    const all = below(holder, 'parameters');
    for (const index of listOf(all.value).keys()) {
      const parameter = parameterOf(references.resolve(itemOf(all, index)), references, shapes, list);
      if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function parameterOf(given: Placed, references: References, shapes: Shapes, list: UnexpressedList): Parameter | null {
  const { value, place } = given;
  const name = textOf(at(value, 'name'));
  const where = PLACES.find((one) => one === at(value, 'in'));
  if (!isNode(value) || name === '' || !where) {
    list.add('parameter', place, 'it has no name, or no place that is known');
    return null;
  }
  const content = membersOf(at(value, 'content'))[0];
  const schema = content ? below(given, 'content', content[0], 'schema') : below(given, 'schema');
  const shape = shapes.of(schema.value === undefined ? { value: {}, place } : schema);
  const isJson = content !== undefined && /\bjson\b/i.test(content[0]);
  if (content && !isJson)
    list.add('parameter', place, `its value is written as ${content[0]}, which has to be done in the formula`);
  if (at(value, 'allowReserved') === true) list.add('parameter', place, 'reserved characters are encoded all the same');
  const style = styleOf(given, where, list);
  const explode = at(value, 'explode');
  const example = at(value, 'example') ?? exampleOf(references, below(given, 'examples'));
  return {
    name,
    in: where,
    place,
    required: at(value, 'required') === true || where === 'path',
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    isJson,
    shape,
    notes: [
      textOf(at(value, 'description')) || shape.description,
      ...shape.facts,
      at(value, 'deprecated') === true ? 'Deprecated.' : '',
      example === undefined ? '' : `Example: ${typeof example === 'string' ? example : JSON.stringify(example)}.`,
    ],
  };
}

function exampleOf(references: References, examples: Placed): unknown {
  const [first] = membersOf(examples.value);
  return first && at(references.resolve(below(examples, first[0])).value, 'value');
}

function styleOf({ value, place }: Placed, where: Parameter['in'], list: UnexpressedList): string {
  const styles = STYLES[where];
  const style = at(value, 'style');
  if (typeof style !== 'string' || styles.includes(style))
    return (style as string | undefined) ?? (styles[0] as string);
  list.add('parameter', place, `there is no style ${style.slice(0, 40)} in ${where}`);
  return styles[0] as string;
}

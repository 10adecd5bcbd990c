import fc from 'fast-check';

/** Values that are just right for one schema and wrong for the next. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  1.0000000001,
  2 ** 31,
  2 ** 53 + 2,
  1e21,
  1e300,
  -1e300,
  '',
  ' ',
  '0',
  '1',
  'true',
  'null',
  'a',
  '😀',
  '😀😀😀',
  '\ud83d',
  'x'.repeat(256),
  [],
  [[]],
  {},
  { a: 1 },
  [null],
  ['a', 'a'],
  [1, 1],
  [0, false, '0', ''],
];

const NAMES = ['extra', 'action', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'id', 'a', 'A', '0'];

/** A small change to a value: which part of it, what is done to that, and with what. */
export interface Mutation {
  readonly where: number;
  readonly how: number;
  readonly what: number;
}

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ where: fc.nat(10_000), how: fc.nat(100), what: fc.nat(10_000) }),
  { minLength: 1, maxLength: 2 },
);

export function mutated(value: unknown, list: readonly Mutation[]): unknown {
  return list.reduce(apply, structuredClone(value));
}

function apply(value: unknown, { where, how, what }: Mutation): unknown {
  const root = { value };
  const places = placesIn(root, []);
  const [owner, key] = places[where % places.length] as Place;
  const strange = structuredClone(STRANGE[what % STRANGE.length]);
  const current = Reflect.get(owner, key);
  const ways: (() => void)[] = [
    () => set(owner, key, strange),
    () => set(owner, key, neighbour(current, what)),
    () => set(owner, key, neighbour(current, what)),
    () => (owner === root ? set(owner, key, strange) : remove(owner, key)),
    () => add(current, what, strange),
  ];
  (ways[how % ways.length] as () => void)();
  return root.value;
}

type Place = readonly [owner: object, key: string];

/** Every place in a value that can be changed. */
function placesIn(owner: object, found: Place[]): Place[] {
  for (const [key, value] of Object.entries(owner)) {
    found.push([owner, key]);
    if (typeof value === 'object' && value !== null) placesIn(value, found);
  }
  return found;
}

/** A value of the same type, a step further. */
function neighbour(value: unknown, what: number): unknown {
  const pick = <T>(...choices: T[]) => choices[what % choices.length];
  if (typeof value === 'number')
    return pick<unknown>(value + 1, value - 1, value + 0.5, -value, String(value), value * 2 ** 40);
  if (typeof value === 'string')
    return pick<unknown>(`${value}a`, `${value}😀`, value.slice(1), value.toUpperCase(), ` ${value}`, value + value);
  if (typeof value === 'boolean') return pick<unknown>(!value, Number(value), String(value));
  if (Array.isArray(value))
    return pick<unknown>([...value, ...value.slice(0, 1)], value.slice(1), { ...value }, [...value, null]);
  if (value === null) return pick<unknown>({}, 0, '');
  return pick<unknown>([structuredClone(value)], null, {}, JSON.stringify(value));
}

function add(target: unknown, what: number, value: unknown): void {
  if (Array.isArray(target)) target.push(target.length > 0 && what % 2 === 0 ? target[0] : value);
  else if (typeof target === 'object' && target !== null) set(target, NAMES[what % NAMES.length] as string, value);
}

/** Sets an own property, whatever its name. */
function set(owner: object, key: string, value: unknown): void {
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove(owner: object, key: string): void {
  if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else Reflect.deleteProperty(owner, key);
}

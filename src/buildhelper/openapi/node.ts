/** An object of a document. What it may hold is read with `at`, because a hostile name reaches a prototype otherwise. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const at = (node: unknown, key: string): unknown =>
  isNode(node) && Object.hasOwn(node, key) ? node[key] : undefined;

/** An object's members; of anything else none. */
export const membersOf = (node: unknown): [string, unknown][] => (isNode(node) ? Object.entries(node) : []);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A value and where it stands in the document: `#/paths/~1users/get`. */
export interface Placed {
  readonly value: unknown;
  readonly place: string;
}

export const below = ({ value, place }: Placed, ...keys: string[]): Placed => ({
  value: keys.reduce(at, value),
  place: keys.reduce((path, key) => `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, place),
});

export const itemOf = ({ value, place }: Placed, index: number): Placed => ({
  value: listOf(value)[index],
  place: `${place}/${index}`,
});

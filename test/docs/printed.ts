/** What stands for a value that differs each time or is left out; as a key, for members that are left out. */
export const LEFT_OUT = '…';

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Where an answer is not what is printed of it, in a sentence; null when it is. */
export function differenceOf(printed: unknown, actual: unknown, path = ''): string | null {
  const where = path || 'the answer';
  if (printed === LEFT_OUT) return actual === undefined ? `${where} is missing` : null;
  if (Array.isArray(printed) && Array.isArray(actual)) {
    if (printed.length !== actual.length) return `${where} has ${actual.length} items`;
    return firstOf(printed.keys(), (i) => differenceOf(printed[i], actual[i], `${path}[${i}]`));
  }
  if (isObject(printed) && isObject(actual)) {
    const names = Object.keys(printed).filter((name) => name !== LEFT_OUT);
    const more = Object.keys(actual).find((name) => !names.includes(name));
    if (more !== undefined && !(LEFT_OUT in printed)) return `${where} has "${more}"`;
    return firstOf(names, (name) => differenceOf(printed[name], actual[name], `${path}.${name}`));
  }
  return printed === actual ? null : `${where} is ${JSON.stringify(actual)}`;
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

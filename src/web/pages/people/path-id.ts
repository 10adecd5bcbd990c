import type { Visit } from '../../visit.js';

/** The id that the path holds at `:name`; 0, which no row has, for anything else. */
export function pathId({ params }: Visit, name = 'id'): number {
  const text = params[name] ?? '';
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : 0;
}

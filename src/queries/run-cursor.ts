import { QueryError } from './query-error.js';

/** A run's place in the order of starts; the next page begins below it. */
export interface RunPlace {
  readonly started_at: string;
  readonly id: number;
}

/** A text search goes from the newest step to the oldest, and its next page begins below one. */
export interface ItemPlace {
  readonly item: number;
}

export const encodeCursor = (place: RunPlace | ItemPlace): string => {
  const parts = 'item' in place ? [place.item] : [place.started_at, place.id];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
};

/** @throws QueryError `invalid_arguments` */
export function decodeRunCursor(cursor: string): RunPlace {
  const [started_at, id] = partsOf(cursor);
  if (typeof started_at !== 'string' || !MOMENT.test(started_at) || !isId(id)) throw foreign();
  return { started_at, id };
}

/** @throws QueryError `invalid_arguments` */
export function decodeItemCursor(cursor: string): ItemPlace {
  const [item, ...rest] = partsOf(cursor);
  if (!isId(item) || rest.length > 0) throw foreign();
  return { item };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function partsOf(cursor: string): unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length <= 2) return parts;
  } catch {}
  throw foreign();
}

const isId = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= 2 ** 31 - 1;

const foreign = (): QueryError =>
  new QueryError(
    'invalid_arguments',
    'cursor: this is no next_cursor of an earlier answer to the same kind of search.',
  );
